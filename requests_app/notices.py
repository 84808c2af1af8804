"""Who hears of what happened during a visit: a message and a task, once, and never about whom."""

from typing import Any

from django.conf import settings

from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.incidents.offices import governance_of
from recordings_gov.notifications import outbox, tasks_due
from requests_app.models.recording_request import RecordingRequest


def tell_of_repeat(request: RecordingRequest) -> None:
    """The governance lead hears that an examination had to be repeated. Rules: R-039."""
    _tell(
        request,
        "repeated",
        f"Part of an examination was repeated because of a recording: {request.reference}",
        "Please look at what happened, and say what follows from it.",
        "R-039",
    )


def repeat_is_looked_at(request: RecordingRequest, by: Any) -> None:
    """Its task is done."""
    tasks_due.finish(_key(request, "repeated"), by)


def tell_of_stopped_care(request: RecordingRequest) -> None:
    """The governance lead hears that care stopped. Rules: R-022."""
    _tell(
        request,
        "care-stopped",
        f"Care was stopped because of a recording: {request.reference}",
        "Tell the clinical lead, and see that care is offered again, or review the reason.",
        "R-022",
    )


def care_is_put_right(request: RecordingRequest, by: Any) -> None:
    """Its task is done, if there was one."""
    tasks_due.finish(_key(request, "care-stopped"), by)


def ask_to_report(request: RecordingRequest, by: Any) -> None:
    """Whoever logs what is to be reported has it on their home page until it is. Rules: R-203."""
    tasks_due.ask(
        key=_key(request, "report"),
        what=f"Report what came to light: {request.reference}",
        about=request,
        person=by,
        department=request.department,
        due_on=request.department.site.same_working_day(clock.today()),
        rule="R-203",
    )


def is_reported(request: RecordingRequest, by: Any) -> None:
    """Its task is done, if there was one."""
    tasks_due.finish(_key(request, "report"), by)


def _key(request: RecordingRequest, event: str) -> str:
    return f"request:{request.reference}:{event}"


def _tell(request: RecordingRequest, event: str, subject: str, body: str, rule: str) -> None:
    tasks_due.ask(
        key=_key(request, event),
        what=subject,
        about=request,
        role=Role.GOVERNANCE_LEAD,
        department=request.department,
        due_on=request.department.site.same_working_day(clock.today()),
        rule=rule,
    )
    page = f"{settings.PUBLIC_BASE_URL}{request.get_absolute_url()}"
    for person in governance_of(request.department):
        outbox.post(
            key=f"{_key(request, event)}:{person.pk}", to=person, subject=subject, body=f"{body}\n\n{page}\n"
        )
