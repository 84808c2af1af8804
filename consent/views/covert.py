"""Secret recording by staff, for the information governance manager and the LSMS alone."""

from typing import Any

from django import forms

from consent.forms.covert import CovertForm, StartCovertForm, StopCovertForm
from consent.models import CovertAuthorisation, CovertStatus
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.pages.views import Column, CreateView, ListView, RecordView, StepView
from recordings_gov.workflow import may


class CovertList(ListView):
    """What was authorised; each look at it is a reading. Rules: R-093."""

    model = CovertAuthorisation
    action = "covert.view"
    template_name = "consent/covert_list.html"
    heading = "Secret recording by staff"
    empty = "Nothing is authorised."
    columns = (
        Column("Authorisation", ("reference",)),
        Column("Until", ("expires_at",), date_and_time, sort="expires_at"),
        Column("State", ("status",), lambda status: str(CovertStatus(status).label)),
    )


class EnterCovert(CreateView):
    """Write down an authorisation."""

    form_class = CovertForm
    heading = "Enter an authorisation"
    button = "Enter it"
    done = "Entered. Nothing runs yet."
    draft_form = "consent.covert.enter"

    def create(self, form: forms.Form) -> CovertAuthorisation:
        """Make it."""
        return CovertAuthorisation.enter(by=self.request.user, **form.cleaned_data)


class CovertDetail(RecordView):
    """One authorisation, whether it is in force, and what runs under it. Rules: R-093."""

    model = CovertAuthorisation
    action = "covert.view"
    template_name = "consent/covert_detail.html"

    def rows(self) -> Any:
        """With the recordings at hand."""
        return super().rows().select_related("entered_by").prefetch_related("recordings__started_by")

    def context(self) -> dict[str, Any]:
        """The answer for this moment first."""
        record, user = self.record, self.request.user
        answer, runs = record.answer_at(clock.now()), list(record.recordings.all())
        facts = [
            ("What it is for", record.get_ground_display()),
            ("Why there is no other way", record.no_other_way),
            ("Authorised by", f"{record.body}, {record.authorisation}"),
            ("From", date_and_time(record.begins_at)),
            ("Until", date_and_time(record.expires_at)),
            ("Entered by", str(record.entered_by)),
        ]
        return super().context() | {
            "answer": answer,
            "facts": facts,
            "colour": "green" if answer.verdict == "yes" else "red",
            "state": record.get_status_display() if answer.verdict == "yes" else "Not in force",
            "recordings": runs,
            "unaccounted": any(not row.kept_where for row in runs) and answer.verdict != "yes",
            "may_start": answer.verdict == "yes" and may(record, "start", user),
            "may_stop": any(not row.kept_where for row in runs) and may(record, "stop", user),
        }


class StartCovert(StepView):
    """It begins, or is refused."""

    model = CovertAuthorisation
    action = "covert.keep"
    form_class = StartCovertForm
    step = "start"
    heading = "Start recording"
    button = "It starts now"
    done = "Written down. It ends with the authorisation at the latest."


class StopCovert(StepView):
    """It has ended."""

    model = CovertAuthorisation
    action = "covert.keep"
    form_class = StopCovertForm
    step = "stop"
    heading = "It is switched off"
    button = "It is switched off"
    done = "Written down."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Just now, unless said otherwise."""
        here = clock.local(clock.now())
        return StopCovertForm(
            data, initial=initial or {"ended_on": here.date(), "ended_time": f"{here:%H:%M}"}
        )
