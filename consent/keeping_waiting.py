"""What waits for somebody in the keeping of recordings, as home shows it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from consent.models import (
    Disposal,
    Found,
    ImageDatabase,
    ImageDatabaseStatus,
    QuarantineOpening,
    QuarantineRelease,
    Recording,
)
from recordings_gov.pages.needs import Need

MOST_SHOWN = 20


def waits_for(user: Any, today: date) -> list[Need]:
    """Proposals and openings that a second person decides on or looks at."""
    return [*_disposals(user), *_releases(user), *_openings(user), *_databases(user), *_unreadable(user)]


def _disposals(user: Any) -> list[Need]:
    if not user.holds("disposal.confirm"):
        return []
    seen = Recording.objects.visible_to(user)
    rows = Disposal.objects.filter(decided_at=None, recording__in=seen).exclude(proposed_by=user)
    return [
        _need(
            "Decide on destroying", row.recording.reference, "recording-decide-disposal", row.retention_rule
        )
        for row in rows.select_related("recording").order_by("pk")[:MOST_SHOWN]
    ]


def _releases(user: Any) -> list[Need]:
    if not user.holds("quarantine.confirm_release"):
        return []
    waits = QuarantineRelease.objects.filter(recording=OuterRef("pk"), decided_at=None)
    rows = Recording.objects.in_quarantine_for(user).filter(Exists(waits.exclude(proposed_by=user)))
    return [
        _need("Decide on a release from quarantine:", row.reference, "quarantine-decide-release", "")
        for row in rows.order_by("pk")[:MOST_SHOWN]
    ]


def _openings(user: Any) -> list[Need]:
    if not user.holds("quarantine.review"):
        return []
    open_now = QuarantineOpening.objects.filter(recording=OuterRef("pk"), reviewed_at=None).exclude(by=user)
    rows = Recording.objects.filter(Exists(open_now)).order_by("pk")
    return [
        _need("Look at an opening of quarantine:", row.reference, "quarantine-review", "By another person")
        for row in rows[:MOST_SHOWN]
    ]


def _databases(user: Any) -> list[Need]:
    if not user.holds("imagedatabase.decide"):
        return []
    ImageDatabase.list_our_own()
    rows = ImageDatabase.objects.filter(status=ImageDatabaseStatus.PROPOSED).exclude(proposed_by=user)
    return [
        Need(f"Decide on the image database {row.name}", row.get_absolute_url(), None, row.owner)
        for row in rows.order_by("pk")[:MOST_SHOWN]
    ]


def _unreadable(user: Any) -> list[Need]:
    if not user.holds("recording.upload"):
        return []
    rows = Recording.objects.visible_to(user).filter(fingerprint_check__found=Found.UNREADABLE)
    if not (count := rows.count()):
        return []
    files = "1 file of the library that" if count == 1 else f"{count} files of the library that"
    return [Need(f"Look into {files} could not be read", f"{reverse('consent:kept-list')}?need=unreadable")]


def _need(deed: str, reference: str, page: str, detail: str) -> Need:
    address = reverse(f"consent:{page}", kwargs={"reference": reference})
    return Need(f"{deed} {reference}", address, None, detail)
