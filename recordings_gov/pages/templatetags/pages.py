"""What pages show of records: ``{% load pages %}``."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from recordings_gov.pages import charts, tables

register = template.Library()

LINK = '<a class="nhsuk-link nhsuk-link--no-visited-state" href="{}">{}</a>'
RULE_LINK = '<a class="nhsuk-link nhsuk-link--no-visited-state app-rule" href="{}">{}</a>'
COLOURS = {"green", "red", "orange", "yellow", "blue", "purple", "grey", "white", "pink", "aqua-green"}


@register.simple_tag
def tag(text: Any, colour: str = "grey") -> SafeString:
    """A state in words and a colour; the words carry the meaning."""
    shade = colour if colour in COLOURS else "grey"
    return format_html('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>', shade, text)


@register.filter
def bdi(name: Any) -> SafeString:
    """A person's name, so that its writing direction never disturbs the words round it."""
    return format_html("<bdi>{}</bdi>", name)


@register.filter
def short_date(day: date | datetime | None) -> str:
    """2 Oct 2026; for tables."""
    return _written(day, "%b")


@register.filter
def long_date(day: date | datetime | None) -> str:
    """2 October 2026; for sentences."""
    return _written(day, "%B")


@register.filter
def clock_time(moment: datetime | None) -> str:
    """09:31, by the clock of the department."""
    return "" if moment is None else timezone.localtime(moment).strftime("%H:%M")


@register.filter
def date_and_time(moment: datetime | None) -> str:
    """2 October 2026, 09:31."""
    return "" if moment is None else f"{long_date(moment)}, {clock_time(moment)}"


@register.filter
def month_or_day(day: date | None, precision: str = "day") -> str:
    """A date as exact as it is known: 2 Oct 2026, July 2022 or 2019; "undated" without one."""
    if day is None or precision == "undated":
        return "undated"
    if precision == "month":
        return f"{day:%B} {day.year}"
    return str(day.year) if precision == "year" else short_date(day)


@register.simple_tag
def rule_links(rules: Iterable[str]) -> SafeString:
    """The ids of rules as links to the rulebook; nothing for none."""
    return format_html_join(", ", RULE_LINK, ((_rule_url(rule), rule) for rule in rules))


@register.simple_tag
def can(user: Any, action: str, record: Any = None) -> Any:
    """What the role table says: ``{% can user "request.log" record as may %}``."""
    return user.can(action, record)


@register.inclusion_tag("pages/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """What has happened, newest first: title, when, who, text, and state "now", "next" or ""."""
    return {"entries": entries}


@register.inclusion_tag("pages/task_list.html")
def tasklist(tasks: Iterable[Any], prefix: str = "task") -> dict[str, Any]:
    """What needs doing: title, url, hint, status, colour; every list of a page has its own prefix."""
    return {"tasks": tasks, "prefix": slugify(prefix)}


@register.inclusion_tag("pages/summary_rows.html")
def summary_rows(rows: Iterable[Any]) -> dict[str, Any]:
    """Facts of a record: (label, value), or (label, value, url, verb, what) where one may be corrected."""
    named = [dict(zip(("label", "value", "url", "verb", "what"), row, strict=False)) for row in rows]
    return {"rows": named, "mixed": any(row.get("url") for row in named)}


@register.inclusion_tag("pages/progress.html")
def progress(done: int, total: int, label: str, identity: str = "progress") -> dict[str, Any]:
    """How far a job has come, in words and as a bar."""
    return {"done": done, "total": total, "label": label, "identity": identity}


@register.inclusion_tag("pages/due_chart.html")
def due_chart(bars: Iterable[charts.Bar], today: date, title: str, says: str, identity: str = "chart") -> Any:
    """Bars from a start to a due date against today; the page's own table holds the same data."""
    return {"chart": charts.due_lines(bars, today), "title": title, "says": says, "identity": identity}


@register.inclusion_tag("pages/bar_chart.html")
def bar_chart(rows: Iterable[tuple[str, int]], title: str, says: str, identity: str = "bars") -> Any:
    """Counts as bars, with their table."""
    rows = list(rows)
    return {"chart": charts.bars(rows), "rows": rows, "title": title, "says": says, "identity": identity}


@register.simple_tag
def table_rows(columns: Sequence[dict[str, Any]], rows: Iterable[dict[str, Any]]) -> SafeString:
    """The rows of a list as one string: as a template they would cost more than all the rest of the page."""
    return tables.rows(columns, rows)


@register.simple_tag(takes_context=True)
def table_head(context: Context, columns: Sequence[dict[str, Any]]) -> SafeString:
    """The headings of a list, drawn once for each query."""
    headings = tuple(
        [(str(each["label"]), each["wide_only"], each["sort"], each["sorted"]) for each in columns]
    )
    return tables.head(headings, _address(context, sort=None, after=None)[1:])


@register.simple_tag(takes_context=True)
def filter_form(context: Context, filters: Sequence[dict[str, Any]]) -> SafeString:
    """The form that filters a list, drawn once for each choice."""
    chosen = tuple(
        [(each["name"], each["label"], _pairs(each["choices"]), each["value"]) for each in filters]
    )
    return tables.filter_form(chosen, context["request"].GET.get("sort", ""))


@register.simple_tag(takes_context=True)
def list_tools(context: Context) -> SafeString:
    """Saved filters, print and download of a list, drawn once for each query."""
    return tables.tools(context.get("list_name") or "", _address(context, after=None, format=None)[1:])


@register.simple_tag
def options(choices: Sequence[tuple[Any, Any]], value: str) -> SafeString:
    """The options of a select, with the chosen one marked."""
    return tables.options(_pairs(choices), str(value))


@register.simple_tag(takes_context=True)
def sort_url(context: Context, key: str) -> str:
    """The address of this list in another order, with the filters kept and the first page shown."""
    return _address(context, sort=key, after=None)


@register.simple_tag(takes_context=True)
def page_url(context: Context, **changes: Any) -> str:
    """The address of this list with some of its query changed; None takes a part away."""
    return _address(context, **changes)


def _address(context: Context, **changes: Any) -> str:
    query = dict(context["request"].GET.lists()) if "request" in context else {}
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = [str(value)]
    return "?" + urlencode(query, doseq=True)


def _pairs(choices: Any) -> tuple[tuple[Any, Any], ...]:
    return choices if type(choices) is tuple else tuple([(code, text) for code, text in choices])


def _rule_url(rule: str) -> str:
    try:
        return reverse("rulebook:rule", kwargs={"id": rule})
    except NoReverseMatch:
        return f"/rulebook/{rule}/" if re.fullmatch(r"[RC]-\d+", rule) else "/rulebook/"


def _written(day: date | datetime | None, month: str) -> str:
    if day is None:
        return ""
    if isinstance(day, datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    return f"{day.day} {day.strftime(month)} {day.year}"
