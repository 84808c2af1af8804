"""E-mails about reviews: one a person a run, which names the soonest and counts the others."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import BooleanField, Case, Count, F, Value, When, Window
from django.db.models.functions import RowNumber

from policies.contents import said
from policies.models.dates import Precision
from policies.sweeping import Kind
from recordings_gov.accounts.models import Membership
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message

NAMED_IN_A_MAIL = 20
Sent = list[tuple[Kind, Any]]
Reach = dict[int, set[int | None]]


class Due(NamedTuple):
    """What an e-mail says of one review; ``alike`` have the same people and department, late or not."""

    due_on: date
    what: str
    precision: str
    department: int | None
    owner: int | None
    owner_reads: bool | None
    sponsor: int | None
    sponsor_reads: bool | None
    is_late: bool
    alike: int


def write_to_leads_owners_and_sponsors(sent: Sent, *, run: int, today: date) -> None:
    """Leads hear about their department and the Trust, owners about their own, sponsors of what is late.

    A week after its day its sponsor hears of it too: whoever it names, else the executive sponsors.
    ``run`` keys the e-mails. Rules: R-002, R-216.
    """
    alike: dict[tuple[Any, ...], list[Due]] = defaultdict(list)
    for kind, rows in sent:
        for due in _soonest(kind, rows):
            alike[kind.name, due.department, due.owner, due.sponsor, due.is_late].append(due)
    groups = list(alike.values())
    departments = {group[0].department for group in groups}
    leads = _reach(Role.GOVERNANCE_LEAD, departments)
    sponsors = (
        _reach(Role.EXECUTIVE_SPONSOR, departments) if any(group[0].is_late for group in groups) else {}
    )
    named_ones = {first.owner for first, *_ in groups if first.owner and first.owner_reads}
    named_ones |= {
        first.sponsor for first, *_ in groups if first.is_late and first.sponsor_reads and first.sponsor
    }
    messages = []
    for person in sorted({*leads, *sponsors, *named_ones}):
        theirs = [
            group
            for group in groups
            if group[0].department in leads.get(person, ())
            or group[0].owner == person
            or _is_told_as_sponsor(person, group[0], sponsors)
        ]
        count = sum(group[0].alike for group in theirs)
        named = sorted((due for group in theirs for due in group), key=itemgetter(0, 1))[:NAMED_IN_A_MAIL]
        if named:
            key = f"policy-reviews:{person}:{today}:{run}"
            escalated = any(_is_told_as_sponsor(person, due, sponsors) for due in named)
            body = _body(count, named, today, escalated=escalated)
            messages.append(Message(key=key, to_id=person, subject=_subject(count), body=body))
    outbox.post_set(messages)


def _has_sponsor(due: Due) -> bool:
    return bool(due.sponsor and due.sponsor_reads)


def _is_told_as_sponsor(person: int, due: Due, sponsors: Reach) -> bool:
    if not due.is_late:
        return False
    return due.sponsor == person if _has_sponsor(due) else due.department in sponsors.get(person, ())


def _soonest(kind: Kind, sent: Any) -> Iterator[Due]:
    """The first few of each owner and department, and how many there are: enough for any e-mail."""
    late = Case(When(days_before__lt=0, then=Value(True)), default=Value(False), output_field=BooleanField())
    place = f"{kind.name}__"
    group = [F(f"{place}{path}") for path in (kind.department, f"{kind.owner}_id")] + [F("is_late")]
    if kind.sponsor:
        group.append(F(f"{place}{kind.sponsor}_id"))
    numbered = Window(RowNumber(), partition_by=group, order_by=["due_on", f"{kind.name}_id"])
    found = sent.annotate(is_late=late).annotate(place=numbered, alike=Window(Count("*"), partition_by=group))
    columns = found.filter(place__lte=NAMED_IN_A_MAIL).order_by()
    alike = {row[0]: row[1:] for row in columns.values_list(f"{kind.name}_id", "alike", "is_late")}
    precision = F(kind.precision) if kind.precision else Value(Precision.DAY)
    named = kind.model.objects.filter(pk__in=alike).annotate(what=kind.words(""), precision=precision)
    fields = ("pk", "review_due_on", "what", "precision")
    people = [kind.department, f"{kind.owner}_id", f"{kind.owner}__is_active"]
    people += [f"{kind.sponsor}_id", f"{kind.sponsor}__is_active"] if kind.sponsor else []
    for pk, *told in named.values_list(*fields, *people):
        count, is_late = alike[pk]
        sponsor = [] if kind.sponsor else [None, None]
        yield Due._make((*told, *sponsor, is_late, count))


def _reach(role: Role, departments: set[int | None]) -> Reach:
    """Who holds the role, and the departments whose reviews are their business: theirs, the Trust's."""
    held = Membership.objects.filter(role=role, user__is_active=True)
    reach: Reach = defaultdict(set)
    for person, department in held.order_by("pk").values_list("user_id", "department_id"):
        reach[person] |= departments if department is None else {None, department}
    return reach


def _subject(count: int) -> str:
    return f"{count:,} review{'s' if count != 1 else ''} due or overdue"


def _body(count: int, named: list[Due], today: date, *, escalated: bool) -> str:
    lines = [f"- {due.what}: {_when(due, today)}" for due in named]
    if count > len(named):
        lines.append(f"- and {count - len(named):,} more")
    where = f"{settings.PUBLIC_BASE_URL}/policies/"
    held = "What is overdue stays in force until the next version is approved and made known."
    asked = ["You are told of what is a week late or more as its sponsor.", ""]
    first = ["These reviews are due or overdue:", "", *lines, "", held, ""]
    return "\n".join([*first, *(asked if escalated else []), f"See {where}"])


def _when(due: Due, today: date) -> str:
    left = (due.due_on - today).days
    day = said(due.due_on, due.precision)
    return f"due {day}" if left >= 0 else f"overdue by {-left:,} days, due {day}"
