"""My objection and my answers: said, changed and taken back by the person themselves and nobody else."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from recordings_gov import references
from recordings_gov.audit import log
from recordings_gov.pages.views import CreateView, StepView
from requests_app import vocabulary
from requests_app.forms.objection import LiftForm, MyAnswerForm, ObjectionForm
from requests_app.models import ConfidentialReason, ObjectionStatus, StaffAnswer, StaffObjection


class MyObjection(CreateView):
    """Register one's own objection, or see the one that holds. Rules: R-006, R-056, R-165."""

    template_name = "requests/objections.html"
    draft_form = ""  # a reason told in confidence is kept in no draft
    heading = "Being recorded yourself"
    button = "Register my objection"
    done = "Your objection holds from now on"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the colleagues one may name."""
        person: Any = self.request.user
        return ObjectionForm(data, initial=initial, person=person)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page; reading one's own objection is a reading too."""
        mine = self.mine()
        if mine:
            log.read(mine)
        return super().get(request, **kwargs)

    def mine(self) -> StaffObjection | None:
        """The objection of this person that is not lifted."""
        rows = StaffObjection.objects.visible_to(self.request.user)
        found: StaffObjection | None = rows.filter(status=ObjectionStatus.ACTIVE).first()
        return found

    def context(self) -> dict[str, Any]:
        """With the one that holds, and what colleagues tell this person in confidence."""
        mine = self.mine()
        told = ConfidentialReason.objects.visible_to(self.request.user).select_related("objection__person")
        return super().context() | {
            "mine": mine,
            "where": vocabulary.listed(
                vocabulary.label("setting", code).lower() for code in (mine.in_settings if mine else ())
            ),
            "my_reason": next((each for each in told if each.objection == mine), None),
            "told_to_me": [each for each in told if each.objection != mine],
        }

    def create(self, form: forms.Form) -> StaffObjection:
        """Register it; it holds at once."""
        return StaffObjection.register(by=self.request.user, **form.cleaned_data)


class VaryObjection(StepView):
    """Change what one's own objection covers. Rules: R-056."""

    model = StaffObjection
    action = "objection.own"
    step = "vary"
    heading = "Change your objection"
    button = "Save the change"
    done = "Your objection is changed"

    def form_name(self) -> str:
        """None: a reason told in confidence is kept in no draft."""
        return ""

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Starts from what holds now."""
        record = self.record
        now = {"covers": record.covers, "in_settings": record.in_settings, "until_on": record.until_on}
        told = ConfidentialReason.objects.filter(objection=record).first()
        if told and data is None:
            now |= {"reason": told.words, "named": str(told.named_id or "")}
        person: Any = self.request.user
        return ObjectionForm(data, initial=initial or now, person=person)

    def context(self) -> dict[str, Any]:
        """With the way back."""
        return super().context() | {"back_url": reverse("requests:objections")}


class LiftObjection(StepView):
    """Take one's own objection back. Rules: R-056."""

    model = StaffObjection
    action = "objection.own"
    form_class = LiftForm
    step = "lift"
    heading = "Lift your objection"
    button = "Lift my objection"
    done = "Your objection is lifted"

    def context(self) -> dict[str, Any]:
        """With what follows, and the way back."""
        consequence = "From now on you are asked each time, and silence still means no in a picture or film."
        return super().context() | {"back_url": reverse("requests:objections"), "consequence": consequence}


class ReadReason(View):
    """Why a colleague does not want to be recorded: for them and whom they named. Rules: R-056."""

    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The words; for everybody else there is no such page."""
        try:
            wanted = references.read(reference)
        except references.BadReference as error:
            raise Http404(str(error)) from error
        rows = ConfidentialReason.objects.visible_to(request.user).select_related(
            "objection__person", "named"
        )
        found = rows.filter(objection__reference=wanted).first()
        if found is None:
            raise Http404("No such page.")
        return render(
            request,
            "requests/objection_reason.html",
            {"told": found, "words": found.read_by(request.user), "back_url": reverse("requests:objections")},
        )


class MyAnswer(StepView):
    """What somebody wrote down for me about a picture or film: right, or no. Rules: R-165."""

    model = StaffAnswer
    action = "answer.own"
    form_class = MyAnswerForm
    template_name = "requests/my_answer.html"
    step = "answer_for_oneself"
    heading = "Were you asked about being recorded?"
    button = "Save my answer"
    done = "Your answer is kept"

    def rows(self) -> Any:
        """Own answers only."""
        return super().rows().select_related("request", "said_by")

    def success_url(self) -> str:
        """Back to what needs one now."""
        return reverse("home")

    def context(self) -> dict[str, Any]:
        """With the way back."""
        return super().context() | {"back_url": reverse("home")}
