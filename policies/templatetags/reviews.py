"""What a page about a version, an edition or a risk assessment says of its review."""

from typing import Any

from django import template

from policies.views.review import starts

register = template.Library()


@register.inclusion_tag("policies/review_links.html", takes_context=True)
def review_links(context: dict[str, Any], record: Any) -> dict[str, Any]:
    """A card with the review that is open, and the ways to plan one or bring it forward; else nothing."""
    return {"links": starts(record, context["user"])}
