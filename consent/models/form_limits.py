"""Which permissions go together."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from consent.models.form_choices import MadeFor
from consent.models.permission import PermissionKind


def refuse_wrong_permissions(made_for: str, kinds: Sequence[str]) -> None:
    """Raise ValidationError unless the permissions fit what the recording is made for."""
    if made_for == MadeFor.CARE and PermissionKind.RECORD not in kinds:
        raise ValidationError({"made_for": "A recording for care asks for the health record first"})
    if made_for == MadeFor.SECONDARY and PermissionKind.RECORD in kinds:
        raise ValidationError({"made_for": "A recording for another purpose is never part of the chart"})
    if not kinds:
        raise ValidationError({"uses": "Choose what the patient is asked to agree to"})
