"""A copy that a patient offers is taken once they have signed for it; then Media Studio's task is done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from consent.models import Recording
from recordings_gov.notifications.models import Task
from requests_app.models import RecordingRequest
from tests.consent.situations import explained, signed, started
from tests.consent.test_entering_what_we_did_not_make import donated


@pytest.mark.rule("R-166", "E")
def test_the_copy_is_entered_only_with_consent_and_ends_the_task_of_the_offer(
    log: Callable[..., RecordingRequest],
    radiographer: Any,
    consultant: Any,
    media_studio: Any,
    department: Any,
    patient: Any,
) -> None:
    request = log()
    form = explained(started(consultant, department, patient), consultant)
    request.note_copy(by=radiographer, came="offered", is_accepted=True, held_as="phone")
    with pytest.raises(ValidationError):
        donated(form, media_studio, offered_on=request.reference)
    assert Task.objects.undone().filter(rule="R-166").exists()
    signed(form, consultant)
    with pytest.raises(ValidationError, match="no copy is offered"):
        donated(form, media_studio, offered_on=log().reference)
    assert not Recording.objects.exists()
    made = donated(form, media_studio, offered_on=request.reference)
    assert (made.origin, made.offered_on) == ("donated", request.reference)
    assert not Task.objects.undone().filter(rule="R-166").exists()
    with pytest.raises(ValidationError, match="taken already"):
        donated(form, media_studio, offered_on=request.reference)
