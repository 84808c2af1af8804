"""During and after: what got in the way, what came to light, how care went, what it did to staff."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.urls import reverse

from recordings_gov.pages.views import StepView
from requests_app.forms.care import (
    CareForm,
    EscalateCareForm,
    LookAtRepeatForm,
    OfferCareForm,
    ReviewCareForm,
)
from requests_app.forms.hindrance import HindranceForm
from requests_app.forms.impact import ImpactForm
from requests_app.forms.matter import MatterForm
from requests_app.models import RecordingRequest


class AfterwardsStep(StepView):
    """A page for one verb on one request, with its rules and the way back."""

    model = RecordingRequest
    action = "request.follow_up"
    template_name = "requests/afterwards_step.html"
    lead: ClassVar[str] = ""
    consequence: ClassVar[str] = ""
    rules: ClassVar[tuple[str, ...]] = ()

    def context(self) -> dict[str, Any]:
        """The words of the page."""
        words = {"lead": self.lead, "consequence": self.consequence, "rules": self.rules}
        return super().context() | words


class AboutTheRequest(AfterwardsStep):
    """A step whose form looks at the request, and says what the verb asks for."""

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The form about this request."""
        made: Any = self.form_class
        form: forms.Form = made(data, initial=initial or {}, record=self.record)
        return form

    def act(self, form: Any) -> str:
        """Call the verb."""
        getattr(self.record, self.step)(by=self.request.user, **form.asked())
        return self.success_url()


class NoteHindrance(AboutTheRequest):
    """Interference, what was done, extra minutes. Rules: R-039, R-043."""

    form_class = HindranceForm
    step = "note_hindrance"
    heading = "Did it get in the way, or take longer?"
    lead = "Say it at any time, and again if more happens."
    rules = ("R-039", "R-043")
    done = "Saved"


class RaiseIncident(AboutTheRequest):
    """What came to light becomes one incident. Rules: R-022, R-045, R-203."""

    form_class = MatterForm
    step = "raise_incident"
    heading = "Report what came to light"
    button = "Report it"
    lead = "Care goes on. Nobody takes, holds or searches a device, and nobody speaks of an offence."
    rules = ("R-022", "R-045", "R-060", "R-203")
    done = "Reported. Whoever answers for it has been told"

    def success_url(self) -> str:
        """On to the playbook for whoever reported it; a second person learns which incident it is."""
        matter = self.request.POST.get("matter", "")
        row = self.record.raised_incidents.select_related("incident").order_by("pk")
        mine = [each for each in row if each.matter == matter and each.raised_by == self.request.user]
        if not mine:
            messages.info(self.request, "A colleague reported it already. Nothing was reported twice.")
            return super().success_url()
        return reverse("incidents:incident-playbook", kwargs={"reference": mine[-1].incident.reference})


class SayHowCareWent(AfterwardsStep):
    """Whether care went on. Rules: R-022."""

    form_class = CareForm
    step = "say_how_care_went"
    heading = "Did care go on?"
    lead = "Write it down as it was. A recording never ends care."
    consequence = "If care stopped, this stays open until somebody in charge was told and care offered again."
    rules = ("R-022",)
    done = "Care written down"


class EscalateCare(AfterwardsStep):
    """Who was told that care stopped. Rules: R-022."""

    form_class = EscalateCareForm
    step = "escalate_stopped_care"
    heading = "Care stopped: who was told"
    rules = ("R-022",)
    done = "Who was told is written down"


class OfferCare(AfterwardsStep):
    """Care offered again. Rules: R-022."""

    form_class = OfferCareForm
    step = "offer_care_again"
    heading = "Care was offered again"
    lead = (
        "If it stopped for safety, or because the recording got in the way, a manager reviews that instead."
    )
    rules = ("R-022",)
    done = "Offer written down"


class ReviewCare(AfterwardsStep):
    """The reason care stopped, reviewed. Rules: R-022."""

    action = "request.review"
    form_class = ReviewCareForm
    step = "review_stopped_care"
    heading = "Review why care was stopped"
    lead = "Safety and interference are the only two reasons. If it was neither, care is offered again."
    rules = ("R-022",)
    done = "Reason reviewed"


class LookAtRepeat(AfterwardsStep):
    """A repeated examination, looked at. Rules: R-039."""

    action = "request.review"
    form_class = LookAtRepeatForm
    step = "look_at_repeat"
    heading = "Part of the exam was repeated"
    rules = ("R-039", "R-043")
    done = "Saved"


class StateImpact(AfterwardsStep):
    """What it did to one's own work. Rules: R-015."""

    form_class = ImpactForm
    step = "state_impact"
    heading = "What it did to your work"
    lead = "A plain statement of your own. It judges no patient, and changes nothing in anybody's care."
    rules = ("R-015",)
    done = "Your statement is kept"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Starts from what this person said before."""
        mine = self.record.impacts.filter(person=self.request.user).first()
        said = {"effects": mine.effects, "words": mine.words} if mine else {}
        return ImpactForm(data, initial=initial or said)
