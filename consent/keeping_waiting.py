"""What waits for somebody in the keeping of recordings, as home shows it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from consent.models import (
    Disposal,
    ImageDatabase,
    ImageDatabaseStatus,
    QuarantineOpening,
    QuarantineRelease,
    Recording,
)
from consent.models.recording_words import RecordingStatus
from recordings_gov.pages.needs import Need

MOST_SHOWN = 20


def waits_for(user: Any, today: date) -> list[Need]:
    """Proposals and openings that a second person decides on or looks at."""
    return [*_disposals(user), *_releases(user), *_openings(user), *_databases(user)]


def _disposals(user: Any) -> list[Need]:
    if not user.holds("disposal.confirm"):
        return []
    rows = Disposal.objects.filter(decided_at=None).exclude(proposed_by=user).select_related("recording")
    return [
        _need(
            "Decide on destroying", row.recording.reference, "recording-decide-disposal", row.retention_rule
        )
        for row in rows[:MOST_SHOWN]
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
    rows = Recording.objects.filter(Exists(open_now), status=RecordingStatus.QUARANTINED).order_by("pk")
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


def _need(deed: str, reference: str, page: str, detail: str) -> Need:
    address = reverse(f"consent:{page}", kwargs={"reference": reference})
    return Need(f"{deed} {reference}", address, None, detail)
