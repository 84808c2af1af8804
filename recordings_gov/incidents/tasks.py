"""Jobs of the incidents room: answers that are due, and the evaluation that is due."""

from datetime import date, timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.incidents import offices
from recordings_gov.incidents.models import SEATS, Evaluation, Incident
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message

AT_ONCE = 1_000
DAYS_BEFORE = 2
EVALUATION_AHEAD = timedelta(days=30)


@shared_task(name="incidents.remind_of_answers")
def remind_of_answers() -> int:
    """On day 5 and on day 7 (two days before and on the due day) write to whoever is to answer, once each.

    A second run finds none; of two that were missed only the later goes out. Rules: R-213.
    """
    today = clock.today()
    last = _remind("due", Incident.objects.unanswered().filter(response_due_on__lte=today))
    soon = (today + timedelta(days=1), today + timedelta(days=DAYS_BEFORE))
    return last + _remind("soon", Incident.objects.unanswered().filter(response_due_on__range=soon))


def _remind(stage: str, rows: Any) -> int:
    told = Message.objects.filter(
        key=Concat(Value("incident:"), OuterRef("reference"), Value(f":answer-{stage}"))
    )
    late = rows.filter(~Exists(told)).select_related("handler", "department")
    messages: list[Message] = []
    near: dict[Any, list[Any]] = {}
    head = offices.holding(Role.HEAD_OF_MEDIA_STUDIO)
    for incident in late.order_by("response_due_on", "pk")[:AT_ONCE]:
        if incident.department_id not in near:
            near[incident.department_id] = offices.governance_of(incident.department)
        people = near[incident.department_id]
        if incident.relates_to_policy:
            people = head or people
        chosen = [incident.handler] if incident.handler else people
        messages += [_reminder(incident, stage, person, place) for place, person in enumerate(chosen)]
    return outbox.post_set(messages)


def _reminder(incident: Incident, stage: str, person: Any, place: int) -> Message:
    due = incident.response_due_on
    page = f"{settings.PUBLIC_BASE_URL}{incident.get_absolute_url()}"
    return Message(
        key=f"incident:{incident.reference}:answer-{stage}" + (f":{person.pk}" if place else ""),
        to=person,
        subject=f"{incident.reference} waits for its first answer",
        body=f"It is in time until the end of {due.day} {due:%B %Y}. Answer it here:\n\n{page}\n",
    )


@shared_task(name="incidents.remind_of_evaluation")
def remind_of_evaluation() -> int:
    """Write to the three who evaluate when the next meeting is due within a month, once a due date.

    A second run finds nothing new. Rules: R-212.
    """
    due = Evaluation.next_due()
    if due is None and not Incident.objects.exists():
        return 0
    if due is not None and due > clock.today() + EVALUATION_AHEAD:
        return 0
    people = [person for role in SEATS for person in offices.holding(role)]
    return sum(_told_of_evaluation(due, person) for person in people)


def _told_of_evaluation(due: date | None, person: Any) -> bool:
    by = f"by {due.day} {due:%B %Y}" if due else "soon: there has been none yet"
    page = f"{settings.PUBLIC_BASE_URL}{reverse('incidents:evaluations')}"
    return outbox.post(
        key=f"evaluation-due:{due or 'first'}:{person.pk}",
        to=person,
        subject="The evaluation with Media Studio, IG and Caldicott is due",
        body=f"It is to be held {by}. What was decided is written down here:\n\n{page}\n",
    )
