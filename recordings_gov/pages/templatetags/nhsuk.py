"""NHS.UK components for templates: ``{% load nhsuk %}``."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from recordings_gov.pages.nhsuk import errors, fields
from recordings_gov.pages.nhsuk.components import component, words

register = template.Library()


@register.simple_tag
def nhsuk(kind: str, **params: Any) -> SafeString:
    """Any component with plain parameters: ``{% nhsuk "inset-text" text=answer %}``."""
    if "label_size" in params:
        params["label"] = words(params["label"]) | {"size": params.pop("label_size")}
    return component(kind, params)


@register.simple_tag
def nhsuk_field(field: Any, conditionals: Mapping[str, str] | str | None = None) -> SafeString:
    """One bound field as its component."""
    return fields.render_field(field, conditionals if isinstance(conditionals, Mapping) else None)


@register.simple_tag
def error_summary(*forms: Any, says: str = "", link: str = "") -> SafeString:
    """What is wrong in these forms and formsets, or on the page; empty when nothing is."""
    return errors.error_summary(*forms, says=says, link=link)


@register.simple_tag(takes_context=True)
def page_errors(context: Context) -> SafeString:
    """The error summary of the page's ``form``, ``formset`` and ``forms``, and what is wrong ``again``."""
    return errors.error_summary(*_forms(context), says=str(context.get("again") or ""))


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """ "Error: " before the title while something on the page is wrong."""
    return "Error: " if page_errors(context) else ""


def _forms(context: Context) -> list[Any]:
    one = [context.get("form"), context.get("formset")]
    return [form for form in (*one, *(context.get("forms") or ())) if hasattr(form, "is_bound")]
