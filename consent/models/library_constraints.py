"""What the database itself promises of the way to the library, and how it finds what waits."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from consent.models.recording_words import Basis, RecordingKind

LIBRARY_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_file_is_named_by_its_reference",
        condition=Q(file_name="") | Q(file_name__startswith=F("reference")),
    ),
    models.CheckConstraint(
        name="recording_in_the_library_has_its_form",
        condition=Q(uploaded_at=None) | Q(form__isnull=False) | Q(basis=Basis.LEGACY),
        violation_error_message="Nothing goes into the library without its consent form",
    ),
    models.CheckConstraint(
        name="recording_in_the_library_has_a_number_and_who_put_it",
        condition=Q(uploaded_at=None, uploaded_by=None, library_number="")
        | (
            Q(uploaded_at__isnull=False, uploaded_by__isnull=False, off_camera_at__isnull=False)
            & ~Q(library_number="")
        ),
        violation_error_message="Enter its number in the library",
    ),
    models.CheckConstraint(
        name="recording_leaves_the_camera_after_it_was_made",
        condition=Q(off_camera_at=None, off_camera_by=None)
        | Q(off_camera_at__gte=F("captured_at"), off_camera_by__isnull=False),
        violation_error_message="It was made after that. Check the time it came off the camera",
    ),
    models.UniqueConstraint(
        name="recording_has_a_library_number_of_its_own",
        fields=["library_number"],
        condition=~Q(library_number=""),
        violation_error_message="Another recording has that number in the library",
    ),
]
LIBRARY_INDEXES: list[Any] = [
    models.Index(
        fields=["off_camera_due_on"],
        name="recording_on_its_camera",
        condition=Q(off_camera_at=None, off_camera_due_on__isnull=False),
    ),
    models.Index(
        fields=["library_due_on"],
        name="recording_not_in_library",
        condition=Q(uploaded_at=None, library_due_on__isnull=False),
    ),
    models.Index(fields=["status", "look_again_on"], name="recording_held"),
    models.Index(fields=["off_camera_due_on"], name="recording_by_camera_day"),
    models.Index(fields=["library_due_on"], name="recording_by_library_day"),
    models.Index(fields=["-captured_at"], name="recording_film_newest", condition=Q(kind=RecordingKind.FILM)),
    models.Index(
        fields=["department", "-captured_at"],
        name="recording_film_of_department",
        condition=Q(kind=RecordingKind.FILM),
    ),
]
