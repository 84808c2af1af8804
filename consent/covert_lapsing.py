"""A secret recording whose authorisation lapses is stopped, and both offices hear of it at once."""

from django.conf import settings
from django.db import transaction

from consent.models import CovertAuthorisation, CovertRecording, CovertStatus
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set_changes
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message

JOB = "stopping secret recordings whose authorisation has lapsed"


def stop_lapsed_covert() -> int:
    """Mark what has lapsed, end what ran under it; how many lapsed. A second run finds none. Rules: R-093."""
    with transaction.atomic(), acting_as(None, job=JOB):
        found = CovertAuthorisation.objects.lapsed_by(clock.now()).select_for_update(of=("self",))
        rows = list(found.order_by("pk"))
        running = list(CovertRecording.objects.filter(authorisation__in=rows, ended_at=None))
        ends = {row.pk: row.expires_at for row in rows}
        for each in running:
            each.ended_at = max(ends[each.authorisation_id], each.started_at)
        ran = {each.authorisation_id for each in running}
        for row in rows:
            row.status = CovertStatus.LAPSED
        write_set_changes(CovertRecording, running, "covertrecording.stopped_as_lapsed", JOB)
        write_set_changes(CovertAuthorisation, rows, "covertauthorisation.lapsed", JOB)
        people = User.objects.filter(
            is_active=True, memberships__role__in=[Role.IG_MANAGER, Role.LSMS]
        ).distinct()
        told = [_message(row, person, row.pk in ran) for row in rows for person in people]
        outbox.post_set(told)
    return len(rows)


def _message(row: CovertAuthorisation, person: User, ran: bool) -> Message:
    says = "Act now: its page says what to do." if ran else "There is nothing to do."
    return Message(
        key=f"lapsed-{row.reference}-{person.pk}",
        to=person,
        subject=f"{row.reference} has lapsed",
        body=f"{says}\n\n{settings.PUBLIC_BASE_URL}{row.get_absolute_url()}\n",
    )
