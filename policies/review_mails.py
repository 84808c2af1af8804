"""E-mails about reviews: one a person a run, which names the soonest and counts the others."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from policies.contents import said
from policies.models import PolicyVersion
from recordings_gov.accounts.models import Membership
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message

NAMED_IN_A_MAIL = 20


class Review(NamedTuple):
    """What an e-mail says of one version; ``alike`` have the same owner and department."""

    due_on: date
    version: int
    title: str
    number: int
    precision: str
    department: int | None
    owner: int | None
    owner_reads: bool | None
    alike: int


def write_to_leads_and_owners(sent: Any, *, run: int, today: date) -> None:
    """Leads hear about their department and the Trust, owners about their own; ``run`` keys the e-mails."""
    groups: dict[tuple[int | None, int | None], list[Review]] = defaultdict(list)
    for review in _soonest(sent):
        groups[review.department, review.owner].append(review)
    readers = _leads({department for department, _ in groups})
    for (_, owner), group in groups.items():
        if owner is not None and group[0].owner_reads:
            readers.setdefault(owner, set())
    messages = []
    for person, reach in readers.items():
        theirs = [group for key, group in groups.items() if key[0] in reach or key[1] == person]
        count = sum(group[0].alike for group in theirs)
        named = sorted(review for group in theirs for review in group)[:NAMED_IN_A_MAIL]
        if named:
            key, body = f"policy-reviews:{person}:{today}:{run}", _body(count, named, today)
            messages.append(Message(key=key, to_id=person, subject=_subject(count), body=body))
    outbox.post_set(messages)


def _soonest(sent: Any) -> Iterator[Review]:
    """The first few of each owner and department, and how many there are: enough for any e-mail."""
    group = [F("version__policy__department_id"), F("version__owner_id")]
    place = Window(RowNumber(), partition_by=group, order_by=["due_on", "version_id"])
    found = sent.annotate(place=place, alike=Window(Count("*"), partition_by=group))
    alike = dict(found.filter(place__lte=NAMED_IN_A_MAIL).order_by().values_list("version_id", "alike"))
    columns = (
        "review_due_on",
        "pk",
        "policy__title",
        "number",
        "review_due_precision",
        "policy__department_id",
        "owner_id",
        "owner__is_active",
    )
    for row in PolicyVersion.objects.filter(pk__in=alike).values_list(*columns):
        yield Review._make((*row, alike[row[1]]))


def _leads(departments: set[int | None]) -> dict[int, set[int | None]]:
    """The governance leads, and the departments whose policies are their business: theirs, the Trust's."""
    leads = Membership.objects.filter(role=Role.GOVERNANCE_LEAD, user__is_active=True)
    reach: dict[int, set[int | None]] = defaultdict(set)
    for person, department in leads.order_by("pk").values_list("user_id", "department_id"):
        reach[person] |= departments if department is None else {None, department}
    return reach


def _subject(count: int) -> str:
    return f"{count:,} polic{'ies' if count != 1 else 'y'} due for review"


def _body(count: int, named: list[Review], today: date) -> str:
    lines = [f"- {review.title}, version {review.number}: {_when(review, today)}" for review in named]
    if count > len(named):
        lines.append(f"- and {count - len(named):,} more")
    where = f"{settings.PUBLIC_BASE_URL}/policies/"
    held = "A policy that is overdue stays in force until the next version is approved and made known."
    return "\n".join(["These reviews are due or overdue:", "", *lines, "", held, "", f"See {where}"])


def _when(review: Review, today: date) -> str:
    left = (review.due_on - today).days
    due = said(review.due_on, review.precision)
    return f"due {due}" if left >= 0 else f"overdue by {-left:,} days, due {due}"
