"""What pages show of who was asked and who has read: ``{% load consulting %}``."""

from typing import Any

from django import template

from policies.acknowledging import Share
from policies.models import Acknowledgement, PolicyVersion
from policies.models.versionstatus import OPEN

register = template.Library()


@register.simple_tag
def standing_of(version: PolicyVersion, user: Any) -> dict[str, Any]:
    """How a version stands with those asked about it and to read it; four queries at most."""
    rows = Acknowledgement.objects.counting().filter(version=version)
    mine = Acknowledgement.objects.given().filter(version=version, person=user).first()
    is_open = version.status in OPEN
    return {
        "is_open": is_open,
        "may_comment": is_open
        and PolicyVersion.objects.open_for_comment(user).filter(pk=version.pk).exists(),
        "waiting": version.comments.waiting().count() if is_open else 0,
        "share": None if is_open else Share("Everybody", rows.given().count(), rows.count()),
        "mine": mine,
        "may_acknowledge": version.is_in_force and mine is None and user.can("policy.acknowledge"),
        "may_see": user.can("policy.dashboard"),
    }
