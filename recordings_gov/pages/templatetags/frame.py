"""The frame round every page: ``{% load frame %}``."""

from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from recordings_gov.pages.nhsuk.components import component, words

register = template.Library()

SERVICE = "Recording governance"
SIGN_OUT = (
    '<form class="nhsuk-header__account-form" action="{}" method="post" novalidate>'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<button type="submit" class="nhsuk-header__account-button">Sign out</button></form>'
)


@register.simple_tag(takes_context=True)
def staff_header(context: Context) -> SafeString:
    """The NHS header with the account and the pages that this person's roles open."""
    menu = [
        {"text": str(item["label"]), "href": item["url"], "active": item.get("current") or None}
        for item in (dict(_item(entry)) for entry in context.get("menu") or ())
    ]
    return component(
        "header",
        {
            "inline": True,
            "service": {"text": SERVICE, "href": "/"},
            "account": {"items": _account(context)} if _person(context) else None,
            "navigation": {"items": menu} if menu else None,
        },
    )


@register.simple_tag
def public_header(href: str = "/public/") -> SafeString:
    """The NHS header of pages that know nobody: no account, no session."""
    return component("header", {"inline": True, "service": {"text": SERVICE, "href": href}})


@register.simple_tag(takes_context=True)
def banners(context: Context) -> SafeString:
    """What was just done, or matters now. The first takes the focus, unless an error summary does."""
    shown = []
    for number, message in enumerate(context.get("messages") or ()):
        good = message.level_tag == "success"
        shown.append(
            component(
                "notification-banner",
                {
                    "variant": "success" if good else None,
                    "role": "alert" if good or message.level_tag in ("error", "warning") else None,
                    "titleId": f"banner-{number}",
                    "titleText": "Success" if good else "Important",
                    "disableAutoFocus": True if number else None,
                    **words(message.message),
                },
            )
        )
    return SafeString("".join(shown))


@register.inclusion_tag("pages/breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, Any]:
    """Where this page lives: ``{% breadcrumbs "Requests" requests_url %}``; Home comes first by itself."""
    trail = [("Home", "/"), *zip(pairs[::2], pairs[1::2], strict=True)]
    return {"trail": trail, "last": trail[-1]}


def _item(entry: Any) -> dict[str, Any]:
    if isinstance(entry, dict):
        return entry
    return {"label": entry.label, "url": entry.url, "current": getattr(entry, "current", False)}


def _person(context: Context) -> Any:
    user = context.get("user")
    return user if getattr(user, "is_authenticated", False) else None


def _account(context: Context) -> list[dict[str, Any]]:
    user = _person(context)
    who = ", ".join(part for part in (getattr(user, "name", ""), getattr(user, "job_title", "")) if part)
    me = {
        "text": who or user.get_username(),
        "icon": True,
    }
    try:
        me["href"] = reverse("mfa_index")
        sign_out = format_html(SIGN_OUT, reverse("account_logout"), get_token(context["request"]))
    except (NoReverseMatch, KeyError):
        return [me]
    return [me, {"html": sign_out}]
