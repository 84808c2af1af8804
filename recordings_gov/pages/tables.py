"""The parts of a list that stand on every page, drawn as text: as templates they cost more than the rows."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import localize
from django.utils.safestring import SafeString

CELL = '<td class="nhsuk-table__cell" data-label="{}">'  # on a phone the heading stands in the cell
WIDE_CELL = '<td class="nhsuk-table__cell nhsuk-u-display-none-until-large-desktop">'
ROW = (
    '<tr class="nhsuk-table__row">\n  '
    '<th class="nhsuk-table__header nhsuk-u-font-weight-normal" scope="row">{}</th>{}\n</tr>'
)
LINK = '<a class="nhsuk-link nhsuk-link--no-visited-state" href="{}">{}</a>'
HEAD = '<thead class="nhsuk-table__head">\n  <tr class="nhsuk-table__row">\n    {}\n  </tr>\n</thead>'
HEADING = '<th class="nhsuk-table__header{}" scope="col"{}>{}</th>'
WIDE = " nhsuk-u-display-none-until-large-desktop"
SELECT = (
    '<div class="nhsuk-form-group"><label class="nhsuk-label" for="filter-{name}">{label}</label>'
    '<select class="nhsuk-select" id="filter-{name}" name="{name}">{options}</select></div>'
)
FORM = (
    '<form class="app-filter app-filter--3 app-no-print" method="get" action="#list" novalidate>{}'
    '<button type="submit" class="nhsuk-button nhsuk-button--secondary nhsuk-button--small">Show</button>'
    "</form>"
)
TOOLS = '<p class="app-tools app-no-print">{}</p>'
TOOL = '<a class="nhsuk-link nhsuk-link--no-visited-state app-link-touch" href="{}">{}</a> '
BETWEEN = "\x1f"  # no text that was kept can hold it

Choices = tuple[tuple[Any, Any], ...]
Heading = tuple[str, bool, str, str]


def rows(columns: Sequence[dict[str, Any]], found: Iterable[dict[str, Any]]) -> SafeString:
    """The rows of a list; the text of a row is escaped at once, markup that code made stays."""
    starts = [_start(column) for column in columns[1:]]
    return SafeString("".join([_row(starts, row) for row in found]))


@lru_cache(maxsize=500)
def head(headings: tuple[Heading, ...], kept: str) -> SafeString:
    """The headings, those that sort as links that keep the rest of the query."""
    return SafeString(HEAD.format("".join([_heading(each, kept) for each in headings])))


@lru_cache(maxsize=500)
def filter_form(filters: tuple[tuple[str, str, Choices, str], ...], sort: str) -> SafeString:
    """The form that filters a list; the order that was asked for goes with it."""
    selects = [
        SELECT.format(name=escape(name), label=escape(str(label)), options=options(choices, value))
        for name, label, choices, value in filters
    ]
    order = f'<input type="hidden" name="sort" value="{escape(sort)}">' if sort else ""
    return SafeString(FORM.format("".join(selects) + order))


@lru_cache(maxsize=500)
def options(choices: Choices, value: str) -> SafeString:
    """The options of a select, with the chosen one marked."""
    return SafeString("".join([_option(str(code), str(text), value) for code, text in choices]))


@lru_cache(maxsize=500)
def tools(list_name: str, query: str) -> SafeString:
    """What can be done with the list as it is filtered: keep it under a name, print it, download it."""
    keeping = f"{reverse('pages:filters')}?{urlencode({'list': list_name})}&{query}".rstrip("&")
    links = [
        *([(keeping, "Saved filters")] if list_name else []),
        (f"?{query}&format=print".replace("?&", "?"), "Print this list"),
        (f"?{query}&format=csv".replace("?&", "?"), "Download this list (CSV)"),
    ]
    return SafeString(TOOLS.format("".join([TOOL.format(escape(url), text) for url, text in links])))


def _option(code: str, text: str, value: str) -> str:
    return f'<option value="{escape(code)}"{" selected" if code == value else ""}>{escape(text)}</option>'


def _heading(heading: Heading, kept: str) -> str:
    label, wide_only, sort, is_sorted = heading
    wide = WIDE if wide_only else ""
    if not sort:
        return HEADING.format(wide, "", escape(label))
    address = "?" + "&".join(part for part in (kept, urlencode({"sort": sort})) if part)
    link = f'<a class="nhsuk-link" href="{escape(address)}">{escape(label)}</a>'
    return HEADING.format(wide, f' data-sort aria-sort="{is_sorted or "none"}"', link)


def _start(column: dict[str, Any]) -> str:
    return WIDE_CELL if column["wide_only"] else CELL.format(escape(str(column["label"])))


def _row(starts: list[str], row: dict[str, Any]) -> str:
    first, *others = _escaped(row["cells"])
    inner = LINK.format(escape(row["url"]), first) if row["url"] else first
    cells = [f"{start}{cell}</td>" for start, cell in zip(starts, others, strict=True)]
    return ROW.format(inner, "".join(cells))


def _escaped(cells: Sequence[Any]) -> list[str]:
    if {type(cell) for cell in cells} == {str}:
        found = escape(BETWEEN.join(cells)).split(BETWEEN)
        if len(found) == len(cells):
            return found
    return [_one(cell) for cell in cells]


def _one(cell: Any) -> str:
    """A cell as a template writes it: escaped, unless code made it as markup on purpose."""
    if type(cell) is str:
        return escape(cell)
    if hasattr(cell, "__html__"):
        return str(cell.__html__())
    return escape(cell if isinstance(cell, str) else str(localize(cell)))
