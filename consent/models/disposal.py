"""The end of an original: proposed by one office, agreed by another, after its retention; or held by law."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from consent.disposing import DisposalCase, may_dispose
from consent.models.disposal_rows import Disposal, LegalHold
from consent.models.recording_custody import RecordingStep
from consent.models.recording_words import RecordingStatus
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.decisions import Decision
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import WrongState, transition

KEPT = [RecordingStatus.CAPTURED, RecordingStatus.HELD, RecordingStatus.LOGGED]
HELD_BY_LAW = [*KEPT, RecordingStatus.QUARANTINED]


class DisposalOfRecording(models.Model):
    """Two people, after retention and its check; a legal hold shuts it. Rules: R-182."""

    under_legal_hold = models.BooleanField(default=False, editable=False)
    destroyed_on = models.DateField(null=True, blank=True, editable=False)

    if TYPE_CHECKING:
        pk: Any
        reference: str
        status: str
        retention_rule: str
        keep_until: Any
        legal_holds: Any
        disposals: Any
        write_custody: Any

    class Meta:
        abstract = True

    @transition(source=HELD_BY_LAW, target=set(HELD_BY_LAW), allowed="hold.set")
    def set_legal_hold(self, *, by: Any, because: str, case_reference: str = "") -> str:
        """From now on nothing of it is destroyed; a proposal that waits falls. Rules: R-182."""
        reason, case = because.strip(), case_reference.strip()
        row = LegalHold(recording_id=self.pk, because=reason, case_reference=case, by=by, at=clock.now())
        row.save()
        self.under_legal_hold = True
        self.write_custody(RecordingStep.LEGAL_HOLD, by=by, says=f"{reason} {case}".strip())
        return str(self.status)

    @transition(source=HELD_BY_LAW, target=set(HELD_BY_LAW), allowed="hold.set")
    def lift_legal_hold(self, *, by: Any, because: str) -> str:
        """The case is over. Rules: R-182."""
        row = self.legal_holds.filter(lifted_at=None).first()
        if row is None:
            raise WrongState("It is under no legal hold.")
        row.lifted_by, row.lifted_at, row.lifted_because = by, clock.now(), because.strip()
        row.save()
        self.under_legal_hold = False
        self.write_custody(RecordingStep.LEGAL_HOLD_LIFTED, by=by, says=because)
        return str(self.status)

    @transition(source=KEPT, target=set(KEPT), allowed="disposal.propose")
    def propose_disposal(self, *, by: Any, because: str) -> str:
        """Medical records propose it, once its retention has ended. Rules: R-182."""
        self._refuse_disposal()
        Disposal(
            recording_id=self.pk,
            because=because.strip(),
            retention_rule=self.retention_rule,
            keep_until=self.keep_until,
            proposed_by=by,
            proposed_on=clock.today(),
        ).save()
        return str(self.status)

    @transition(source=KEPT, target=set(KEPT), allowed="disposal.confirm")
    def decide_disposal(self, *, by: Any, agrees: bool, because: str) -> str:
        """Information governance agrees or does not; what has changed since counts. Rules: R-182."""
        row = self.disposal_that_waits
        if row is None:
            raise WrongState("No destruction is proposed.")
        if row.proposed_by_id == by.pk:
            raise ValidationError("You proposed it. Another person decides.")
        if agrees:
            self._refuse_disposal()
        row.decided_by, row.decided_at, row.is_agreed = by, clock.now(), agrees
        row.decided_because = because.strip()
        row.save()
        if agrees:
            self.write_custody(RecordingStep.DISPOSAL_APPROVED, by=by, says=because)
            tasks_due.ask(
                key=f"destroy:{self.reference}:{row.pk}",
                what=f"Destroy the original of {self.reference}, as two people agreed, and say how",
                about=self,
                role=Role.MEDIA_STUDIO,
                rule="R-182",
            )
        return str(self.status)

    @transition(source=KEPT, target=RecordingStatus.DESTROYED, allowed="recording.store")
    def destroy(self, *, by: Any, how: str) -> None:
        """It was destroyed, as both had agreed; its entry stays. Rules: R-182."""
        row = self.disposals.filter(is_agreed=True, destroyed_at=None).first()
        if row is None:
            raise ValidationError("Nothing is destroyed before both have agreed")
        self._refuse_disposal()
        self.destroyed_on = clock.today()
        row.destroyed_by, row.destroyed_at, row.how = by, clock.now(), how.strip()
        row.save()
        self.write_custody(RecordingStep.DESTROYED, by=by, says=how)
        tasks_due.finish(f"destroy:{self.reference}:{row.pk}", by)

    @property
    def disposal_that_waits(self) -> Disposal | None:
        """The proposal that nobody has decided on."""
        found: Disposal | None = self.disposals.filter(decided_at=None).first()
        return found

    def disposal_answer(self) -> Decision:
        """The decision ``may_dispose`` about it today."""
        return may_dispose(
            DisposalCase(clock.today(), self.retention_rule, self.keep_until, self.under_legal_hold)
        )

    def _refuse_disposal(self) -> None:
        answer = self.disposal_answer()
        if answer.obstacles:
            raise ValidationError([reason.says for reason in answer.obstacles], code="kept")


DISPOSAL_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_is_destroyed_after_retention_and_never_on_hold",
        condition=(Q(destroyed_on=None) & ~Q(status=RecordingStatus.DESTROYED))
        | Q(
            status=RecordingStatus.DESTROYED,
            under_legal_hold=False,
            destroyed_on__isnull=False,
            keep_until__isnull=False,
            keep_until__lt=F("destroyed_on"),
        ),
        violation_error_message="It is still kept",
    ),
]
