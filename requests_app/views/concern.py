"""A worry told in confidence: told, read by the two who may, answered with support, taken back."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from recordings_gov.pages.views import StepView
from recordings_gov.pages.views.record import Door
from requests_app.forms.impact import ConcernForm, OfferSupportForm
from requests_app.forms.objection import LiftForm
from requests_app.models import RecordingRequest, StaffConcern
from requests_app.models.words_after import Support
from requests_app.views.afterwards import AfterwardsStep

LABELS = dict(Support.choices)


class TellConcern(AfterwardsStep):
    """Tell a worry about a visit. No draft of it is kept. Rules: R-016."""

    form_class = ConcernForm
    template_name = "requests/concern_tell.html"
    step = "tell"
    heading = "Tell a worry in confidence"
    button = "Keep it in confidence"
    rules = ("R-016",)
    done = "Kept in confidence"

    def form_name(self) -> str:
        """None: what is told in confidence is kept in no draft."""
        return ""

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the colleagues one may name."""
        person: Any = self.request.user
        return ConcernForm(data, initial=initial, person=person)

    def act(self, form: forms.Form) -> str:
        """Keep it."""
        concern = StaffConcern.tell(by=self.request.user, request=self.record, **form.cleaned_data)
        return str(concern.get_absolute_url())


class ConcernStep(StepView):
    """A step on a worry, for the two who may see it."""

    model = StaffConcern
    action = "concern.own"

    def form_name(self) -> str:
        """No draft."""
        return ""

    def rows(self) -> Any:
        """Those within reach, narrowed to whose step it is."""
        return super().rows().filter(self.whose()).select_related("request", "person", "named")

    def whose(self) -> Q:
        """Whose step it is."""
        raise NotImplementedError(f"{type(self).__name__} must say whose step it is.")


class OfferSupport(ConcernStep):
    """Which support was offered, said by whom they told. Rules: R-016."""

    form_class = OfferSupportForm
    step = "offer_support"
    heading = "Which support did you offer?"
    done = "Support written down"

    def whose(self) -> Q:
        """Whom they named."""
        return Q(named=self.request.user)


class TakeConcernBack(ConcernStep):
    """Take one's own worry back; its words go. Rules: R-016."""

    form_class = LiftForm
    step = "take_back"
    heading = "Take your worry back"
    button = "Take it back"
    done = "Taken back. Its words are deleted"

    def whose(self) -> Q:
        """Whoever told it."""
        return Q(person=self.request.user)

    def success_url(self) -> str:
        """To home: the worry has no page any more."""
        return reverse("home")

    def context(self) -> dict[str, Any]:
        """With what follows."""
        return super().context() | {
            "consequence": "The words are deleted. That you told a worry stays known to the log."
        }


class ReadConcern(Door):
    """A worry, for whoever told it and whom they named; each reading is kept. Rules: R-016."""

    model = StaffConcern
    action = "concern.own"
    http_method_names = ("get", "head")

    def rows(self) -> Any:
        """With the people at hand."""
        return super().rows().select_related("request", "person", "named")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The words; for everybody else there is no such page."""
        concern = self.record
        is_mine = concern.person_id == request.user.pk
        words = concern.read_by(request.user)
        context = {
            "record": concern,
            "words": words,
            "is_mine": is_mine,
            "shown": [LABELS[code] for code in concern.support_shown],
            "wanted": [LABELS[code] for code in concern.support_wanted],
            "offered": [LABELS[code] for code in concern.support_offered],
            "may_open_request": RecordingRequest.objects.visible_to(request.user)
            .filter(pk=concern.request_id)
            .exists(),
        }
        return render(request, "requests/concern_detail.html", context)
