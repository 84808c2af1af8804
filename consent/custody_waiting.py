"""Signed forms and scanned pages that wait for somebody, as home shows them."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from consent.models import ConsentForm, CustodyStep, ScanBatch
from recordings_gov.pages.needs import Need

ONE_BY_ONE = 5
MOST_COUNTED = 100
DEEDS = {
    CustodyStep.RECEIVED: ("Receive {what}", "consent.receive"),
    CustodyStep.SENT: ("Send {what} to medical records", "consent.receive"),
    CustodyStep.SCANNED: ("Scan {what}", "consent.file"),
    CustodyStep.FILED: ("Put {what} in the record system", "consent.file"),
}


def signed_forms(user: Any) -> list[Need]:
    """What the offices on the way of a signed form have to do: a few by name, many as a number.

    Rules: R-110.
    """
    found: list[Need] = []
    before = ""
    for step in CustodyStep:
        deed, right = DEEDS[step]
        if user.holds(right):
            rows = ConsentForm.objects.visible_to(user).at_station(before)
            found += _needs(list(rows[:MOST_COUNTED]), before, deed)
        before = step
    return [*found, *_pages_to_match(user)]


def _needs(forms: list[ConsentForm], station: str, deed: str) -> list[Need]:
    if not forms:
        return []
    due = [row.moves_by(1) for row in forms]
    if len(forms) <= ONE_BY_ONE:
        return [
            Need(
                deed.format(what=f"the signed form {row.reference}"),
                row.get_absolute_url(),
                day,
                f"Signed in {row.department}",
            )
            for row, day in zip(forms, due, strict=True)
        ]
    many = f"{len(forms)}{' or more' if len(forms) == MOST_COUNTED else ''}"
    url = f"{reverse('consent:custody')}?at={station or 'signed'}"
    return [Need(deed.format(what=f"{many} signed forms"), url, min(due), forms[0].where)]


def _pages_to_match(user: Any) -> list[Need]:
    """Scanned pages that no code led to their form."""
    if not user.holds("consent.attach_scan"):
        return []
    rows = ScanBatch.objects.visible_to(user).with_pages_to_match()
    return [
        Need(
            f"Match {row.to_match} scanned page{'' if row.to_match == 1 else 's'} by hand",
            row.get_absolute_url(),
            row.created_at.date() + timedelta(days=1),
            row.reference,
        )
        for row in rows[:ONE_BY_ONE]
    ]
