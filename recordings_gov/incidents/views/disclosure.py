"""Steps of what was shared, of our own data, and of the advisory lists."""

from typing import Any

from django import forms
from django.db import transaction

from recordings_gov.incidents import advice, codes
from recordings_gov.incidents.forms import disclosure
from recordings_gov.incidents.models.answerable import ACT
from recordings_gov.incidents.views.steps import IncidentStep


class Triage(IncidentStep):
    """Unaltered, altered, harassing; threatened or published. Rules: R-046, R-227, R-228, R-232."""

    form_class = disclosure.TriageForm
    step = "triage_disclosure"
    heading = "What was shared"
    lead = "Sharing is not always wrong. Do not say that it is against the law, and do not reply online."
    rules = ("R-046", "R-227", "R-228", "R-229", "R-232")
    done = "Triage saved"


class DecideData(IncidentStep):
    """Data of ours, or not. Conflict: C-20."""

    form_class = disclosure.DataForm
    step = "decide_data_incident"
    heading = "Is this a data incident of ours?"
    lead = (
        "A patient's own recording never is. Another person's details caught in one are ours to answer for."
    )
    rules = ("R-203", "R-230")
    done = "Decision saved"


class SayTaken(IncidentStep):
    """Data taken without the Trust's consent, under which Act. Rules: R-250."""

    form_class = disclosure.TakenForm
    step = "say_taken"
    heading = "Data taken without our consent?"
    lead = (
        f"To obtain or disclose personal data knowingly or recklessly, without the consent of the Trust, is "
        f"an offence by the individual ({ACT}). Nothing is asserted here. Information governance is told."
    )
    rules = ("R-250",)
    done = "Saved"


class AskAboutCode(IncidentStep):
    """The professional code of whoever recorded. Rules: R-252."""

    form_class = disclosure.CodeForm
    step = "ask_about_code"
    heading = "Is a professional code touched?"
    rules = ("R-252",)
    done = "Saved"

    @property
    def lead(self) -> str:  # type: ignore[override]
        """Each profession with its code."""
        return " ".join(f"{label}: {codes.code_of(name)}." for name, label in codes.choices())


class ConsiderOffences(IncidentStep):
    """The advisory list of possible offences. Rules: R-231."""

    form_class = disclosure.OffencesForm
    step = "consider"
    heading = "Possible offences to ask the legal team about"
    lead = advice.ADVISORY
    rules = ("R-231",)
    done = "List saved"

    def act(self, form: forms.Form) -> str:
        """Keep the points."""
        self.record.consider(by=self.request.user, checklist="offence", **form.cleaned_data)
        return self.success_url()


class ConsiderCivil(IncidentStep):
    """The advisory list of civil routes. Rules: R-232."""

    form_class = disclosure.CivilForm
    step = "weigh_civil_routes"
    heading = "Civil routes to ask the legal team about"
    lead = advice.ADVISORY
    rules = ("R-232",)
    done = "List saved"

    def act(self, form: forms.Form) -> str:
        """Keep the points, and what they rest on."""
        asked: dict[str, Any] = dict(form.cleaned_data)
        points, other = asked.pop("points"), asked.pop("other")
        with transaction.atomic():
            self.record.weigh_civil_routes(by=self.request.user, **asked)
            self.record.consider(by=self.request.user, checklist="civil", points=points, other=other)
        return self.success_url()


class FlagProceedings(IncidentStep):
    """Whether it may become evidence. Rules: R-023."""

    form_class = disclosure.ProceedingsForm
    step = "flag_proceedings"
    heading = "Are proceedings expected?"
    lead = (
        "Recordings, even hidden ones, may be used as evidence, for or against staff. The legal team is told."
    )
    rules = ("R-023",)
    done = "Saved"
