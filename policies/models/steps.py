"""The verbs that move a version on: each is signed by somebody else than the drafter."""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError

from policies import contents
from policies.models.dates import Precision, last_day, years_after
from policies.models.versionstatus import SIGNED, VersionStatus
from recordings_gov import clock
from recordings_gov.clock import months_after
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from policies.models import PolicyVersion
    from policies.publishing import Obstacle

S = VersionStatus


class VersionVerbs:
    """draft → consulted → validated → ratified → approved → in force → superseded.

    Mixed into PolicyVersion, whose fields they fill.
    """

    if TYPE_CHECKING:
        pk: int
        number: Any
        reference: str
        status: Any
        policy: Any
        policy_id: Any
        drafted_by: Any
        content_digest: Any
        approved_on: Any
        approved_precision: Any
        approved_by_whom: Any
        review_due_on: Any
        review_due_precision: Any
        in_force_from: Any
        in_force_precision: Any
        superseded_on: Any
        replaced_by: Any
        is_adopted: Any
        evidence: Any
        sent_back_because: Any
        dms_reference: Any
        went_ahead_despite: Any
        signoffs: Any
        snapshots: Any
        review_key: Any

    @transition(source=[S.CONSULTED], target=S.VALIDATED, allowed="policy.validate")
    def validate(self, *, by: Any, statement: str) -> None:
        """Its form and content were checked. From here on its words do not change. Rules: R-108."""
        self._sign("validate", by, statement)
        self.content_digest = contents.digest(self._version())

    @transition(source=[S.VALIDATED], target=S.RATIFIED, allowed="policy.ratify")
    def ratify(self, *, by: Any, statement: str) -> None:
        """The body that answers for it has agreed. Rules: R-108."""
        self._sign("ratify", by, statement)

    @transition(source=SIGNED, target=SIGNED, allowed="policy.sign_off_dpo")
    def sign_off_as_dpo(self, *, by: Any, statement: str) -> str:
        """The Data Protection Officer agrees to the words as they were validated. Rules: R-027."""
        self._sign("dpo", by, statement)
        return str(self.status)

    @transition(source=SIGNED, target=SIGNED, allowed="policy.endorse")
    def endorse(self, *, by: Any, statement: str) -> str:
        """The employer stands behind it, its data protection above all. Rules: R-026."""
        self._sign("employer", by, statement)
        return str(self.status)

    @transition(source=[S.RATIFIED], target=S.APPROVED, allowed="policy.approve")
    def approve(self, *, by: Any, review_due_on: date, approved_by_whom: str, statement: str = "") -> None:
        """It is approved today, for three years at most or the department's own shorter time.

        What was approved is kept word for word. Rules: R-050, R-108, R-216, R-217. Conflict: C-36.
        """
        self._sign("approve", by, statement)
        self.approved_on, self.approved_by_whom = clock.today(), approved_by_whom.strip()
        self.review_due_on = review_due_on
        if review_due_on > years_after(self.approved_on):
            raise ValidationError({"review_due_on": "The review is due at most three years after approval"})
        if review_due_on <= self.approved_on:
            raise ValidationError({"review_due_on": "The review is due after the day of approval"})
        months = contents.review_months(self.policy.department)
        if review_due_on > months_after(self.approved_on, months):
            says = f"This department reviews its policies every {months} months at the latest"
            raise ValidationError({"review_due_on": says})
        self._pin()

    @transition(source=SIGNED, target=S.CONSULTED, allowed="policy.send_back")
    def send_back(self, *, by: Any, reason: str) -> None:
        """Somebody who signs cannot agree: its words may change again, and no signature on it counts now."""
        if not reason.strip():
            raise ValidationError({"reason": "Say what has to change"})
        for signature in self.signoffs.standing():
            signature.voided_at, signature.event_action = clock.now(), "signoff.voided"
            signature.save()
        self.sent_back_because, self.content_digest = reason.strip(), ""
        self.approved_on, self.review_due_on, self.approved_by_whom = None, None, ""

    @transition(source=[S.APPROVED], target=S.DISSEMINATED, allowed="policy.publish")
    def disseminate(self, *, by: Any, statement: str, dms_reference: str = "", despite: str = "") -> None:
        """It is made known and holds from today; the version before it ends today.

        ``dms_reference`` is where staff find it in the document management system; ``despite`` says
        why it goes ahead although something gives pause, and is kept with what that was.
        Rules: R-001, R-020, R-026, R-027, R-037, R-042, R-047, R-048, R-049, R-052, R-055, R-094,
        R-108, R-217, R-221, R-225.
        """
        self._sign("disseminate", by, statement)
        stops, pauses = contents.findings(self._version())
        if stops:
            raise ValidationError([reason.says for reason in stops])
        self.dms_reference = dms_reference.strip()
        if not self.dms_reference:
            says = "Give its reference in the document management system"
            raise ValidationError({"dms_reference": says})
        if pauses and not despite.strip():
            raise ValidationError({"despite": "Say why it goes ahead all the same"})
        if pauses:
            self.went_ahead_despite = {"what": [one.says for one in pauses], "why": despite.strip()}
        locked = type(self.policy).objects.select_for_update(of=("self",)).get(pk=self.policy_id)
        before = locked.versions.in_force().select_for_update(of=("self",)).first()
        if before is not None:
            before.supersede(by=by, successor=self)
        self.in_force_from = clock.today()

    @transition(source=[S.DISSEMINATED], target=S.SUPERSEDED, allowed="policy.publish")
    def supersede(self, *, by: Any, successor: Any) -> None:
        """End, on the day that an approved later version begins and not before. Rules: R-217."""
        if successor.policy_id != self.policy_id or successor.status != S.APPROVED:
            raise ValidationError("Only an approved version of the same policy takes the place of this one.")
        if successor.number < self.number:
            raise ValidationError(
                f"Version {self.number} is in force already. An earlier version does not take its place."
            )
        self.superseded_on, self.replaced_by = clock.today(), successor
        tasks_due.finish(self.review_key, by)

    @transition(source=[S.DRAFT], target=S.DISSEMINATED, allowed="policy.publish")
    def adopt(
        self,
        *,
        by: Any,
        approved_on: date,
        approved_by_whom: str,
        evidence: str,
        precision: str = Precision.DAY,
        review_due_on: date | None = None,
    ) -> None:
        """Bring in a policy's first version, approved before this software, with what is known of it.

        A date known by its month is kept as the last day of it. Without a review date the longest
        time holds, three years. What is missing stays missing and is shown. Rules: R-216, R-217.
        """
        if self.policy.versions.exclude(pk=self.pk).exists():
            raise ValidationError("Only the first version of a policy can be adopted.")
        self._sign("adopt", by, evidence)
        self.approved_on, self.approved_precision = last_day(approved_on, precision), precision
        due = years_after(approved_on) if review_due_on is None else review_due_on
        self.review_due_on, self.review_due_precision = last_day(due, precision), precision
        self.in_force_from, self.in_force_precision = self.approved_on, precision
        self.approved_by_whom, self.evidence, self.is_adopted = approved_by_whom, evidence, True
        self.content_digest = contents.digest(self._version())
        self._pin()

    def obstacles(self) -> "tuple[Obstacle, ...]":
        """What is missing: it stops a draft, and is shown as the gaps of an adopted version."""
        return contents.obstacles(self._version())

    def _pin(self) -> None:
        """Keep what was approved as it is today, word for word, with its hash. Rules: R-217."""
        content = contents.content_of(self._version())
        self.snapshots.model(
            version=self, content=content, digest=contents.digest_of(content), taken_at=clock.now()
        ).save()

    def _version(self) -> "PolicyVersion":
        return cast("PolicyVersion", self)

    def _sign(self, step: str, by: Any, statement: str) -> None:
        self.signoffs.model(
            version=self,
            step=step,
            by=by,
            drafted_by=self.drafted_by,
            statement=statement.strip(),
            signed_at=clock.now(),
        ).save()
