"""People and records of this room."""

from datetime import date
from typing import Any

import pytest

from consent.models import ConsentForm
from recordings_gov.accounts.models import Membership, User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.patients.models import Patient
from tests.conftest import person
from tests.consent.situations import explained, signed, started


@pytest.fixture
def draft(consultant: User, department: Any, patient: Patient) -> ConsentForm:
    """Asks for the record, teaching and one article; nothing is explained yet."""
    return started(consultant, department, patient)


@pytest.fixture
def form(draft: ConsentForm, consultant: User) -> ConsentForm:
    """Explained, and waiting for the signatures."""
    return explained(draft, consultant)


@pytest.fixture
def signed_form(form: ConsentForm, consultant: User) -> ConsentForm:
    """Both signed; the patient said yes to everything."""
    return signed(form, consultant)


@pytest.fixture
def both_offices(db: None) -> User:
    """Somebody who is head of Media Studio and information governance manager at once."""
    both = person("both_offices", Role.HEAD_OF_MEDIA_STUDIO, None)
    with acting_as(None, job="arranging a test"):
        Membership(user=both, role=Role.IG_MANAGER, department=None).save()
    return both


def born(year: int, month: int = 1, day: int = 1) -> Patient:
    """A fictional patient of a certain age."""
    with acting_as(None, job="arranging a test"):
        made = Patient(
            local_number=f"L-{year}-{month}-{day}",
            family_name="Test",
            given_name="Kim",
            birth_date=date(year, month, day),
        )
        made.save()
    return made
