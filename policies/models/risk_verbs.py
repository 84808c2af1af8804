"""The verbs by which the risk assessment of a version is made."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Max

from policies.models.versionstatus import BEFORE_FORCE, OPEN
from policies.starter.files import read
from recordings_gov import clock
from recordings_gov.audit.bulk import write_set, write_set_changes
from recordings_gov.workflow import transition

SCORES = ("likelihood_before", "severity_before", "likelihood_after", "severity_after")
ANSWERS = ("applies", "answer", *SCORES, "control_owner")
NOT_STARTED = "Start the risk assessment first."


class RiskVerbs:
    """Mixed into PolicyVersion. Each locks the version, so nobody validates it half-way."""

    if TYPE_CHECKING:
        pk: int
        status: Any

    @transition(source=OPEN, target=OPEN, allowed="risk.assess")
    def start_risk_assessment(self, *, by: Any) -> str:
        """List the College's hazards i to vii and those of the rulebook, unscored. Rules: R-052.

        The starter's scores stand beside each hazard as a suggestion; nobody's answer is filled in.
        """
        model, hazard_model = _model("RiskAssessment"), _model("Hazard")
        if model.objects.filter(version=self).exists():
            raise ValidationError("This version has a risk assessment already.")
        made = model(version=self)
        made.save()
        listed = [
            hazard_model(assessment=made, position=place, **_listed(each))
            for place, each in enumerate(read("risk_assessment")["hazard"], 1)
        ]
        write_set(hazard_model, listed, "hazard.listed", by, as_one=True)
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="risk.assess")
    def describe_risk(
        self, *, by: Any, owner: Any, assessed_on: date, review_due_on: date, other_hazards: str = ""
    ) -> str:
        """Who answers for the assessment, when it was made and when it is looked at again. Rules: R-052."""
        if assessed_on > clock.today():
            raise ValidationError({"assessed_on": "Give a day that has been"})
        if review_due_on <= assessed_on:
            raise ValidationError({"review_due_on": "Give a day after the day of the assessment"})
        made = self._assessment()
        made.owner, made.assessed_on, made.review_due_on = owner, assessed_on, review_due_on
        made.other_hazards = other_hazards.strip()
        made.save()
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="risk.assess")
    def add_hazard(self, *, by: Any, title: str, harm: str) -> str:
        """A hazard that nobody had on a list. Rules: R-052."""
        made = self._assessment()
        last = made.hazards.aggregate(last=Max("position"))["last"] or 0
        _model("Hazard")(
            assessment=made, position=last + 1, title=title.strip(), harm=harm.strip(), source="ours"
        ).save()
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="risk.assess")
    def score_hazards(self, *, by: Any, answers: Mapping[int, Mapping[str, Any]]) -> str:
        """Answer hazards by their position: whether they apply, and if so how likely and how bad.

        Likelihood times severity, before and after what is done about it. Rules: R-052, R-054, R-057.
        """
        hazards = {each.position: each for each in self._assessment().hazards.all()}
        for position, given in answers.items():
            if position not in hazards:
                raise ValidationError("That hazard is not in this assessment any more.")
            for name in ANSWERS:
                setattr(hazards[position], name, given.get(name, getattr(hazards[position], name)))
            if not hazards[position].applies:
                for name in SCORES:
                    setattr(hazards[position], name, None)
        chosen = [hazards[position] for position in answers]
        write_set_changes(_model("Hazard"), chosen, "hazard.scored", by)
        return str(self.status)

    @transition(source=BEFORE_FORCE, target=BEFORE_FORCE, allowed="risk.assess")
    def tell_of_risk(
        self,
        *,
        by: Any,
        employer_told_on: date | None = None,
        employer_told_whom: str = "",
        insurer_told_on: date | None = None,
        insurer_told_whom: str = "",
        insurance_effect: str = "",
    ) -> str:
        """Employer and insurer know what the policy allows: who, when, what it means for cover. Rules: R-055.

        It may be added after validation: the words are settled then, and they are what is told.
        """
        made = self._assessment()
        for who, day, whom in (
            ("employer", employer_told_on, employer_told_whom),
            ("insurer", insurer_told_on, insurer_told_whom),
        ):
            if day and day > clock.today():
                raise ValidationError({f"{who}_told_on": "Give a day that has been"})
            if bool(day) != bool(whom.strip()):
                raise ValidationError({f"{who}_told_on": "Give both: who was told, and the day"})
        made.employer_told_on, made.employer_told_whom = employer_told_on, employer_told_whom.strip()
        made.insurer_told_on, made.insurer_told_whom = insurer_told_on, insurer_told_whom.strip()
        made.insurance_effect = insurance_effect.strip()
        made.save()
        return str(self.status)

    def _assessment(self) -> Any:
        found = _model("RiskAssessment").objects.filter(version=self).first()
        if found is None:
            raise ValidationError(NOT_STARTED)
        return found


def _model(name: str) -> Any:
    """The models are built on the version's, so they are looked up when they are needed."""
    return apps.get_model("policies", name)


def _listed(each: Mapping[str, Any]) -> dict[str, Any]:
    """A hazard of the starter file, without its scores: those are a suggestion."""
    return {
        "source": "" if each["source"] == "rulebook" else each["source"],
        "title": each["title"],
        "harm": each["harm"],
        "who": each["who"],
        "controls": each["controls"],
        "suggestion": {"before": each["before"], "after": each["after"], "owner_role": each["owner_role"]},
        "rules": each["rules"],
        "is_checklist": each["source"].startswith("SCoR"),
    }
