"""What the rules we run by put on top of a home page: revisions in time, policies past review."""

from datetime import date
from typing import Any

from django.urls import reverse

from policies.acknowledging import shares_of_all
from policies.models import PolicyVersion
from policies.review_figures import address, revisions_in_time
from policies.uncovered import departments
from recordings_gov.pages.cards import Card


def read_by_staff(user: Any, today: date) -> list[Card]:
    """How many have read what their department runs by, and what nothing answers.

    Rules: R-036, R-049, R-109, R-233.
    """
    if not user.can("policy.dashboard"):
        return []
    found, shares = departments(), shares_of_all()
    own = [department for _, department in user.roles if department]
    mine = next((runs for runs in found if runs.department.pk in own), None)
    given = []
    if mine and mine.version and mine.version.pk in shares:
        share = shares[mine.version.pk]
        says = f"{share.given} of {share.asked} have read version {mine.version.number}."
        page = reverse("policies:version-readers", kwargs={"reference": mine.version.reference})
        title = f"Have read ‘{mine.version.policy.title}’"
        given.append(Card(share.percentage, title, says, "", page, "See who has not", order=60))
    without = sum(runs.version is None for runs in found)
    open_ones = sum(len(runs.missing) for runs in found)
    says = (
        f"{without} without a policy, {open_ones} situation{'s' if open_ones != 1 else ''} without a section."
        if without or open_ones
        else "Every department has a policy, every situation a section."
    )
    kind = "watch" if without or open_ones else "good"
    return [
        *given,
        Card(f"{without + open_ones}", "Not yet covered", says, kind, reverse("policies:gaps"), order=50),
    ]


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
