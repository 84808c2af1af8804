"""Recordings that our staff did not make: given by a patient or family, or old ones without a form."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.models.recording_words import Basis, Identifiable, RecordingStatus
from consent.moments import moment
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications import tasks_due
from recordings_gov.notifications.models import Task
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from consent.models.consent_form import ConsentForm
    from recordings_gov.accounts.models import Department
    from recordings_gov.patients.models import Patient

FORMS_SINCE = 1997
OFFER = "copy-offered:"
"""The key of Media Studio's task, before the reference of the request on which a copy was offered."""
NO_COPY = "On that request no copy is offered, or it was taken already. Check its reference."
NOT_A_COPY = (
    "A copy is taken only once it was consented to, as for our own recordings. Theirs stays with them."
)


class Origin(models.TextChoices):
    """Where a recording came from."""

    OURS = "ours", "Made by our staff"
    DONATED = "donated", "A copy, given by the patient or family"
    LEGACY = "legacy", "An old recording, from before 1997"


class OriginOfRecording(models.Model):
    """Whose recording it was before it was ours; theirs itself is never entered. Rules: R-083, R-166."""

    origin = models.CharField(max_length=8, choices=Origin, default=Origin.OURS, editable=False)
    origin_words = models.CharField("who made it, or gave it", max_length=200, blank=True, editable=False)
    offered_on = models.CharField(
        "request on which they offered it", max_length=16, blank=True, editable=False
    )

    class Meta:
        abstract = True

    @classmethod
    def capture_donated(
        cls,
        *,
        by: Any,
        form: "ConsentForm",
        captured_at: datetime,
        kind: str,
        shows: str,
        given_by: str,
        offered_on: str = "",
        identifiable: str = Identifiable.YES,
    ) -> Self:
        """Enter the copy that Media Studio took of a patient's or family's recording, after both had signed.

        ``captured_at`` is when the copy was taken: consent comes before it, as before our own recordings.
        Raises PermissionDenied; ValidationError with each obstacle. Rules: R-166. Conflict: C-20.
        """
        recordings: Any = cls
        with transaction.atomic():
            made: Self = recordings.capture(
                by=by, form=form, captured_at=captured_at, kind=kind, shows=shows, identifiable=identifiable
            )
            made.take_as_donated(by=by, given_by=given_by, offered_on=offered_on)
        return made

    @transition(
        source=[RecordingStatus.CAPTURED],
        target=RecordingStatus.CAPTURED,
        allowed="recording.take_donated",
    )
    def take_as_donated(self, *, by: Any, given_by: str, offered_on: str) -> None:
        """It is a copy of theirs; Media Studio's task to ask for consent first is done. Rules: R-166.

        The two directions share no record (R-223): the task, by its key, is all that joins them.
        Raises ValidationError where no copy was offered on that request.
        """
        key = f"{OFFER}{offered_on}"
        if offered_on and not Task.objects.undone().filter(key=key).exists():
            raise ValidationError({"offered_on": NO_COPY})
        self.origin, self.origin_words, self.offered_on = Origin.DONATED, given_by.strip(), offered_on
        tasks_due.finish(key, by)

    @classmethod
    def capture_legacy(
        cls,
        *,
        by: Any,
        department: "Department",
        patient: "Patient",
        made_on: date,
        kind: str,
        shows: str,
        found: str,
        identifiable: str = Identifiable.YES,
    ) -> Self:
        """Enter an old recording that was found: from before 1997 it needs no form to be kept.

        ``found`` says who made it, as far as is known, and where it was found. Rules: R-083.
        Raises PermissionDenied, ValidationError.
        """
        made = cls(
            basis=Basis.LEGACY,
            origin=Origin.LEGACY,
            origin_words=found.strip(),
            department=department,
            patient=patient,
            kind=kind,
            shows=shows.strip(),
            identifiable=identifiable,
            captured_at=moment(made_on, time(12)),
            captured_by=by,
        )
        if not by.can("recording.enter_legacy", made):
            raise PermissionDenied("Entering old recordings is not part of your role.")
        if made_on.year >= FORMS_SINCE:
            raise ValidationError({"made_on": "Since 1997 a recording needs its consent form"})
        if made_on < patient.birth_date:
            raise ValidationError({"made_on": "That is before the patient was born"})
        with transaction.atomic(), acting_as(by):
            made.save()
        return made

    @property
    def maker(self) -> str:
        """Who made it, as far as the register says."""
        row: Any = self
        return str(row.captured_by) if self.origin == Origin.OURS else self.origin_words


SINCE = datetime(FORMS_SINCE, 1, 1, tzinfo=UTC)
LEGACY_EVIDENCE = Q(form=None, origin=Origin.LEGACY, captured_at__lt=SINCE) & ~Q(origin_words="")
ORIGIN_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_given_to_us_has_consent_first",
        condition=~Q(origin=Origin.DONATED) | (Q(basis=Basis.CONSENT) & ~Q(origin_words="")),
        violation_error_message=NOT_A_COPY,
    ),
    models.CheckConstraint(
        name="recording_of_a_request_is_a_copy_given_to_us",
        condition=Q(offered_on="") | Q(origin=Origin.DONATED),
    ),
]
