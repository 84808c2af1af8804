"""The verbs that move a version on: each is signed by somebody else than the drafter."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError

from policies import contents
from policies.models.dates import Precision, last_day, years_after
from policies.models.versionstatus import OPEN, VersionStatus
from recordings_gov import clock
from recordings_gov.audit.text import plain
from recordings_gov.decisions import Reason
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from policies.models import PolicyVersion

S = VersionStatus
REVIEW_KEY = "policy-review:"


class VersionVerbs:
    """draft → consulted → validated → ratified → approved → in force → superseded.

    Mixed into PolicyVersion, whose fields they fill.
    """

    if TYPE_CHECKING:
        pk: int
        reference: str
        status: Any
        policy: Any
        policy_id: Any
        drafted_by: Any
        owner: Any
        sponsor: Any
        filled_in: Any
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
        consultations: Any
        signoffs: Any

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def fill_in(self, *, by: Any, values: Mapping[str, str]) -> str:
        """Give the local words for places left open in the text, while it may still change."""
        given = {name: plain(value.strip()) for name, value in values.items() if value.strip()}
        self.filled_in = {**self.filled_in, **given}
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def entrust(self, *, by: Any, owner: Any, sponsor: str) -> str:
        """Name who keeps the policy right and which manager stands behind it. Rules: R-216."""
        self.owner, self.sponsor = owner, sponsor.strip()
        return str(self.status)

    @transition(source=OPEN, target=S.CONSULTED, allowed="policy.draft")
    def consult(self, *, by: Any, group: str, method: str, held_on: date, effect: str) -> None:
        """Somebody was asked, and something came of it; as often as it is true. Rules: R-001."""
        if held_on > clock.today():
            raise ValidationError({"held_on": "Give a day that has been"})
        self.consultations.model(
            version=self, group=group, method=method, held_on=held_on, effect=effect, by=by
        ).save()

    @transition(source=[S.CONSULTED], target=S.VALIDATED, allowed="policy.validate")
    def validate(self, *, by: Any, statement: str) -> None:
        """Its form and content were checked. From here on its words do not change."""
        self._sign("validate", by, statement)
        self.content_digest = contents.digest(cast("PolicyVersion", self))

    @transition(source=[S.VALIDATED], target=S.RATIFIED, allowed="policy.ratify")
    def ratify(self, *, by: Any, statement: str) -> None:
        """The body that answers for it has agreed."""
        self._sign("ratify", by, statement)

    @transition(source=[S.RATIFIED], target=S.APPROVED, allowed="policy.publish")
    def approve(self, *, by: Any, review_due_on: date, approved_by_whom: str, statement: str = "") -> None:
        """It is approved today, for three years at most. Rules: R-216."""
        self._sign("approve", by, statement)
        self.approved_on, self.approved_by_whom = clock.today(), approved_by_whom.strip()
        self.review_due_on = review_due_on
        if review_due_on > years_after(self.approved_on):
            raise ValidationError({"review_due_on": "The review is due at most three years after approval"})
        if review_due_on <= self.approved_on:
            raise ValidationError({"review_due_on": "The review is due after the day of approval"})

    @transition(source=[S.APPROVED], target=S.DISSEMINATED, allowed="policy.publish")
    def disseminate(self, *, by: Any, statement: str) -> None:
        """It is made known and holds from today; the version before it ends today. Rules: R-042, R-217."""
        self._sign("disseminate", by, statement)
        unmet = self.obstacles()
        if unmet:
            raise ValidationError([reason.says for reason in unmet])
        before = self.policy.versions.in_force().select_for_update().first()
        if before is not None:
            before.supersede(by=by, successor=self)
        self.in_force_from = clock.today()

    @transition(source=[S.DISSEMINATED], target=S.SUPERSEDED, allowed="policy.publish")
    def supersede(self, *, by: Any, successor: Any) -> None:
        """End, on the day that an approved successor begins and not before. Rules: R-217."""
        if successor.policy_id != self.policy_id or successor.status != S.APPROVED:
            raise ValidationError("Only an approved version of the same policy takes the place of this one.")
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
        self.content_digest = contents.digest(cast("PolicyVersion", self))

    def obstacles(self) -> tuple[Reason, ...]:
        """What is missing: it stops a draft, and is shown as the gaps of an adopted version."""
        return contents.obstacles(cast("PolicyVersion", self))

    @property
    def review_key(self) -> str:
        """The key of the one task that asks for this version's review."""
        return f"{REVIEW_KEY}{self.reference}"

    def _sign(self, step: str, by: Any, statement: str) -> None:
        self.signoffs.model(
            version=self,
            step=step,
            by=by,
            drafted_by=self.drafted_by,
            statement=statement.strip(),
            signed_at=clock.now(),
        ).save()
