"""Which recordings and forms the library is compared with, and the indexes by which they are found.

A partial index answers only the question that it was made for, so both take their words from here.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from consent.models.form_choices import FormStatus
from consent.models.recording_words import Access, RecordingStatus

SHUT = (RecordingStatus.HELD, RecordingStatus.QUARANTINED, RecordingStatus.DESTROYED)
MADE = (RecordingStatus.CAPTURED, RecordingStatus.LOGGED)

RECONCILED_RECORDINGS: list[Any] = [
    models.Index(
        fields=["department"],
        name="recording_shut",
        condition=Q(status__in=SHUT) | Q(access=Access.RESTRICTED),
    ),
    models.Index(
        fields=["department", "id", "library_due_on", "uploaded_at"],
        name="recording_to_find_in_library",
        condition=Q(status__in=MADE, uploaded_at__isnull=False, not_in_library_because=""),
    ),
]
RECONCILED_FORMS: list[Any] = [
    # In the order of the recordings' own index of forms, so that the two are read side by side.
    models.Index(
        fields=["department", "id", "signed_at"],
        name="form_to_find_recorded",
        condition=Q(status=FormStatus.SIGNED, further_to=None),
    ),
    models.Index(
        fields=["department", "signed_at"],
        name="form_signed_on_a_day",
        condition=Q(status=FormStatus.SIGNED, further_to=None),
    ),
]
