"""Early triggers that other rooms hand in: a source overtaken, an incident. Each opens a review at once."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from policies.cited import versions_citing
from policies.models import PolicyVersion, Review, Revision, Source
from policies.models.review_verbs import Trigger
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.incidents.followups import Link

WITHIN_DAYS = 90
"""How soon a policy is looked at again when something it rests on has changed; a setting."""


def bring_forward(about: Any, *, trigger: str, what: str, came_on: date, by: Any) -> Review:
    """Something changed that ``about`` rests on: its review is due within ninety days, or sooner as it was.

    ``about`` is a version in force, an edition on show or a risk assessment; ``by`` may bring reviews
    forward. Raises ValidationError for what does not hold any more. Rules: R-003, R-216, R-219.
    """
    today = clock.today()
    days = int(Setting.objects.value_of("early_review_days", None, WITHIN_DAYS))
    to = today + timedelta(days=days)
    due = about.review_due_on
    asked = min(to, due - timedelta(days=1)) if due and due > today else to
    return Review.bring_forward(about, by=by, trigger=trigger, what=what, came_on=came_on, to=asked)


def source_overtaken(source: Source, by: Any) -> None:
    """A source is superseded or its issuer has closed: each owner of a policy that names it is told.

    Its review comes forward as for a change of the law. Rules: R-216, R-219.
    """
    what = f"{source} is {source.get_standing_display().lower()}. {source.standing_note}".strip()
    naming = versions_citing(source).values("pk")
    for version in PolicyVersion.objects.in_force().filter(pk__in=naming).select_related("policy", "owner"):
        if version.review_due_on:
            bring_forward(version, trigger=Trigger.LAW, what=what, came_on=clock.today(), by=by)


def follow_up(incident: Any, user: Any) -> list[Link]:
    """What follows an incident here: the revisions it started, and the way to start one. Rules: R-214."""
    found = Revision.objects.visible_to(user).filter(incident=incident).select_related("policy")
    links = [Link(f"Revise {one.policy}", one.get_absolute_url(), one.get_status_display()) for one in found]
    if user.can("revision.start", incident):
        address = reverse("policies:revision-start", kwargs={"reference": incident.reference})
        links.append(Link("Start a revision of a policy", address))
    return links
