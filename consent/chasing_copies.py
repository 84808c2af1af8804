"""Chasing copies that were called back, and finding whose account ended with recordings of ours."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from consent.in_parts import AT_ONCE, in_parts
from consent.models import Copy, Leaver, LeaverStatus, Recording, Registration
from consent.models.copy_notices import answer_by, remind, tell_information_governance
from recordings_gov import clock
from recordings_gov.accounts.models import User

WEEK = 7


def chase_copies(today: date) -> int:
    """Remind each holder once a week, and tell information governance of those late; how many wait.

    A second run of the same day posts the same keys, so nothing. Rules: R-176.
    """
    waiting = 0
    rows = Copy.objects.called_back().select_related("holder").order_by("recalled_at", "pk")
    for copy in rows.iterator(chunk_size=AT_ONCE):
        waiting += 1
        weeks = (today - clock.local(copy.recalled_at).date()).days // WEEK
        if copy.holder is not None and copy.holder.is_active:
            remind(copy, weeks)
        if answer_by(copy) < today:
            tell_information_governance(copy)
    return waiting


def raise_leavers(today: date) -> int:
    """A checklist for everybody whose account has ended and who recorded, or holds a copy; how many.

    A second run finds each raised already. Whoever came back after an earlier one, and recorded or was given
    a copy since, is asked again. Rules: R-188.
    """
    ours: Any = User.objects.filter(is_active=False)
    last = Leaver.objects.filter(person=OuterRef("pk")).order_by("-ends_on", "-pk").values("ends_on")[:1]
    is_open = Leaver.objects.filter(person=OuterRef("pk")).exclude(status=LeaverStatus.DONE)
    since = OuterRef("left_on")
    held = Copy.objects.open().filter(holder=OuterRef("pk"))
    recorded = Recording.objects.filter(captured_by=OuterRef("pk"))
    registered = Registration.objects.filter(applicant=OuterRef("pk"))
    never = Q(left_on=None) & (Q(Exists(held)) | Q(Exists(recorded)) | Q(Exists(registered)))
    again = Q(Exists(held.filter(released_at__date__gt=since))) | Q(
        Exists(recorded.filter(captured_at__date__gt=since))
    )
    found = ours.annotate(left_on=Subquery(last)).filter(never | Q(left_on__isnull=False) & again)
    rows = [person for part in in_parts(found.exclude(Exists(is_open))) for person in part]
    for person in rows:
        Leaver.raised(person, today)
    return len(rows)
