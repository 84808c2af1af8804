"""The verbs that write a version while its words may still change: sections, neighbours, local words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from policies.clauses import CLAUSE_TITLES, SCENARIO_TITLES
from policies.models.versionstatus import BEFORE_FORCE, OPEN
from recordings_gov import clock
from recordings_gov.audit.bulk import write_set_changes
from recordings_gov.audit.text import plain
from recordings_gov.workflow import transition

AWAY = 10_000
"""Where sections stand for a moment while their numbers are changed: no two ever share one."""
CHANGED_MEANWHILE = (
    "Somebody else changed this section while you were writing. Your words are kept here. "
    "Open the section again beside this page, and put in what is still needed."
)
NO_SECTION = "That section is not in this version any more."


class WritingVerbs:
    """Mixed into PolicyVersion. Each locks the version, so nobody validates it half-way."""

    if TYPE_CHECKING:
        status: Any
        sections: Any
        related_policies: Any
        owner: Any
        sponsor: Any
        sponsored_by: Any
        filled_in: Any
        left_out: Any
        calls: Any
        call_notice: Any
        call_purposes: Any
        equality_reference: Any
        equality_assessed_on: Any

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def fill_in(self, *, by: Any, values: Mapping[str, str]) -> str:
        """Give the local words for places left open in the text, while it may still change."""
        given = {name: plain(value.strip()) for name, value in values.items() if value.strip()}
        self.filled_in = {**self.filled_in, **given}
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def entrust(self, *, by: Any, owner: Any, sponsor: str, sponsored_by: Any = None) -> str:
        """Name who keeps the policy right and which manager stands behind it. Rules: R-049, R-216."""
        self.owner, self.sponsor, self.sponsored_by = owner, sponsor.strip(), sponsored_by
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def write_section(
        self,
        *,
        by: Any,
        title: str,
        body: str,
        clauses: Iterable[str] = (),
        scenarios: Iterable[str] = (),
        number: int | None = None,
        seen: str = "",
    ) -> str:
        """Add a section at the end, or give the one of this ``number`` other words. Rules: R-036, R-047.

        ``seen`` is the fingerprint of what the writer read: what somebody else changed meanwhile
        is never written over.
        """
        section = self.sections.model(version=self) if number is None else self._section(number)
        if number is None:
            section.number = (self.sections.aggregate(last=Max("number"))["last"] or 0) + 1
        elif seen and seen != section.fingerprint:
            raise ValidationError(CHANGED_MEANWHILE, code="changed_meanwhile")
        section.title, section.body = title.strip(), body.strip()
        section.clauses = [code for code in CLAUSE_TITLES if code in set(clauses)]
        section.scenarios = [code for code in SCENARIO_TITLES if code in set(scenarios)]
        section.save()
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def move_section(self, *, by: Any, number: int, to: int) -> str:
        """Put a section in another place; those between move up or down by one."""
        section = self._section(number)
        order = [one for one in self.sections.order_by("number") if one.pk != section.pk]
        first = min([section.number, *(one.number for one in order)])
        order.insert(max(to - first, 0), section)
        self._number(order, first, by)
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def remove_section(self, *, by: Any, number: int) -> str:
        """Take a section out of the draft: it stays in the history, and those after it move up."""
        section = self._section(number)
        section.is_removed, section.event_action = True, "section.taken_out"
        section.save()
        rest = list(self.sections.order_by("number"))
        self._number(rest, min([number, *(one.number for one in rest)]), by)
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def leave_out(self, *, by: Any, reasons: Mapping[str, str]) -> str:
        """Say which scenarios of the guidance do not happen here, and why. Rules: R-036."""
        given = {code: plain(why.strip()) for code, why in reasons.items() if code in SCENARIO_TITLES}
        self.left_out = {code: why for code, why in given.items() if why}
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def relate(
        self, *, by: Any, kind: str, title: str, where: str = "", checked_on: date | None = None
    ) -> str:
        """Name a policy that is read with this one. Rules: R-034, R-095, R-218, R-225."""
        if checked_on and checked_on > clock.today():
            raise ValidationError({"checked_on": "Give a day that has been"})
        related = self.related_policies.model(
            version=self, kind=kind, title=title.strip(), where=where.strip(), checked_on=checked_on
        )
        related.save()
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def unrelate(self, *, by: Any, related: Any) -> str:
        """Take a policy off the list of those read with this one; it stays in the history."""
        row = self.related_policies.filter(pk=related.pk, is_removed=False).first()
        if row is None:
            raise ValidationError("That policy is not on the list any more.")
        row.is_removed, row.event_action = True, "relatedpolicy.taken_off"
        row.save()
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def say_of_calls(self, *, by: Any, calls: str, notice: str = "", purposes: Iterable[str] = ()) -> str:
        """Whether telephone calls are recorded, how callers are told, and what for. Rules: R-094."""
        self.calls, self.call_notice, self.call_purposes = calls, notice.strip(), list(purposes)
        return str(self.status)

    @transition(source=BEFORE_FORCE, target=BEFORE_FORCE, allowed="policy.draft")
    def assess_equality(self, *, by: Any, reference: str, assessed_on: date) -> str:
        """Keep where the equality impact assessment is, and its day. Rules: R-221."""
        if assessed_on > clock.today():
            raise ValidationError({"assessed_on": "Give a day that has been"})
        self.equality_reference, self.equality_assessed_on = reference.strip(), assessed_on
        return str(self.status)

    def _section(self, number: int) -> Any:
        found = self.sections.filter(number=number).first()
        if found is None:
            raise ValidationError(NO_SECTION)
        return found

    def _number(self, order: list[Any], first: int, by: Any) -> None:
        """Number the sections anew, by way of places that no section has."""
        moved = [(one, place) for place, one in enumerate(order, first) if one.number != place]
        for start in (AWAY, 0):
            for one, place in moved:
                one.number = start + place
            write_set_changes(type(order[0]), [one for one, _ in moved], "section.moved", by, as_one=True)
