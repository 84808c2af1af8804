"""The list of requests, one request, and what is said about it after saving."""

from collections.abc import Hashable, Sequence
from functools import cache, cached_property, partial
from typing import Any, ClassVar

from django import forms

from recordings_gov import clock
from recordings_gov.pages.views import Column, Filter, ListView, RecordView, StepView
from requests_app import vocabulary
from requests_app.forms.copy_offer import CopyOfferForm
from requests_app.forms.steps import VoiceMetForm, WasItMadeForm, WhatHappenedForm
from requests_app.models import RecordingRequest, RequestStatus
from requests_app.showing import masked_for, request_page

HIDDEN = "Hidden"
STATES = {code: str(label) for code, label in RequestStatus.choices}


def when(logged_at: Any) -> str:
    """A day and a time, for tables."""
    moment = clock.local(logged_at)
    return f"{moment.day} {moment:%b %Y, %H:%M}"


def _where(modality: str, room: str) -> str:
    return ", ".join(part for part in (vocabulary.label("modality", modality), room) if part)


def _ended(outcome: str) -> str:
    return vocabulary.label("outcome", outcome) if outcome else ""


class RequestList(ListView):
    """Requests within reach, newest first. Rules: R-012, R-041."""

    model = RecordingRequest
    action = "request.view"
    template_name = "requests/list.html"
    heading = "Requests to record"
    empty = "No request has been logged yet."
    order = "-logged_at"
    export_name = "requests"
    filters: ClassVar[Sequence[Filter]] = (
        Filter(
            "state",
            "State",
            (("", "Any"), *RequestStatus.choices),
            lambda rows, code: rows.filter(status=code),
        ),
        Filter(
            "modality",
            "Kind of exam",
            (("", "Any"), *vocabulary.choices("modality")),
            lambda rows, code: rows.filter(modality=code),
        ),
        Filter(
            "outcome",
            "How it ended",
            (("", "Any"), *vocabulary.choices("outcome")),
            lambda rows, code: rows.filter(outcome=code),
        ),
    )

    def question(self) -> Hashable:
        """How far this person's reach goes, and who they are where their own rows are among it."""
        user: Any = self.request.user
        reach = user.reach("request.view")
        return (reach, user.pk if reach.own else 0) if reach.everything or reach.departments else None

    @cached_property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """As tables of requests show them."""
        return (
            Column("Logged", ("logged_at",), when, sort="logged_at"),
            self.who(),
            Column("What", ("media", "subject"), vocabulary.what),
            Column("Where", ("modality", "room"), _where, wide_only=True),
            Column("How it ended", ("outcome",), _ended, wide_only=True),
            Column("State", ("status",), STATES.__getitem__),
        )

    def who(self) -> Column:
        """The patient's name is for those who care for them; others see that there is one."""
        fields = ("patient__family_name", "patient__given_name", "number_as_typed", "department")
        is_masked = cache(partial(masked_for, self.request.user))

        def written(family: str | None, given: str | None, typed: str, department: int) -> str:
            if is_masked(department):
                return HIDDEN
            return f"{family}, {given}" if family else f"Number {typed}"

        return Column("Patient", fields, written)


class RequestDetail(RecordView):
    """One request: the note first, for that is what is owed. Rules: R-021, R-040, R-041."""

    model = RecordingRequest
    action = "request.view"
    template_name = "requests/request_detail.html"

    def rows(self) -> Any:
        """With all that the page names at hand."""
        return (
            super()
            .rows()
            .select_related("patient", "department__site", "logged_by", "policy_version__policy")
            .select_related("told_by", "informed_by", "leaflet_edition__leaflet")
        )

    def context(self) -> dict[str, Any]:
        """The request as its page shows it."""
        given = super().context()
        return given | request_page(self.record, self.request.user, given["masked"])


class SayWhetherMade(StepView):
    """Was a recording made? Asked once, when the visit ends. Rules: R-040, R-041."""

    model = RecordingRequest
    action = "request.follow_up"
    form_class = WasItMadeForm
    template_name = "requests/request_was_it_made.html"
    step = "say_whether_made"
    heading = "Was a recording made?"
    button = "Save"
    done = "Saved"


class RecordOutcome(StepView):
    """What happened after all: a stop may be said at any time. Rules: R-039, R-043."""

    model = RecordingRequest
    action = "request.follow_up"
    template_name = "requests/request_what_happened.html"
    step = "record_outcome"
    heading = "What happened?"
    button = "Save what happened"
    done = "Saved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the outcomes that this request can end with."""
        return WhatHappenedForm(data, initial=initial, record=self.record)

    def act(self, form: Any) -> str:
        """Call the verb with what it asks for."""
        self.record.record_outcome(by=self.request.user, **form.asked())
        return self.success_url()


class SayHowVoiceWasMet(StepView):
    """How a colleague's wish not to be heard was met. Rules: R-165."""

    model = RecordingRequest
    action = "request.follow_up"
    form_class = VoiceMetForm
    template_name = "requests/request_voice.html"
    step = "say_how_voice_was_met"
    heading = "How was the wish about a voice met?"
    button = "Save"
    done = "Saved"


class NoteCopy(StepView):
    """Is a copy of the patient's own recording to come to us? Rules: R-030, R-166."""

    model = RecordingRequest
    action = "request.follow_up"
    form_class = CopyOfferForm
    template_name = "requests/request_copy.html"
    step = "note_copy"
    heading = "A copy of the recording"
    button = "Save"
    done = "Saved"
