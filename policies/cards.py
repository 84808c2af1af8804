"""What the rules we run by put on top of a home page: revisions in time, policies past review."""

from datetime import date
from typing import Any

from django.urls import reverse

from policies.models import PolicyVersion
from policies.review_figures import address, revisions_in_time
from recordings_gov.pages.cards import Card


def cards(user: Any, today: date) -> list[Card]:
    """For those who read the dashboard; nobody else. Two queries. Rules: R-050, R-214."""
    if not user.can("policy.dashboard"):
        return []
    share, late = revisions_in_time(today), PolicyVersion.objects.overdue(today).count()
    kind = "" if not share.of else "good" if share.is_met else "watch"
    says = f"{share.says}. Calendar months, from opened to approved."
    held = {0: "No policy is overdue", 1: "Still in force"}.get(late, "All still in force")
    return [
        Card(share.percent, "Revisions done in 3 months", says, kind, address(), order=20),
        Card(
            f"{late:,}",
            "Policies past review",
            f"{held}.",
            "bad" if late else "good",
            f"{reverse('policies:list')}?due=overdue&kind=policy#list" if late else "",
            order=40,
        ),
    ]
