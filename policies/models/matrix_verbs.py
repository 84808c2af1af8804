"""The verbs that change what a draft says by situation: its rows and its safety zones."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from policies.gaps import problems_of_row, problems_of_zone, ties
from policies.models.versionstatus import OPEN
from policies.shaping import matrix_from, rules_of
from policies.stances import Matrix, Row, Zone
from policies.starter.files import read
from recordings_gov import clock
from recordings_gov.audit.text import plain
from recordings_gov.workflow import transition

NO_ROW = "That row is not in this version any more."


class MatrixVerbs:
    """Add, change and take out rows, and set safety zones, while the words may still change.

    Mixed into PolicyVersion. Each locks the version, so nobody validates it half-way.
    """

    if TYPE_CHECKING:
        status: Any
        policy: Any
        matrix: Any
        stances: Any

    @transition(source=OPEN, target=OPEN, allowed="stance.set")
    def add_stance(self, *, by: Any, row: Row) -> str:
        """Add a row, with the department's reason. Rules: R-007, R-021, R-045, R-051, R-235."""
        self._refuse(row, self.stances.all())
        made = self.stances.model.of(self, row)
        made.save()
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="stance.set")
    def change_stance(self, *, by: Any, code: str, row: Row) -> str:
        """Give a row other words or another situation. Rules: R-007, R-021, R-045, R-051, R-235."""
        kept = self._stance(code)
        self._refuse(row, self.stances.exclude(pk=kept.pk))
        kept.become(row)
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="stance.set")
    def take_out_stance(self, *, by: Any, code: str, why: str) -> str:
        """Take a row out of the draft; it stays in the history with the reason. Rules: R-051."""
        kept = self._stance(code)
        kept.reason, kept.taken_out_at = plain(why.strip()), clock.now()
        if not kept.reason:
            raise ValidationError({"why": "Say why this row is taken out"})
        kept.event_action = "stance.taken_out"
        kept.save()
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="stance.set")
    def set_zone(self, *, by: Any, zone: Zone) -> str:
        """Write a safety zone, a new one or other words for one that is there. Rules: R-043, R-044."""
        problems = problems_of_zone(zone, self.own_matrix())
        if problems:
            raise ValidationError(problems)
        written = zone_data(zone)
        self.matrix = self.matrix or _starter()
        before = self.matrix["zone"]
        places = [place for place, each in enumerate(before) if each["id"] == zone.id]
        after = list(before)
        if places:
            after[places[0]] = {**before[places[0]], **written}
        else:
            after.append(written)
        self.matrix = {**self.matrix, "zone": after}
        return str(self.status)

    def own_matrix(self) -> Matrix:
        """The matrix as this version stands at the moment, drafts included."""
        return matrix_from(self.matrix or _starter(), [stance.as_row() for stance in self.stances.all()])

    def _stance(self, code: str) -> Any:
        found = self.stances.select_for_update().filter(code=code).first()
        if found is None:
            raise ValidationError(NO_ROW)
        return found

    def _refuse(self, row: Row, others: Any) -> None:
        """What is wrong with the row by itself, and beside the other rows."""
        if not self.policy.holds_stances:
            raise ValidationError("This policy holds no stances: another one answers at the scanner")
        self.matrix = self.matrix or _starter()
        matrix = matrix_from(self.matrix, [one.as_row() for one in others])
        problems = [*problems_of_row(row, matrix)]
        problems += [] if row.reason.strip() else ["Say why the department says this"]
        if any(one.id == row.id for one in matrix.rows):
            problems.append(f"Another row of this version is called {row.id}")
        problems += ties(row, matrix.rows, matrix.vocabulary)
        if problems:
            raise ValidationError(problems)


def _starter() -> Mapping[str, Any]:
    """The words, conditions, alternatives and zones that a policy starts with."""
    return rules_of(read("stances"))


def zone_data(zone: Zone) -> dict[str, Any]:
    """A zone as a version keeps it."""
    return {
        "id": zone.id,
        "name": zone.name,
        "kind": zone.kind,
        "effect": zone.effect,
        "applies_to": list(zone.applies_to),
        "when": zone.when,
        "with_exposure": zone.with_exposure,
        "device_may_be": list(zone.device_may_be),
        "why": zone.why,
        "staff_words": zone.staff_words,
        "patient_words": zone.patient_words,
        "offer": list(zone.offer),
        "rules": list(zone.rules),
    }
