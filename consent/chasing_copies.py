"""Chasing copies that were called back, and finding whose account ended with recordings of ours."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from consent.models import Copy, Leaver, Recording, Registration
from consent.models.copy_notices import answer_by, remind, tell_information_governance
from recordings_gov import clock
from recordings_gov.accounts.models import User

AT_ONCE = 500
WEEK = 7


def chase_copies(today: date) -> int:
    """Remind each holder once a week, and tell information governance of those late; how many wait.

    A second run of the same day posts the same keys, so nothing. Rules: R-176.
    """
    rows = Copy.objects.called_back().select_related("holder").order_by("recalled_at", "pk")[:AT_ONCE]
    for copy in rows:
        weeks = (today - clock.local(copy.recalled_at).date()).days // WEEK
        if copy.holder is not None and copy.holder.is_active:
            remind(copy, weeks)
        if answer_by(copy) < today:
            tell_information_governance(copy)
    return len(rows)


def raise_leavers(today: date) -> int:
    """A checklist for everybody whose account has ended and who recorded, or holds a copy; how many.

    A second run finds each raised already. Rules: R-188.
    """
    held = Copy.objects.open().filter(holder=OuterRef("pk"))
    recorded = Recording.objects.filter(captured_by=OuterRef("pk"))
    registered = Registration.objects.filter(applicant=OuterRef("pk"))
    known = Leaver.objects.filter(person=OuterRef("pk"))
    ended: Any = User.objects.filter(Exists(held) | Exists(recorded) | Exists(registered), is_active=False)
    found = list(ended.filter(~Q(Exists(known))).order_by("pk")[:AT_ONCE])
    for person in found:
        Leaver.raised(person, today)
    return len(found)
