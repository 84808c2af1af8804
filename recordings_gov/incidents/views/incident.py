"""The lists of incidents and complaints, one incident, its report as a PDF, and all playbooks."""

from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.incidents import documents, followups, playbooks, showing
from recordings_gov.incidents.missing import what_is_missing
from recordings_gov.incidents.models import CameAs, Incident, IncidentStatus, Kind
from recordings_gov.pages import timeline
from recordings_gov.pages.views import Column, Door, Filter, ListView, RecordView


def _answer(due: date, responded: date | None) -> str:
    if responded is not None:
        return "Answered in time" if responded <= due else "Answered late"
    days = (due - clock.today()).days
    if days < 0:
        return f"Late by {-days} day{'s' if days < -1 else ''}"
    return "Due today" if days == 0 else f"Due {due.day} {due:%b %Y}"


class IncidentList(ListView):
    """Incidents and complaints by reference, never by a patient's name. Rules: R-211."""

    model = Incident
    action = "incident.view"
    template_name = "incidents/incident_list.html"
    heading = "Incidents"
    empty = "No incident is open. Report one when a recording did not go to plan."
    order = "-received_on"
    export_name = "incidents"
    came_as: ClassVar[str] = CameAs.INCIDENT
    columns = (
        Column("Reference", ("reference",)),
        Column("What happened", ("kind",), lambda kind: str(Kind(kind).label)),
        Column("Department", ("department__name",), wide_only=True),
        Column(
            "Came", ("received_on",), lambda day: f"{day.day} {day:%b %Y}", sort="received_on", wide_only=True
        ),
        Column("First answer", ("response_due_on", "responded_on"), _answer, sort="response_due_on"),
        Column("Datix", ("datix_reference",), lambda text: text or "Not yet", wide_only=True),
        Column(
            "State",
            ("status",),
            lambda status: str(IncidentStatus(status).label),
            sort="status",
            wide_only=True,
        ),
    )
    filters = (
        Filter(
            "state",
            "State",
            (("", "Open"), ("late", "Answer is late"), ("closed", "Closed"), ("all", "All")),
            lambda rows, value: {
                "late": rows.unanswered().filter(response_due_on__lt=clock.today()),
                "closed": rows.filter(status=IncidentStatus.CLOSED),
                "all": rows,
            }[value],
        ),
        Filter(
            "kind",
            "What happened",
            (("", "Anything"), *Kind.choices),
            lambda rows, value: rows.filter(kind=value),
        ),
        Filter(
            "whose",
            "Whose recording",
            (("", "Anybody's"), ("ours", "We made it"), ("patients", "Patients made it")),
            lambda rows, value: rows.filter(relates_to_policy=value == "ours"),
        ),
    )

    def rows(self) -> Any:
        """Those of this list; the open ones, unless another state is asked for."""
        rows = super().rows().filter(came_as=self.came_as)
        return rows if self.request.GET.get("state") else rows.still_open()

    def context(self) -> dict[str, Any]:
        """Which of the room's other pages this person may open."""
        user: Any = self.request.user
        return {"may_watch": user.holds("statistics.view"), "may_manage": user.holds("incident.manage")}


class ComplaintList(IncidentList):
    """Complaints; they run as incidents do. Rules: R-213."""

    heading = "Complaints"
    empty = "No complaint is open."
    export_name = "complaints"
    came_as = CameAs.COMPLAINT


class IncidentDetail(RecordView):
    """One incident: what is missing, the facts so far, the playbook, and what has happened."""

    model = Incident
    action = "incident.view"
    template_name = "incidents/incident_detail.html"

    def rows(self) -> Any:
        """With the people and the patient at hand."""
        people = ("raised_by", "handler", "escalated_to", "reviewed_by", "review_deputy", "candour_note")
        return super().rows().select_related("department", "patient", *people)

    def context(self) -> dict[str, Any]:
        """The facts, what is missing, and which buttons belong there now."""
        incident, user = self.record, self.request.user
        missing = what_is_missing(incident.facts()) if incident.is_open else ()
        referrals = list(incident.referrals.order_by("sent_on", "pk"))
        actions = list(incident.actions.select_related("owner").order_by("due_on", "pk"))
        steps = showing.steps(incident, user, referrals, actions)
        return super().context() | {
            "timeline": timeline.entries(incident),
            "missing": showing.missing_links(incident, user, missing, steps),
            "answer_due": _answer(incident.response_due_on, incident.responded_on),
            "is_late": incident.is_late(clock.today()),
            "facts": showing.facts(incident, masked=self.grant.is_masked),
            "triage": showing.triage_of(incident),
            "steps": steps,
            "referrals": referrals,
            "actions": actions,
            "considerations": list(incident.considerations.order_by("checklist", "pk")),
            "done_steps": list(incident.steps.select_related("done_by").order_by("pk")),
            "beside": showing.beside(incident, user),
            "followups": followups.of(incident, user),
            "undelivered": showing.undelivered(incident),
            "book": playbooks.book_of(incident.kind, incident.triage),
        }


class IncidentDocument(Door):
    """The incident as a PDF, made once a state and kept; a redirect to it."""

    model = Incident
    action = "incident.manage"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Logged as a reading here and as a download where it is opened."""
        log.read(self.record)
        return HttpResponseRedirect(documents.report_pdf(self.record).get_absolute_url())


class Playbooks(View):
    """All playbooks on one page, for anybody who wants to know what to say. Rules: R-045, R-060."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Every playbook with what to say, do and never do."""
        every = playbooks.every()
        books = [
            {
                "id": name,
                "book": book,
                "parts": [
                    (says, list(book[part].values()))
                    for part, says in playbooks.PARTS.items()
                    if part in book
                ],
            }
            for name, book in every["playbook"].items()
        ]
        context = {"books": books, "always": every["playbooks"], "back_url": reverse("incidents:list")}
        return render(request, "incidents/playbooks.html", context)
