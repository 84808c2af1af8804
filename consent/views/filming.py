"""Filming: the list, asking, permitting, opening, what is filmed, concerns, stops."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404

from consent.forms.filming import (
    AskFilmingForm,
    ConcernForm,
    PermitForm,
    RefuseForm,
    SettleForm,
    StopFilmingForm,
    TakeForm,
)
from consent.models import Filming, FilmingConcern, FilmingStatus
from consent.models.release_words import ReleasePurpose
from consent.views.showing_filming import FILMING_COLOURS, page_of
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView


class FilmingList(ListView):
    """Every filming within reach. Rules: R-170."""

    model = Filming
    action = "filming.view"
    template_name = "consent/filming_list.html"
    heading = "Filming"
    empty = "Nobody has asked to film."
    export_name = "filming"
    columns = (
        Column("What is filmed", ("subject",)),
        Column("For", ("purpose",), lambda purpose: str(ReleasePurpose(purpose).label), wide_only=True),
        Column("Who wants to film", ("requester",), wide_only=True),
        Column("From", ("from_on",), short_date, sort="from_on", wide_only=True),
        Column("State", ("status",), lambda status: str(FilmingStatus(status).label)),
    )
    filters = (
        Filter(
            "state",
            "State",
            (("", "All"), *FilmingStatus.choices),
            lambda rows, value: rows.filter(status=value),
        ),
    )

    def context(self) -> dict[str, Any]:
        """Whether one may ask from here."""
        user: Any = self.request.user
        return {"may_ask": user.holds("filming.ask")}


class AskToFilm(CreateView):
    """The communications manager is asked before anything is made. Rules: R-170. Conflict: C-28."""

    form_class = AskFilmingForm
    template_name = "consent/filming_new.html"
    heading = "Ask to film"
    button = "Ask the communications manager"
    done = "Asked. Nothing is filmed before the communications manager permits it."
    draft_form = "consent.filming.ask"

    def create(self, form: forms.Form) -> Filming:
        """Ask."""
        return Filming.ask(by=self.request.user, **form.cleaned_data)


class FilmingDetail(RecordView):
    """One filming: may they film, what is missing, who takes part, concerns."""

    model = Filming
    action = "filming.view"
    template_name = "consent/filming_detail.html"

    def rows(self) -> Any:
        """With the people at hand."""
        related = ("department", "asked_by", "decided_by", "advised_by", "ended_by")
        return super().rows().select_related(*related)

    def context(self) -> dict[str, Any]:
        """Its gates and its steps."""
        colour = FILMING_COLOURS[FilmingStatus(self.record.status)]
        return super().context() | page_of(self.record, self.request.user) | {"colour": colour}


class FilmingStep(StepView):
    """A step on a filming, with what it is about at its head."""

    model = Filming
    template_name = "consent/filming_step.html"
    consequence: ClassVar[str] = ""

    def context(self) -> dict[str, Any]:
        """What follows."""
        record = self.record
        lead = f"{record.subject}. {record.place}, for {record.title}"
        return super().context() | {"lead": lead, "consequence": self.consequence}


class PermitFilming(FilmingStep):
    """The communications manager's permission. Rules: R-170."""

    action = "filming.permit"
    form_class = PermitForm
    step = "permit"
    heading = "Permit this filming"
    button = "Permit it"
    done = "Permitted. It opens once every gate is met."
    consequence = "Nothing is filmed before every gate on its page is met, and nothing after the last day."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the days that were asked for."""
        days = {"permitted_from": self.record.from_on, "permitted_until": self.record.until_on}
        return PermitForm(data, initial=days | (initial or {}))


class RefuseFilming(FilmingStep):
    """The communications manager says no."""

    action = "filming.permit"
    form_class = RefuseForm
    step = "refuse"
    heading = "Do not permit this filming"
    button = "Do not permit it"
    done = "Not permitted. Nothing is filmed."


class TakePermissionBack(FilmingStep):
    """It ends at once."""

    action = "filming.permit"
    form_class = StopFilmingForm
    step = "take_permission_back"
    heading = "Take the permission back"
    button = "Take it back"
    done = "Taken back. Nothing more is filmed."
    consequence = "Filming stops at once and for good. To film later, somebody asks anew."


class OpenFilming(FilmingStep):
    """They may film, once every gate is met. Rules: R-085, R-086, R-170, R-173, R-246."""

    action = "filming.arrange"
    step = "open"
    heading = "Open the filming"
    button = "Open it: they may film"
    done = "Open. Anybody who works there can stop it."
    consequence = "Every gate is asked again now. A concern, or a child's no, stops it at once."


class FilmSomething(FilmingStep):
    """What was filmed; every gate is asked again. Rules: R-170."""

    action = "filming.arrange"
    form_class = TakeForm
    step = "film"
    heading = "Write down what was filmed"
    button = "Save"
    done = "Saved."


class FinishFilming(FilmingStep):
    """Everything was filmed."""

    action = "filming.arrange"
    step = "finish"
    heading = "Finish the filming"
    button = "It is finished"
    done = "Finished. Nothing more is filmed under it."
    consequence = "Give all pictures, consent forms and releases to Media Studio."


class RaiseConcern(FilmingStep):
    """It pauses until the concern is resolved. Rules: R-088."""

    action = "filming.stop"
    form_class = ConcernForm
    step = "raise_concern"
    heading = "Raise a concern"
    button = "Raise it: filming pauses"
    done = "Raised. Nothing is filmed until it is resolved."
    consequence = "It pauses at once, even where the people filmed have agreed. You say when it is resolved."


class SettleConcern(FilmingStep):
    """Resolved, or our staff work with them no longer. Rules: R-088."""

    action = "filming.stop"
    form_class = SettleForm
    step = "settle_concern"
    heading = "Is the concern resolved?"
    button = "Save"
    done = "Saved."
    consequence = "If it is not resolved, filming stops for good. If it is, somebody opens it again."

    def form_name(self) -> str:
        """What is typed about one is never kept for another."""
        return f"{super().form_name()}.{self.kwargs['number']}"

    @property
    def concern(self) -> FilmingConcern:
        """Which one; 404 for another filming's."""
        found: FilmingConcern | None = self.record.concerns.filter(pk=self.kwargs["number"]).first()
        if found is None:
            raise Http404("No concern of that filming.")
        return found

    def context(self) -> dict[str, Any]:
        """What it was."""
        return super().context() | {"lead": self.concern.says}

    def act(self, form: forms.Form) -> str:
        """Settle this one."""
        self.record.settle_concern(by=self.request.user, concern=self.concern, **form.cleaned_data)
        return self.success_url()


class StopFilming(FilmingStep):
    """For good."""

    action = "filming.stop"
    form_class = StopFilmingForm
    step = "stop"
    heading = "Stop the filming"
    button = "Stop it for good"
    done = "Stopped. Nothing more is filmed."
    consequence = "Nothing lifts this. To film later, somebody asks anew."
