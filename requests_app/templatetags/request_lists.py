"""The ways between the lists of requests: ``{% load request_lists %}``."""

from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

register = template.Library()

WAYS = (
    ("requests:today", "Today", "request.view"),
    ("requests:worklist", "What waits", "request.view"),
    ("requests:list", "All requests", "request.view"),
    ("requests:find", "Find one", "request.view"),
    ("requests:prompts", "Visits", "visit.prompt"),
    ("requests:objections", "Being recorded yourself", "objection.own"),
)
LINK = '<a class="nhsuk-link nhsuk-link--no-visited-state app-link-touch" href="{}"{}>{}</a> '


@register.simple_tag(takes_context=True)
def ways(context: Context) -> SafeString:
    """Links to the lists that this person's roles open, the one that is shown marked."""
    user: Any = context["request"].user
    match = context["request"].resolver_match
    return _drawn(match.view_name if match else "", tuple([bool(user.holds(act)) for _, _, act in WAYS]))


@lru_cache(maxsize=100)
def _drawn(here: str, opened: tuple[bool, ...]) -> SafeString:
    links = [
        LINK.format(reverse(name), ' aria-current="page"' if name == here else "", escape(label))
        for (name, label, _), is_open in zip(WAYS, opened, strict=True)
        if is_open
    ]
    nav = '<nav class="app-links app-no-print" aria-label="Lists of requests">{}</nav>'
    return SafeString(nav.format("".join(links)))
