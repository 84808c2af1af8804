"""What a list is declared with: its columns and its filters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Column:
    """One column: its heading, the queryset fields it is made of, how it is written, and its sort field.

    ``plainly`` writes it for downloads, where the page's cell is markup.
    """

    label: str
    fields: tuple[str, ...]
    written: Callable[..., Any] = str
    sort: str = ""
    wide_only: bool = False
    plainly: Callable[..., Any] | None = None


@dataclass(frozen=True)
class Filter:
    """One filter of the GET form: its name, label, choices and what it does to the rows."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    apply: Callable[[Any, str], Any]


def headings(columns: Sequence[Column], order: str) -> list[dict[str, Any]]:
    """What stands over each column, and how a tap on it would sort."""
    return [
        {
            "label": column.label,
            "wide_only": column.wide_only,
            "sort": _next_order(column.sort, order),
            "sorted": _direction(order) if column.sort and order.lstrip("-") == column.sort else "",
        }
        for column in columns
    ]


def _next_order(sort: str, order: str) -> str:
    if not sort:
        return ""
    return sort if order == f"-{sort}" else f"-{sort}"


def _direction(order: str) -> str:
    return "descending" if order.startswith("-") else "ascending"
