"""The risk assessment of a version: its page, its hazards one by one, and its paper."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from policies import contents, documents, law
from policies.assessing import band, band_colour, lacks_of, points
from policies.forms import NoAnswersForm
from policies.forms_risk import AddHazardForm, DescribeRiskForm, ScoreForm, TellOfRiskForm
from policies.models import Hazard, RiskAssessment
from policies.models.versionstatus import BEFORE_FORCE, OPEN
from policies.views.version_steps import VersionStep
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.pages.views import Door, RecordView, StepView

WITH_VERSION = ("version__policy__department", "owner")


class StartRisk(VersionStep):
    """Rules: R-052."""

    action, step, form_class = "risk.assess", "start_risk_assessment", NoAnswersForm
    heading, button, done = "Make the risk assessment", "Start it", "Risk assessment started"
    consequence = "It begins with the College's list of hazards and some of our own. You score each of them."

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """One that was started is opened."""
        made = contents.assessment_of(self.record)
        return HttpResponseRedirect(made.get_absolute_url()) if made else super().get(request, **kwargs)

    def act(self, form: forms.Form) -> str:
        """Start it, and go there."""
        self.record.start_risk_assessment(by=self.request.user)
        return str(RiskAssessment.objects.get(version=self.record).get_absolute_url())


class RiskDetail(RecordView):
    """Hazards scored before and after, what is missing, who was told. Rules: R-052, R-055, R-201."""

    model = RiskAssessment
    action = "policy.view"
    template_name = "policies/risk_detail.html"

    def rows(self) -> Any:
        """With its version and owner."""
        return super().rows().select_related(*WITH_VERSION)

    def context(self) -> dict[str, Any]:
        """Each hazard with its bands, and what this person may do."""
        user: Any = self.request.user
        version = self.record.version
        may = bool(user.can("risk.assess", self.record))
        hazards = list(self.record.hazards.all())
        return super().context() | {
            "version": version,
            "hazards": [scored(each) for each in hazards],
            "answered": sum(each.applies is not None for each in hazards),
            "lacks": lacks_of(contents.risk_facts(version)),
            "may_change": may and version.status in OPEN,
            "may_tell": may and version.status in BEFORE_FORCE,
            "next": next((each for each in hazards if each.applies is None), None),
            "penalties": law.PENALTIES,
            "penalty": law.penalty_on(clock.today()),
            "penalty_rules": ("R-201",),
            "said": _said(hazards),
        }


def _said(hazards: list[Hazard]) -> str:
    answered = sum(each.applies is not None for each in hazards)
    return f"{answered} of {len(hazards)} answered"


def scored(hazard: Hazard) -> dict[str, Any]:
    """A hazard with points and band before and after."""
    facts = hazard.as_facts()
    return {
        "hazard": hazard,
        "before": (points(facts.before), band(facts.before), band_colour(facts.before)),
        "after": (points(facts.after), band(facts.after), band_colour(facts.after)),
    }


class RiskStep(StepView):
    """What the steps of an assessment share: the verbs are the version's."""

    model = RiskAssessment
    action = "risk.assess"

    def rows(self) -> Any:
        """With its version."""
        return super().rows().select_related(*WITH_VERSION)

    def context(self) -> dict[str, Any]:
        """Names the version."""
        title = f"{self.heading}: {self.record.version}"
        return super().context() | {"title": title}

    def act(self, form: forms.Form) -> str:
        """Call the version's verb with the form's answers."""
        getattr(self.record.version, self.step)(by=self.request.user, **form.cleaned_data)
        return self.success_url()

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With what is known already."""
        known = {name: getattr(self.record, name, None) for name in self.form_class.base_fields}
        if "owner" in known:
            known["owner"] = self.record.owner_id
        return self.form_class(data, initial=known | (initial or {}))


class DescribeRisk(RiskStep):
    """Rules: R-052."""

    step, form_class = "describe_risk", DescribeRiskForm
    heading, button, done = "Whose assessment, and of when", "Save", "Saved"


class TellOfRisk(RiskStep):
    """Rules: R-055."""

    step, form_class = "tell_of_risk", TellOfRiskForm
    heading, button, done = "Employer and insurer told", "Save", "Saved"


class AddHazard(RiskStep):
    """Rules: R-052."""

    step, form_class = "add_hazard", AddHazardForm
    heading, button, done = "Add a hazard", "Add", "Hazard added"


class ScoreHazard(StepView):
    """One hazard; afterwards the next that nobody has answered. Rules: R-052, R-054, R-057, R-058, R-060."""

    model = Hazard
    action = "risk.assess"
    step, form_class = "score_hazards", ScoreForm
    template_name = "policies/hazard_score.html"
    heading, button, done = "Score a hazard", "Save and go on", "Hazard scored"

    def rows(self) -> Any:
        """With its assessment and version."""
        return super().rows().select_related("assessment__version__policy__department")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With what was answered; never with the starter's suggestion."""
        return ScoreForm(data, hazard=self.record, initial=initial)

    def act(self, form: forms.Form) -> str:
        """Score this hazard through the version's verb."""
        answers = {self.record.position: form.cleaned_data}
        self.record.assessment.version.score_hazards(by=self.request.user, answers=answers)
        return self.success_url()

    def success_url(self) -> str:
        """The next hazard without an answer, else the assessment."""
        waiting = self.record.assessment.hazards.filter(applies=None)
        following = waiting.filter(position__gt=self.record.position).first() or waiting.first()
        return str((following or self.record.assessment).get_absolute_url())

    def context(self) -> dict[str, Any]:
        """How many are answered, and the way back."""
        hazards = list(self.record.assessment.hazards.values_list("applies", flat=True))
        return super().context() | {
            "heading": self.record.title,
            "answered": sum(applies is not None for applies in hazards),
            "total": len(hazards),
            "back_url": self.record.assessment.get_absolute_url(),
        }


class RiskDocument(Door):
    """The assessment as a PDF, made once and kept; a redirect to it. Rules: R-052."""

    model = RiskAssessment
    action = "policy.view"

    def rows(self) -> Any:
        """With its version and owner."""
        return super().rows().select_related(*WITH_VERSION)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Logged as a reading here and as a download where it is opened."""
        log.read(self.record)
        return HttpResponseRedirect(documents.risk_pdf(self.record).get_absolute_url())
