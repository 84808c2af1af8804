"""Steps of what was said and done there and then."""

from typing import Any

from django import forms

from recordings_gov.incidents import playbooks
from recordings_gov.incidents.forms import playbook, scene
from recordings_gov.incidents.models import tick
from recordings_gov.incidents.views.steps import IncidentStep


class SayCare(IncidentStep):
    """Whether care went on. Rules: R-022."""

    action = "incident.follow_up"
    form_class = scene.CareForm
    step = "say_how_care_went"
    heading = "Did care go on?"
    lead = "Write it down as it happened. A recording never justifies stopping care."
    rules = ("R-022",)
    done = "Care written down"


class EscalateCare(IncidentStep):
    """Who was told that care stopped. Rules: R-022."""

    action = "incident.follow_up"
    form_class = scene.EscalateCareForm
    step = "escalate_stopped_care"
    heading = "Care stopped: who was told"
    rules = ("R-022",)
    done = "Who was told is written down"


class OfferCare(IncidentStep):
    """Care offered again. Rules: R-022."""

    action = "incident.follow_up"
    form_class = scene.OfferCareForm
    step = "offer_care_again"
    heading = "Care was offered again"
    lead = "If care rightly stopped for safety or interference, a manager reviews the reason instead."
    rules = ("R-022",)
    done = "Offer written down"


class ReviewCare(IncidentStep):
    """The reason care stopped, reviewed. Rules: R-022."""

    form_class = scene.ReviewCareForm
    step = "review_stopped_care"
    heading = "Review why care was stopped"
    rules = ("R-022",)
    done = "Reason reviewed"


class SaySaid(IncidentStep):
    """Script, advice, status statement. Rules: R-045."""

    action = "incident.follow_up"
    form_class = scene.SaidForm
    step = "say_what_was_said"
    heading = "What was said, and what nobody did"
    rules = ("R-045",)
    done = "What was said is written down"


class RaiseConcern(IncidentStep):
    """A worry about care. Rules: R-241."""

    action = "incident.follow_up"
    form_class = scene.ConcernForm
    step = "raise_concern"
    heading = "A worry about care"
    lead = "People often record in secret because something worries them. PALS is told of a worry at once."
    rules = ("R-241",)
    done = "Worry written down"


class AnswerConcern(IncidentStep):
    """What came of the worry. Rules: R-241."""

    form_class = scene.AnswerConcernForm
    step = "answer_concern"
    heading = "What came of the worry"
    rules = ("R-241",)
    done = "Answer written down"


class LinkPatient(IncidentStep):
    """Whom it is about."""

    action = "incident.follow_up"
    form_class = scene.PatientForm
    step = "link_patient"
    heading = "Link the patient"
    lead = (
        "One incident is about one patient. A second patient of the same event has an incident of their own."
    )
    done = "Patient linked"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """It looks the number up as this person."""
        return scene.PatientForm(data, initial=initial, incident=self.record, user=self.request.user)


class TickPlaybook(IncidentStep):
    """What was said, done, advised and offered. Rules: R-045, R-046, R-242, R-243, R-244."""

    action = "incident.follow_up"
    form_class = playbook.PlaybookForm
    template_name = "incidents/incident_playbook.html"
    step = "note_steps"
    heading = "The playbook"
    button = "Save what I ticked"
    done = "Steps saved"

    def act(self, form: forms.Form) -> str:
        """Keep the ticks."""
        tick(self.record, by=self.request.user, **form.cleaned_data)
        return self.success_url()

    def context(self) -> dict[str, Any]:
        """The playbook and what is ticked already."""
        incident = self.record
        return super().context() | {
            "book": playbooks.book_of(incident.kind, incident.triage),
            "always": playbooks.every()["playbooks"],
            "done_steps": list(incident.steps.select_related("done_by").order_by("pk")),
        }
