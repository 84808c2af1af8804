"""A warning where a text of ours cites what is overtaken or not held: ``{% load sources %}``."""

from typing import Any

from django import template

from policies.cited import citations_in
from policies.legal import disclaimer, legal_text_of
from policies.models.source import OVERTAKEN, Source

register = template.Library()


@register.inclusion_tag("policies/citation_warnings.html")
def citation_warnings(record: Any) -> dict[str, Any]:
    """What a version or an edition cites, and what replaces it. Rules: R-024, R-253."""
    found = citations_in(record)
    overtaken = [one for one in found if one.work.standing in OVERTAKEN]
    titles = dict.fromkeys(one.work.title for one in found if one not in overtaken)
    return {"overtaken": overtaken, "not_held": list(titles)}


@register.inclusion_tag("policies/for_families.html")
def families_guidance() -> dict[str, Any]:
    """The regulator's guidance on hidden cameras, for families. One query. Rules: R-245."""
    return {"families": Source.objects.for_families()}


@register.inclusion_tag("policies/legal_note.html")
def legal_note(department: Any) -> dict[str, Any]:
    """What the law is called where this department is, and that none of it is legal advice. Rules: R-011."""
    return {"law": legal_text_of(department), "disclaimer": disclaimer()}
