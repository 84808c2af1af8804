"""How a form ends: taken back, found never to have counted, replaced; and how a recording is stopped."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models import ending_effects as effects
from consent.models import ending_notices as notices
from consent.models.ending_choices import PartMade, TakenBackBy, WhyInvalid, WhyStopped
from consent.models.ending_permission import GIVEN
from consent.models.form_choices import FormStatus, MadeFor
from consent.models.invalidation import Invalidation
from consent.models.signature import SigningRole
from consent.models.stop import RecordingStop
from consent.models.withdrawal import Withdrawal
from consent.signing import Route as SignedAs
from recordings_gov import clock
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from recordings_gov.accounts.models import Department
    from recordings_gov.patients.models import Patient

OPEN_TO_TAKING_BACK = [FormStatus.AWAITING_SIGNATURES, FormStatus.SIGNED]
A_CHILDS_NO = (WhyStopped.OBJECTION, WhyStopped.DISTRESS, WhyStopped.TAKEN_BACK, WhyStopped.PATIENT_ASKED)


class EndingOfForm(models.Model):
    """The endings of a form. Rules: R-070, R-080, R-133, R-134, R-144, R-155."""

    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="supersedes"
    )

    if TYPE_CHECKING:
        pk: int
        reference: str
        department: Department
        department_id: int
        patient: Patient
        patient_id: int
        made_for: str
        signer: str
        signing_role: str
        signed_at: datetime | None
        status: str
        consent_taker_id: int
        permissions: Any
        recordings: Any
        signatures: Any
        stops: Any
        withdrawals: Any

    class Meta:
        abstract = True

    @transition(
        source=OPEN_TO_TAKING_BACK,
        target={*OPEN_TO_TAKING_BACK, FormStatus.DECLINED},
        allowed="consent.withdraw",
    )
    def withdraw(
        self,
        *,
        by: Any,
        who: str,
        route: str,
        said_at: datetime,
        answer_by: str,
        permissions: Collection[int] | None = None,
        who_name: str = "",
        words: str = "",
    ) -> str:
        """Consent is taken back, for these permissions or (None) for all; always accepted, at once.

        What was made before ``said_at`` was covered; what follows for it is decided here and done in the
        same transaction. A child's goes back to the clinician who asked. Raises ValidationError for what
        was not given, or somebody who does not decide here.
        Rules: R-133, R-134, R-144, R-155. Conflicts: C-13, C-24, C-35.
        """
        given = {row.pk: row for row in self.permissions.filter(status=GIVEN)}
        taken = set(given) if permissions is None else set(permissions)
        if not taken or not taken <= set(given):
            raise ValidationError({"permissions": "Choose what they take back, of what they agreed to"})
        if who not in self.who_may_take_back():
            raise ValidationError({"who": NOT_THEIRS})
        effects.refuse_before_signing(self, said_at)
        follows = effects.what_follows_for(self, [row for row in given.values() if row.pk in taken])
        withdrawal = Withdrawal(
            form_id=self.pk,
            department=self.department,
            who=who,
            who_name="" if who == TakenBackBy.PATIENT else who_name.strip(),
            route=route,
            said_at=said_at,
            words=words.strip(),
            is_whole=taken == set(given),
            is_of_a_child=who == TakenBackBy.PATIENT and self.is_of_a_child,
            answer_by=answer_by,
            follows=follows,
        )
        effects.keep(withdrawal)
        for pk in sorted(taken):
            given[pk].withdraw(by=by, withdrawal=withdrawal)
        effects.close_recordings(self, by, said_at)
        notices.ask_for_what_is_owed(withdrawal, self, by)
        if self.status == FormStatus.AWAITING_SIGNATURES and not self.permissions.filter(
            status__in=["offered", GIVEN]
        ):
            return FormStatus.DECLINED
        return self.status

    @transition(
        source=[FormStatus.SIGNED, FormStatus.SUPERSEDED],
        target=FormStatus.INVALIDATED,
        allowed="consent.invalidate",
    )
    def invalidate(self, *, by: Any, why: str, words: str) -> None:
        """It never counted: as if it had never been signed, from the first day on.

        Its recordings are quarantined at once; they and what was done with them become an incident. Never
        by whoever took this consent. There is no way back: a new form is signed. Rules: R-134, R-155.
        """
        if by.pk == self.consent_taker_id:
            raise ValidationError("You took this consent. Somebody else says that it never counted.")
        if not words.strip():
            raise ValidationError({"words": "Say what was found, and how"})
        for row in self.permissions.exclude(status__in=["offered", "declined", "closed"]):
            row.invalidate(by=by)
        made = list(self.recordings.order_by("captured_at", "pk"))
        effects.close_recordings(self, by, reason=f"{self.reference} never counted")
        uses = notices.uses_of(self, made)
        incident = ""
        if made or uses or why == WhyInvalid.FORGED:
            found = WhyInvalid(why), words.strip()
            incident = notices.report_invalid(self, by, found, made, uses)
        invalidation = Invalidation(
            form_id=self.pk,
            department=self.department,
            why=why,
            words=words.strip(),
            decided_by=by,
            recordings=len(made),
            uses=len(uses),
            incident_reference=incident,
        )
        invalidation.save()
        notices.tell_of_invalid(invalidation, self, by)

    @transition(source=[FormStatus.SIGNED], target=FormStatus.SUPERSEDED, allowed="consent.record")
    def supersede(self, *, by: Any, newer: Any) -> None:
        """A newer signed form of the same patient says what counts from now on."""
        if newer.patient_id != self.patient_id or newer.department_id != self.department_id:
            raise ValidationError({"newer": "That form is of another patient or department"})
        is_newer = newer.status == FormStatus.SIGNED and (newer.signed_at, newer.pk) > (
            self.signed_at,
            self.pk,
        )
        if not is_newer:
            raise ValidationError({"newer": "Only a newer form that both have signed replaces this one"})
        if newer.made_for != self.made_for:
            raise ValidationError({"newer": "That form is for another kind of recording"})
        self.superseded_by = newer
        for row in self.permissions.filter(status=GIVEN):
            row.supersede(by=by, at=newer.signed_at)

    @transition(source=list(FormStatus), target=set(FormStatus), allowed="recording.capture")
    def stop(self, *, by: Any, stopped_at: datetime, why: str, part: str, words: str = "") -> str:
        """Nothing more is recorded; possible at any time, whatever the form's state.

        A child's no to what is not for their care is for good, and what had been made is locked away.
        Rules: R-070, R-080.
        """
        for_good = self.is_of_a_child and self.made_for == MadeFor.SECONDARY and why in A_CHILDS_NO
        RecordingStop(
            form_id=self.pk, stopped_at=stopped_at, why=why, words=words.strip(), part=part,
            is_for_good=for_good, by=by,
        ).save()  # fmt: skip
        if part == PartMade.LOCKED:
            effects.lock_away_the_part(self, by, stopped_at)
        return self.status

    @transition(source=[FormStatus.SIGNED], target=FormStatus.SIGNED, allowed="recording.capture")
    def resume(self, *, by: Any, words: str) -> None:
        """They agreed to go on; never after a child's no to what is not for their care.

        Rules: R-070, R-080.
        """
        standing = list(self.stops.standing())
        if not standing:
            raise ValidationError("It was not stopped, or they have agreed to go on already")
        if any(row.is_for_good for row in standing):
            raise ValidationError("A child's no is final. Nothing more is recorded under this form.")
        for row in standing:
            row.resumed_at, row.resumed_by, row.resumed_words = clock.now(), by, words.strip()
            row.save()

    def who_may_take_back(self) -> tuple[str, ...]:
        """The patient at any age, and who now decides for them; never a parent over a child who decides.

        Rules: R-133, R-144. Conflict: C-24.
        """
        if self.patient.death_date:
            return (TakenBackBy.REPRESENTATIVE,)
        others = {
            SigningRole.PARENT: TakenBackBy.PARENT,
            SigningRole.CLINICIAN: TakenBackBy.PROFESSIONAL,
            SigningRole.OFFICER: TakenBackBy.PROFESSIONAL,
        }
        who = [TakenBackBy.PATIENT]
        if self.is_of_a_child:
            if self.signer != SignedAs.YOUNG_PERSON:
                who.append(TakenBackBy.PARENT)
        else:
            who.append(TakenBackBy.ATTORNEY)
        other = others.get(SigningRole(self.signing_role))
        if other == TakenBackBy.PROFESSIONAL:
            who.append(other)
        return tuple(who)

    @property
    def is_of_a_child(self) -> bool:
        """Under 16 today, where nobody is presumed able to decide. Conflict: C-25."""
        return bool(self.signing_case(clock.today()).is_child)  # type: ignore[attr-defined]

    def is_stopped_at(self, moment: datetime) -> bool:
        """Whether recording was stopped by then, and nobody had agreed to go on. Rules: R-070, R-080."""
        return any(
            row.stopped_at <= moment and (row.resumed_at is None or moment < row.resumed_at)
            for row in self.stops.all()
        )


NOT_THEIRS = (
    "They do not decide here. A parent's worry about a young person who decides is written down and talked "
    "about; the young person takes it back, or does not."
)
FORM_ENDS: list[Any] = [
    models.CheckConstraint(
        name="consent_form_that_was_replaced_names_the_newer_one",
        condition=Q(status=FormStatus.SUPERSEDED, superseded_by__isnull=False)
        | Q(status=FormStatus.INVALIDATED)
        | (~Q(status__in=[FormStatus.SUPERSEDED, FormStatus.INVALIDATED]) & Q(superseded_by=None)),
    ),
]
