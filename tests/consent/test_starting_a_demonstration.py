"""What the demonstration is given is made through the verbs."""

from datetime import timedelta

import pytest

from consent import starter
from consent.models import Approval
from recordings_gov import clock

pytestmark = pytest.mark.django_db


def test_a_demonstration_has_registrations_active_and_waiting(radiographer, head_of_media_studio, ig_manager):
    trained = clock.today() - timedelta(days=20)
    ready = starter.active_registration(
        applicant=radiographer,
        head_of_media_studio=head_of_media_studio,
        ig_manager=ig_manager,
        trained_on=trained,
    )
    waiting = starter.submitted_registration(applicant=radiographer, trained_on=trained, make="Sony")
    assert (ready.status, waiting.status) == ("active", "submitted")
    assert Approval.objects.count() == 2
