"""What the calendar does to research projects: they end, and who answers for them is told before."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from consent.models import ResearchProject, ResearchStatus
from consent.registration_calendar import AT_ONCE, STAGES
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set_changes
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message

JOB = "ending research projects"
PASSED = "Its last day has passed"


def end_projects(today: date) -> int:
    """End what is past its last day, remind of what soon will be; how many were ended or written to.

    A second run finds nothing: the state has changed, and each message has a key. Rules: R-163.
    """
    with transaction.atomic(), acting_as(None, job=JOB):
        return _end(today) + sum(_remind(today, *stage) for stage in STAGES)


def _end(today: date) -> int:
    past = ResearchProject.objects.past(today).select_for_update(of=("self",))
    rows = list(past.order_by("ends_on", "pk")[:AT_ONCE])
    for row in rows:
        row.status, row.reason = ResearchStatus.ENDED, PASSED
    write_set_changes(ResearchProject, rows, "researchproject.ended", JOB)
    says = "has ended. Nothing is recorded or used for it now; it can be renewed."
    return outbox.post_set([_message(row, "ended", says) for row in rows])


def _remind(today: date, first: int, last: int) -> int:
    days = [today + timedelta(days=first), today + timedelta(days=last)]
    day = Cast(OuterRef("ends_on"), CharField())
    key = Concat(Value("research-"), OuterRef("reference"), Value("-"), day, Value(f"-due-{last}"))
    rows = ResearchProject.objects.filter(status=ResearchStatus.ACTIVE, ends_on__range=days)
    rows = rows.filter(~Exists(Message.objects.filter(key=key)))
    told = []
    for row in rows.order_by("ends_on", "pk")[:AT_ONCE]:
        says = f"ends after {row.ends_on.day} {row.ends_on:%B %Y}. If it goes on, renew it: both offices"
        told.append(_message(row, f"due-{last}", f"{says} register it again."))
    return outbox.post_set(told)


def _message(row: ResearchProject, event: str, says: str) -> Message:
    page = f"{settings.PUBLIC_BASE_URL}{row.get_absolute_url()}"
    return Message(
        key=f"research-{row.reference}-{row.ends_on}-{event}",
        to_id=row.applicant_id,
        subject=f"Research project {row.reference}",
        body=f"Your research project {says}\n\n{page}\n",
    )
