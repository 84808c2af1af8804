"""The frame round every page: ``{% load frame %}``."""

from functools import lru_cache
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from recordings_gov.pages.nhsuk.components import component, words

register = template.Library()

SERVICE = "Recording governance"
PLACE = "<token>"  # no escaped text can hold it
PRESS = (
    '<form class="nhsuk-header__account-form" action="{}" method="post" novalidate>'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<button type="submit" class="nhsuk-header__account-button">{}</button></form>'
)


@register.simple_tag(takes_context=True)
def staff_header(context: Context) -> SafeString:
    """The NHS header with the account and the pages that this person's roles open."""
    items = (_item(entry) for entry in context.get("menu") or ())
    menu = tuple((str(item["label"]), item["url"], bool(item.get("current"))) for item in items)
    who, about, way_out = _account(context)
    unlock = (context.get("lock_url", ""), context.get("pin_url", ""))
    drawn = _header(menu, who, about, way_out, unlock)
    return SafeString(drawn.replace(PLACE, escape(get_token(context["request"])))) if way_out else drawn


@lru_cache(maxsize=500)
def _header(
    menu: tuple[tuple[str, str, bool], ...], who: str, about: str, way_out: str, unlock: tuple[str, str]
) -> SafeString:
    """One person's header on one page, drawn once; the token of its forms is put in afterwards."""
    account: list[dict[str, Any]] = [{"text": who, "icon": True, "href": about or None}]
    lock, pin = unlock
    if pin:
        account.append({"text": "Set a PIN", "href": pin})
    for address, says in ((lock, "Lock"), (way_out, "Sign out")):
        if address:
            account.append({"html": format_html(PRESS, address, SafeString(PLACE), says)})
    entries = [{"text": text, "href": href, "active": current or None} for text, href, current in menu]
    return component(
        "header",
        {
            "inline": True,
            "service": {"text": SERVICE, "href": "/"},
            "account": {"items": account} if who else None,
            "navigation": {"items": entries} if entries else None,
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


def _account(context: Context) -> tuple[str, str, str]:
    """The person's name, the address of their account, and the one that signs them out."""
    user: Any = context.get("user")
    if not getattr(user, "is_authenticated", False):
        return "", "", ""
    who = ", ".join(part for part in (getattr(user, "name", ""), getattr(user, "job_title", "")) if part)
    try:
        about = reverse("mfa_index")
        way_out = reverse("account_logout") if "request" in context else ""
    except NoReverseMatch:
        about = way_out = ""
    return who or user.get_username(), about, way_out
