"""What pages show of records: ``{% load pages %}``."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from recordings_gov.pages import charts

register = template.Library()

CELL = '<td class="nhsuk-table__cell">'
WIDE_CELL = '<td class="nhsuk-table__cell nhsuk-u-display-none-until-large-desktop">'
ROW = (
    '<tr class="nhsuk-table__row">\n  '
    '<th class="nhsuk-table__header nhsuk-u-font-weight-normal" scope="row">{}</th>{}\n</tr>'
)
LINK = '<a class="nhsuk-link nhsuk-link--no-visited-state" href="{}">{}</a>'
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
    return format_html_join(", ", LINK, ((_rule_url(rule), rule) for rule in rules))


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
    starts = [WIDE_CELL if column["wide_only"] else CELL for column in columns[1:]]
    return SafeString("".join(_table_row(starts, row) for row in rows))


@register.simple_tag
def options(choices: Sequence[tuple[Any, Any]], value: str) -> SafeString:
    """The options of a select, with the chosen one marked."""
    return _options(tuple((str(code), str(text)) for code, text in choices), value)


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


@lru_cache(maxsize=500)
def _options(choices: tuple[tuple[str, str], ...], value: str) -> SafeString:
    """The same few filters stand on every page of a list."""
    return SafeString("".join(_option(code, text, code == value) for code, text in choices))


def _option(code: str, text: str, chosen: bool) -> str:
    return f'<option value="{_escaped(code)}"{" selected" if chosen else ""}>{_escaped(text)}</option>'


def _table_row(starts: list[str], row: dict[str, Any]) -> str:
    first, *others = [_escaped(cell) for cell in row["cells"]]
    head = LINK.format(_escaped(row["url"]), first) if row["url"] else first
    cells = zip(starts, others, strict=True)
    return ROW.format(head, "".join([f"{start}{cell}</td>" for start, cell in cells]))


def _escaped(cell: Any) -> str:
    """A cell as a template writes it: escaped, unless code made it as markup on purpose."""
    if type(cell) is str:
        return escape(cell)
    if hasattr(cell, "__html__"):
        return str(cell.__html__())
    return escape(cell if isinstance(cell, str) else str(localize(cell)))


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
