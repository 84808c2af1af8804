"""The staff survey: opening, closing, results, and the page where somebody answers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from policies.forms import NoAnswersForm
from policies.forms_consulting import AnswerSurveyForm, OpenSurveyForm
from policies.models import Survey
from policies.models.survey import TokenStatus
from policies.showing import short
from policies.survey_questions import QUESTIONS
from policies.survey_results import LEAST, results
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.pages.views import Column, CreateView, Door, ListView, RecordView, StepView
from recordings_gov.pages.views.forms import bound_errors
from recordings_gov.workflow import WrongState


class SurveyList(ListView):
    """The surveys of the departments within reach, newest first."""

    model = Survey
    action = "survey.view"
    template_name = "policies/survey_list.html"
    heading = "Staff surveys"
    empty = "No survey has been opened yet."
    order = "-opened_on"
    export_name = "staff-surveys"
    columns = (
        Column("Department", ("department__name",)),
        Column("Opened", ("opened_on",), lambda day: short(day, "day"), sort="opened_on"),
        Column("Last day", ("closes_on",), lambda day: short(day, "day"), sort="closes_on"),
        Column(
            "State",
            ("status", "closes_on"),
            lambda status, last: "Closed" if status == "closed" or last < clock.today() else "Open",
        ),
    )


class OpenSurvey(CreateView):
    """Ask everybody of a department. Rules: R-037."""

    form_class = OpenSurveyForm
    draft_form = "policies.survey.open"
    heading, button, done = "Open a staff survey", "Open and invite", "Survey open, invitations sent"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The departments whose governance is this person's."""
        return OpenSurveyForm(data, departments=departments_of(self.request.user), initial=initial)

    def create(self, form: forms.Form) -> Any:
        """Through the verb."""
        return Survey.open(by=self.request.user, **form.cleaned_data)

    def context(self) -> dict[str, Any]:
        """How it stays anonymous, before anybody is asked."""
        lead = (
            "Everybody who works in the department gets an e-mail. We keep who was asked and who has "
            "answered, and nothing that leads from a person to an answer. Results are shown after the last "
            f"day, from {LEAST} answers up."
        )
        return super().context() | {"lead": lead, "back_url": reverse("policies:surveys")}


def departments_of(user: Any) -> Any:
    """The departments in which this person may open a survey."""
    reach = user.reach("survey.open")
    every = Department.objects.order_by("name")
    return every if reach.everything else every.filter(pk__in=reach.departments)


class SurveyDetail(RecordView):
    """How many were asked and answered; results once it has ended, from five answers up. Rules: R-037."""

    model = Survey
    action = "survey.view"
    template_name = "policies/survey_detail.html"

    def rows(self) -> Any:
        """With the department at hand."""
        return super().rows().select_related("department")

    def context(self) -> dict[str, Any]:
        """Counts of tokens, and the results as far as they may be told."""
        survey, today = self.record, clock.today()
        answered = survey.tokens.filter(status=TokenStatus.USED).count()
        ended = survey.has_ended(today)
        enough = answered >= LEAST
        return super().context() | {
            "asked": survey.tokens.count(),
            "answered": answered,
            "ended": ended,
            "enough": enough,
            "least": LEAST,
            "results": results(QUESTIONS, survey.answers()) if ended and enough else [],
            "may_close": not ended and self.request.user.can("survey.open", survey),  # type: ignore[union-attr]
        }


class CloseSurvey(StepView):
    """End it before its last day; it is not opened again."""

    model = Survey
    action = "survey.open"
    step = "close"
    form_class = NoAnswersForm
    heading, button, done = "Close the survey", "Close the survey", "Survey closed"

    def context(self) -> dict[str, Any]:
        """What follows."""
        says = "No more answers are taken, and the survey is not opened again. Then the results may be read."
        return super().context() | {"consequence": says}


class AnswerSurvey(Door):
    """The one form of the house that keeps no draft, no key and no reading: they would tell who said what.

    The token itself lets nobody answer twice. Rules: R-037.
    """

    model = Survey
    action = "survey.answer"

    def rows(self) -> Any:
        """The surveys that ask this person; of any other there is nothing to see."""
        user: Any = self.request.user
        return Survey.objects.filter(tokens__person=user).select_related("department")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The questions, or that there is nothing more to answer."""
        return self.page(AnswerSurveyForm())

    @method_decorator(sensitive_post_parameters())
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Use the token and drop the answers into the box."""
        form = AnswerSurveyForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            self.token().use(by=request.user, answers=form.cleaned_data)
        except WrongState as error:
            messages.warning(request, " ".join(error.messages))
            return HttpResponseRedirect(reverse("home"))
        except ValidationError as error:
            bound_errors(form, error)
            return self.page(form, status=422)
        messages.success(request, "Thank you. Your answer is in the box, and nothing leads from you to it.")
        return HttpResponseRedirect(reverse("home"))

    def token(self) -> Any:
        """This person's own."""
        token = self.record.tokens.filter(person=self.request.user).first()
        if token is None:
            raise Http404("No such survey.")
        return token

    def page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """The form, with how it stays anonymous."""
        token = self.token()
        given = {
            "record": self.record,
            "form": form,
            "is_used": token.status == TokenStatus.USED,
            "ended": self.record.has_ended(clock.today()),
            "least": LEAST,
        }
        return render(self.request, "policies/survey_answer.html", given, status=status)
