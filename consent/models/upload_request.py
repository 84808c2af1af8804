"""Somebody outside Media Studio asks for a recording to be put into the library, naming its form."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.library import NO_FORM
from recordings_gov import clock, references
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedRow
from recordings_gov.notifications import tasks_due

if TYPE_CHECKING:
    from consent.models.recording import Recording

OTHER_FORM = "That is not the form of this recording. Check it against the paper."


class UploadRequest(GovernedRow):
    """Who asked Media Studio, when, with which form, and how the file reaches it. Rules: R-191."""

    recording = models.OneToOneField(
        "consent.Recording", on_delete=models.PROTECT, related_name="upload_request"
    )
    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="+")
    handed_how = models.CharField("how the file reaches Media Studio", max_length=200)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="upload_request_says_how_the_file_comes",
                condition=~Q(handed_how=""),
                violation_error_message="Say how the file reaches Media Studio",
            ),
        ]

    def __str__(self) -> str:
        return f"Into the library: {self.recording}"

    @classmethod
    def ask(cls, *, by: Any, recording: "Recording", form_reference: str, handed_how: str) -> "UploadRequest":
        """Ask; it is Media Studio's task by the day that is due. Rules: R-186, R-191.

        Raises PermissionDenied; ValidationError for another form, none, or one that is not signed.
        """
        if not by.can("recording.bring_in", recording):
            raise PermissionDenied("Recordings of this department are not part of your role.")
        answer = recording.upload_answer()
        if answer.obstacles:
            raise ValidationError([reason.says for reason in answer.obstacles])
        if recording.form is None:
            raise ValidationError(NO_FORM.says)
        try:
            named = references.read(form_reference)
        except references.BadReference as error:
            raise ValidationError({"form_reference": str(error)}) from error
        if named != recording.form.reference:
            raise ValidationError({"form_reference": OTHER_FORM})
        with transaction.atomic(), acting_as(by):
            request = cls(
                recording=recording,
                form=recording.form,
                handed_how=handed_how.strip(),
                asked_by=by,
                asked_at=clock.now(),
            )
            request.save()
            tasks_due.ask(
                key=task_key(recording),
                what=f"Put {recording.file_name} into the library",
                about=recording,
                role=Role.MEDIA_STUDIO,
                due_on=recording.library_due_on,
                rule="R-191",
            )
        return request


def task_key(recording: Any) -> str:
    """Of Media Studio's task to put it into the library."""
    return f"upload:{recording.reference}"
