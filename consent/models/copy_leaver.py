"""Somebody who leaves: what they hold of ours, that it is erased, and what they may keep for teaching."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.models.copy import Copy, CopyKind
from consent.models.copy_words import CopyStatus
from consent.models.leaving import refuse_unless_allowed
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.notifications import outbox, tasks_due
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from consent.models.recording import Recording

PERSON = settings.AUTH_USER_MODEL
STILL_HELD = "They still hold copies: {}. Each is destroyed, given back, or kept with leave, first."


class LeaverStatus(models.TextChoices):
    """Asked, answered, done."""

    RAISED = "raised", "Waits for an answer"
    ANSWERED = "answered", "Answered"
    DONE = "done", "Done"


class Erased(models.TextChoices):
    """What there was on computers, phones and discs of their own."""

    ERASED = "erased", "Everything is erased"
    NONE = "none", "There was never anything"


class LeaverQuerySet(GovernedQuerySet):
    """Checklists by whose they are."""

    def visible_to(self, user: Any) -> "LeaverQuerySet":
        """The only door to checklists; it fails shut."""
        rows: LeaverQuerySet = user.reach("leaver.view").rows(self, own=Q(person=user))
        return rows


class Leaver(GovernedModel):
    """The checklist of one person who leaves. Rules: R-176, R-188."""

    reference_kind: ClassVar[str] = "LEV"
    detail_url_name: ClassVar[str] = "consent:leaver-detail"

    status = models.CharField(max_length=8, choices=LeaverStatus, default=LeaverStatus.RAISED)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="leavings")
    ends_on = models.DateField("last day, or the day the account was found ended")
    raised_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    erased = models.CharField(max_length=6, choices=Erased, blank=True)
    erased_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer_says = models.CharField("what was erased, or how we know", max_length=500, blank=True)
    done_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = LeaverQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                name="leaver_has_one_open_checklist",
                condition=~Q(status=LeaverStatus.DONE),
                violation_error_message="Their checklist is open already",
            ),
            models.CheckConstraint(
                name="leaver_answered_says_what_was_erased",
                condition=Q(status=LeaverStatus.RAISED)
                | (
                    Q(erased__in=Erased.values, answered_by__isnull=False, erased_on__isnull=False)
                    & ~Q(answer_says="")
                ),
                violation_error_message="Say what was erased, and when",
            ),
            models.CheckConstraint(
                name="leaver_is_signed_off_by_another_person",
                condition=(~Q(status=LeaverStatus.DONE) | Q(done_by__isnull=False))
                & (Q(done_by=None) | ~Q(done_by=F("person"))),
                violation_error_message="Somebody else signs the checklist off",
            ),
        ]

    @classmethod
    def start(cls, *, by: Any, person: Any, ends_on: date) -> "Leaver":
        """Somebody is about to leave, or left: Media Studio asks them. Rules: R-188."""
        if not by.can("leaver.keep"):
            raise PermissionDenied("Leavers' checklists are kept by Media Studio.")
        with transaction.atomic(), acting_as(by):
            return cls.raised(person, ends_on, by)

    @classmethod
    def raised(cls, person: Any, ends_on: date, by: Any = None) -> "Leaver":
        """The checklist, Media Studio's task, and word to who leaves; by a job when an account ended.

        Rules: R-188.
        """
        made = cls(person=person, ends_on=ends_on, raised_by=by)
        made.save()
        tasks_due.ask(
            key=made.task_key,
            what=f"Go through the checklist {made.reference}: somebody who recorded leaves",
            about=made,
            role=Role.MEDIA_STUDIO,
            due_on=ends_on,
            rule="R-188",
        )
        if person.is_active:
            tasks_due.ask(
                key=made.own_task_key,
                what="Before you leave: erase what you recorded, give your copies back, and say so",
                about=made,
                person=person,
                due_on=ends_on,
                rule="R-188",
            )
            outbox.post(
                key=f"leaver:{made.reference}",
                to=person,
                subject=f"{made.reference}: before you leave, erase what you recorded",
                body=(
                    "Erase every recording of a patient on a computer, phone or disc of your own, give back "
                    f"your copies, and say so:\n\n{settings.PUBLIC_BASE_URL}{made.get_absolute_url()}\n"
                ),
            )
        return made

    @transition(
        source=[LeaverStatus.RAISED, LeaverStatus.ANSWERED],
        target=LeaverStatus.ANSWERED,
        allowed="leaver.answer",
    )
    def answer(self, *, by: Any, erased: str, erased_on: date, answer_says: str) -> None:
        """What was on their own computers is erased: they say so, or Media Studio for them. Rules: R-188."""
        if erased_on > clock.today():
            raise ValidationError({"erased_on": "The date must be today or in the past"})
        self.erased, self.erased_on = erased, erased_on
        self.answer_says, self.answered_by = answer_says.strip(), by
        tasks_due.finish(self.own_task_key, by)

    @transition(
        source=[LeaverStatus.RAISED, LeaverStatus.ANSWERED],
        target={LeaverStatus.RAISED, LeaverStatus.ANSWERED},
        allowed="leaver.answer",
    )
    def keep(
        self,
        *,
        by: Any,
        recording: "Recording",
        purpose: str,
        place: str,
        accepts_rights: bool,
        undertakes: bool,
        signed_name: str = "",
    ) -> str:
        """Ask to keep one recording for teaching, with the undertaking and the Trust's rights accepted.

        The medical director decides. Raises ValidationError with what is missing. Rules: R-176, R-188.
        """
        missing = {}
        if not accepts_rights:
            missing["accepts_rights"] = "Accept this first: without it nothing may be kept"
        if not undertakes:
            missing["undertakes"] = "Accept the undertaking first"
        if by.pk != self.person_id and not signed_name.strip():
            missing["signed_name"] = "Name who signed the two acceptances on paper"
        if missing:
            raise ValidationError(missing)
        wanted = Copy(recording=recording, use="teach", aim="teaching").wanted
        refuse_unless_allowed(recording, by, wanted)
        name = "" if by.pk == self.person_id else signed_name
        Copy.ask_to_keep(
            by=by, leaver=self, recording=recording, place=place, purpose=purpose, signed_name=name
        )
        return str(self.status)

    @transition(source=[LeaverStatus.ANSWERED], target=LeaverStatus.DONE, allowed="leaver.keep")
    def sign_off(self, *, by: Any) -> None:
        """Nothing is left with them save what they may keep. Raises ValidationError naming the rest.

        Rules: R-176, R-188.
        """
        if by.pk == self.person_id:
            raise ValidationError("It is your own checklist. Somebody else signs it off.")
        left = [copy.reference for copy in self.still_held()]
        if left:
            raise ValidationError(STILL_HELD.format(", ".join(left)))
        self.done_by = by
        tasks_due.finish(self.task_key, by)

    def still_held(self) -> Any:
        """Copies of theirs that are neither gone nor kept with leave."""
        kept = Q(kind=CopyKind.RETAINED, status__in=[CopyStatus.OUT, CopyStatus.REFUSED])
        rows = Copy.objects.filter(holder_id=self.person_id).exclude(kept)
        waits = Q(kind=CopyKind.RETAINED, status=CopyStatus.ASKED)
        return rows.filter(Q(pk__in=rows.open().values("pk")) | waits).order_by("pk")

    @property
    def task_key(self) -> str:
        """Under which key Media Studio's task is kept."""
        return f"leaver:{self.reference}"

    @property
    def own_task_key(self) -> str:
        """Under which key the task of who leaves is kept."""
        return f"leaver-own:{self.reference}"

    def is_item_of(self, user: Any) -> bool:
        """Whether it is about this person."""
        return bool(user.pk == self.person_id)
