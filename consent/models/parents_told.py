"""Parents are told that images of their child were made: by whom and when, or why that waits."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.form_choices import FormStatus
from consent.models.recording_words import Basis
from recordings_gov import clock
from recordings_gov.audit.models import GovernedRow
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import transition


class ParentsTold(GovernedRow):
    """One answer: they were told, or it waits until a day, with the reason. The newest counts.

    Rules: R-152.
    """

    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="parents_told")
    told_at = models.DateTimeField(null=True, blank=True)
    who = models.CharField("who was told", max_length=200, blank=True)
    waits_until = models.DateField(null=True, blank=True)
    because = models.CharField("why it waits", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="parents_are_told_or_it_waits_for_a_reason",
                condition=(Q(told_at__isnull=False, waits_until=None, because="") & ~Q(who=""))
                | (Q(told_at=None, who="", waits_until__isnull=False) & ~Q(because="")),
                violation_error_message="Say whom you told and when, or why it waits and until when",
            ),
        ]

    def __str__(self) -> str:
        return "Parents told" if self.told_at else "Telling the parents waits"


class TellingParents(models.Model):
    """The form's side of it: a task as soon as something was recorded on an officer's yes. Rules: R-152."""

    if TYPE_CHECKING:
        pk: Any
        reference: str
        consent_taker: Any
        recordings: Any
        parents_told: Any

    class Meta:
        abstract = True

    def ask_to_tell_parents(self) -> None:
        """Whoever took the consent is asked to tell them by the next day; once a form. Rules: R-152."""
        if not self.parents_told.filter(told_at__isnull=False).exists():
            self._ask_by(clock.today() + timedelta(days=1), "first")

    @property
    def parents_are_owed(self) -> bool:
        """Whether they are still to be told. Rules: R-152."""
        was_made: bool = self.recordings.filter(
            basis=Basis.CHILD_PROTECTION, authority=None, consented_at__isnull=False
        ).exists()
        return was_made and not self.parents_told.filter(told_at__isnull=False).exists()

    @transition(source=[FormStatus.SIGNED], target=FormStatus.SIGNED, allowed="consent.record")
    def tell_parents(self, *, by: Any, told_at: datetime, who: str) -> None:
        """They were told that images were made. Rules: R-152."""
        if told_at > clock.now():
            raise ValidationError({"told_on": "That is in the future. Check the date"})
        self._refuse_unless_owed()
        ParentsTold(form_id=self.pk, told_at=told_at, who=who.strip(), by=by, at=clock.now()).save()
        self._finish(by)

    @transition(source=[FormStatus.SIGNED], target=FormStatus.SIGNED, allowed="recording.defer_telling")
    def defer_telling(self, *, by: Any, waits_until: date, because: str) -> None:
        """Safeguarding asks to wait, until a day, with the reason: then it is asked again. Conflict: C-10."""
        if waits_until <= clock.today():
            raise ValidationError({"waits_until": "Choose a day to come"})
        self._refuse_unless_owed()
        ParentsTold(
            form_id=self.pk, waits_until=waits_until, because=because.strip(), by=by, at=clock.now()
        ).save()
        self._finish(by)
        self._ask_by(waits_until, waits_until.isoformat())

    def _refuse_unless_owed(self) -> None:
        if not self.parents_are_owed:
            raise ValidationError("Nothing is owed to the parents here.")

    def _ask_by(self, day: date, mark: str) -> None:
        tasks_due.ask(
            key=f"parents-told:{self.reference}:{mark}",
            what="Tell the parents that images were made",
            about=self,
            person=self.consent_taker,
            due_on=day,
            rule="R-152",
        )

    def _finish(self, by: Any) -> None:
        marks = [
            "first",
            *(day.isoformat() for day in self.parents_told.values_list("waits_until", flat=True) if day),
        ]
        for mark in marks:
            tasks_due.finish(f"parents-told:{self.reference}:{mark}", by)
