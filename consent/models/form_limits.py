"""Whom this form is for, and which permissions go together."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError

from consent.decisions import SigningCase, who_must_sign
from consent.models.form_choices import MadeFor
from consent.models.permission import PermissionKind
from recordings_gov.patients.models import Patient


def refuse_others(patient: Patient, day: date, can_decide: bool | None) -> None:
    """Raise ValidationError for a patient whose own signature is not enough on that day."""
    case = SigningCase(
        patient.age_on(day), can_decide, bool(patient.death_date and patient.death_date <= day)
    )
    answer = who_must_sign(case)
    if answer.verdict != "patient":
        raise ValidationError([reason.says for reason in answer.obstacles], code="not_covered")


def refuse_wrong_permissions(made_for: str, kinds: Sequence[str]) -> None:
    """Raise ValidationError unless the permissions fit what the recording is made for."""
    if made_for == MadeFor.CARE and PermissionKind.RECORD not in kinds:
        raise ValidationError({"made_for": "A recording for care asks for the health record first"})
    if made_for == MadeFor.SECONDARY and PermissionKind.RECORD in kinds:
        raise ValidationError({"made_for": "A recording for another purpose is never part of the chart"})
    if not kinds:
        raise ValidationError({"uses": "Choose what the patient is asked to agree to"})
