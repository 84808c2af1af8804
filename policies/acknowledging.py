"""The clock of reading: who is asked to read what, and who is reminded, at most three times."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.urls import reverse

from policies.models import Acknowledgement, AcknowledgementReminder, PolicyVersion, Survey, VersionStatus
from recordings_gov.accounts.models import Membership
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set_from
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message
from recordings_gov.pages.needs import Need

JOB = "ask staff to read policies"
READ_WITHIN = timedelta(days=14)
MAIL_DAYS = (7, 14, 28)
"""Days after somebody was asked on which they are reminded; there are no more. Rules: R-049."""
NAMED = 20
MOST_SHOWN = 50


def ask_and_remind(today: date) -> int:
    """Ask whoever is new to a version in force, and remind whose day has come; how many were asked.

    A new starter is asked the morning after they are given a role. Sets are written, not people; a
    second run, or one beside it, finds nothing: each asking and each reminder exists once. Of
    reminder days that passed together only the latest is sent. Rules: R-049, R-109.
    """
    with transaction.atomic(), acting_as(None, job=JOB):
        asked = len(
            write_set_from(Acknowledgement, _asked_of_department(today), "acknowledgement.asked", JOB)
        )
        for version in PolicyVersion.objects.in_force().filter(policy__department=None).order_by("pk"):
            rows = _asked_of_everybody(version, today)
            asked += len(write_set_from(Acknowledgement, rows, "acknowledgement.asked", JOB))
        for number, days in enumerate(MAIL_DAYS, 1):
            rows = _to_remind(number, today - timedelta(days=days), today)
            write_set_from(AcknowledgementReminder, rows, "acknowledgementreminder.sent", JOB)
        _write_mails(today)
    return asked


def _asked_of_department(today: date) -> Any:
    """Everybody of a department, with each version of its policies that holds now."""
    version = "department__policies__versions"
    members = Membership.objects.filter(**{f"{version}__status": VersionStatus.DISSEMINATED})
    return _not_asked_yet(members, F(version), OuterRef(version), today)


def _asked_of_everybody(version: PolicyVersion, today: date) -> Any:
    """Everybody who works here, with one version of the Trust's own."""
    return _not_asked_yet(Membership.objects.all(), Value(version.pk), Value(version.pk), today)


def _not_asked_yet(members: Any, version: Any, of_members: Any, today: date) -> Any:
    """Each person in the role and department they were given first; the constraint drops the others."""
    asked = Acknowledgement.objects.filter(version=of_members, person=OuterRef("user"))
    return (
        members.filter(~Exists(asked), user__is_active=True)
        .order_by("pk")
        .values(
            person_id=F("user_id"),
            version_id=version,
            new_role=F("role"),
            new_department_id=F("department_id"),
            asked_on=Value(today),
        )
    )


def _to_remind(number: int, asked_by: date, today: date) -> Any:
    """Those asked on or before a day who have not read it and had no reminder of this number."""
    done = AcknowledgementReminder.objects.filter(acknowledgement=OuterRef("pk"), number__gte=number)
    rows = Acknowledgement.objects.to_read().filter(~Exists(done), asked_on__lte=asked_by).order_by("pk")
    return rows.values(acknowledgement_id=F("pk"), number=Value(number), sent_on=Value(today))


def _write_mails(today: date) -> None:
    """One e-mail to each person who is reminded today, however many policies wait."""
    waiting: dict[int, list[str]] = defaultdict(list)
    reminded = AcknowledgementReminder.objects.filter(sent_on=today, acknowledgement__acknowledged_at=None)
    rows = reminded.order_by("acknowledgement__asked_on", "acknowledgement")
    about = ("acknowledgement__version__policy__title", "acknowledgement__version__number")
    for person, title, number in rows.values_list("acknowledgement__person", *about):
        line = f"- {title}, version {number}"
        if line not in waiting[person]:
            waiting[person].append(line)
    outbox.post_set(_mail(person, lines, today) for person, lines in waiting.items())


def _mail(person: int, lines: list[str], today: date) -> Message:
    count = len(lines)
    words = "A policy waits" if count == 1 else f"{count:,} policies wait"
    shown = [*lines[:NAMED], *([f"- and {count - NAMED:,} more"] if count > NAMED else [])]
    where = f"See {settings.PUBLIC_BASE_URL}{reverse('policies:to-read')}"
    body = "\n".join(["Please read, and say that you have:", "", *shown, "", where])
    return Message(
        key=f"read-policies:{person}:{today}", to_id=person, subject=f"{words} for you to read", body=body
    )


@dataclass(frozen=True)
class Share:
    """How many of those asked have said that they read a version."""

    whose: str
    given: int
    asked: int

    @property
    def percentage(self) -> str:
        """Rounded down, so that 100% means everybody; nothing for nobody."""
        return f"{self.given * 100 // self.asked}%" if self.asked else "Nobody asked"


def shares_of(version: PolicyVersion) -> tuple[Share, list[Share]]:
    """All together, and by department and role, of those who still work here. Rules: R-049, R-109."""
    counted = (
        version.acknowledgements.counting()
        .values_list("department__name", "role")
        .annotate(asked=Count("pk"), given=Count("pk", filter=Q(acknowledged_at__isnull=False)))
        .order_by("department__name", "role")
    )
    roles = dict(Role.choices)
    parts = [
        Share(f"{department or 'Trust-wide'}, {roles.get(role, role).lower()}", given, asked)
        for department, role, asked, given in counted
    ]
    every = Share("Everybody", sum(part.given for part in parts), sum(part.asked for part in parts))
    return every, parts


def shares_of_all() -> dict[int, Share]:
    """The share of every version in force that somebody was asked to read, by its id: one query."""
    rows = Acknowledgement.objects.counting().filter(version__status=VersionStatus.DISSEMINATED)
    counted = rows.values_list("version").annotate(
        asked=Count("pk"), given=Count("pk", filter=Q(acknowledged_at__isnull=False))
    )
    return {version: Share("Everybody", given, asked) for version, asked, given in counted}


def to_read(user: Any, today: date) -> list[Need]:
    """What home says of the policies this person is asked to read. Rules: R-049, R-109."""
    rows = Acknowledgement.objects.to_read().filter(person=user).select_related("version__policy")
    return [
        Need(
            f"Read {row.version.policy.title}, version {row.version.number}",
            reverse("policies:version-acknowledge", kwargs={"reference": row.version.reference}),
            row.asked_on + READ_WITHIN,
            row.version.reference,
        )
        for row in rows.order_by("asked_on", "pk")[:MOST_SHOWN]
    ]


def surveys_to_answer(user: Any, today: date) -> list[Need]:
    """The open survey that waits for this person's answer. Rules: R-037."""
    return [
        Need(
            "Answer the staff survey: your wishes when patients record",
            reverse("policies:survey-answer", kwargs={"reference": survey.reference}),
            survey.closes_on,
            "Anonymous",
        )
        for survey in Survey.objects.asking(user, today).order_by("closes_on", "pk")[:MOST_SHOWN]
    ]
