"""Releases that wait to be signed: for who prepared them, and for the offices that keep them."""

from datetime import date
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse

from consent.models import ModelRelease, ReleaseStatus
from recordings_gov.pages.needs import Need
from recordings_gov.pages.templatetags.pages import short_date

MOST_SHOWN = 20


def waits_for(user: Any, today: date) -> list[Need]:
    """Each one that they prepared for somebody by name; what others prepared is one line.

    Rules: R-167, R-168.
    """
    if not user.holds("release.manage"):
        return []
    rows = ModelRelease.objects.filter(status=ReleaseStatus.PREPARED)
    own = rows.filter(prepared_by=user).exclude(person_name="").order_by("created_at", "pk")
    waits = [
        Need(f"Have a release signed: {row.reference}", row.get_absolute_url(), None, row.pictured)
        for row in own[:MOST_SHOWN]
    ]
    others = rows.exclude(prepared_by=user).exclude(person_name="")
    found = others.aggregate(count=Count("pk"), first=Min("created_at"))
    if found["count"]:
        page = f"{reverse('consent:release-list')}?state={ReleaseStatus.PREPARED}"
        waits.append(
            Need("See which releases others prepared are not signed yet", page, None, _how_many(found))
        )
    return waits


def _how_many(found: dict[str, Any]) -> str:
    plural = "" if found["count"] == 1 else "s"
    return f"{found['count']} release{plural}, the oldest of {short_date(found['first'])}"
