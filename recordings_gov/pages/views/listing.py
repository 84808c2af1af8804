"""Lists that stay fast at a million rows: keyset paging, no COUNT, plain values, one reading event."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.core import signing
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from recordings_gov import clock
from recordings_gov.audit import log

CAPPED_AT = 1000
EXPORT_ROWS = 5000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """One column: its heading, the queryset fields it is made of, how it is written, and its sort field."""

    label: str
    fields: tuple[str, ...]
    written: Callable[..., Any] = str
    sort: str = ""
    wide_only: bool = False


@dataclass(frozen=True)
class Filter:
    """One filter of the GET form: its name, label, choices and what it does to the rows."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    apply: Callable[[Any, str], Any]


def unformulated(cell: Any) -> str:
    """A cell, or a header, that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


class ListView(View):
    """Rows that this person may see, filtered, sorted, paged and exported as shown."""

    model: ClassVar[Any] = None
    action: ClassVar[str] = ""
    template_name: ClassVar[str] = "pages/list.html"
    heading: ClassVar[str] = ""
    empty: ClassVar[str] = "Nothing here yet."
    columns: ClassVar[Sequence[Column]] = ()
    filters: ClassVar[Sequence[Filter]] = ()
    order: ClassVar[str] = "-created_at"
    page_size: ClassVar[int] = 50
    export_name: ClassVar[str] = "list"

    def rows(self) -> Any:
        """The rows this person may see."""
        return self.model.objects.visible_to(self.request.user)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """One page of rows, or all that is filtered as CSV."""
        self.chosen = {each.name: request.GET.get(each.name, "") for each in self.filters}
        filtered = self._filtered(self.rows())
        if request.GET.get("format") == "csv":
            return self._csv(filtered)
        order = self._order(request.GET.get("sort", ""))
        found = list(self._after(filtered, order)[: self.page_size + 1])
        page, more = found[: self.page_size], len(found) > self.page_size
        self._log(page)
        return render(
            request,
            self.template_name,
            self.context()
            | {
                "heading": self.heading,
                "empty": self.empty,
                "columns": self._headings(order),
                "filters": self._filters(),
                "rows": [
                    {"url": self.url_of(row), "cells": cells}
                    for row, cells in zip(page, self._cells(page), strict=True)
                ],
                "count": self._count(filtered, None if more or request.GET.get("after") else len(page)),
                "next": self._next(self._keys(page[-1], order), order) if more else "",
                "query": self._query(),
                "is_filtered": any(self.chosen.values()),
            },
        )

    def context(self) -> dict[str, Any]:
        """What a view adds to the page."""
        return {}

    def url_of(self, row: tuple[Any, ...]) -> str:
        """Where a row leads; the first field of a row is its id, the second its reference."""
        before, after = self._address
        return f"{before}{row[1]}{after}"

    @cached_property
    def _address(self) -> tuple[str, str]:
        """The record's page round its reference: asked once for a list, because reversing costs."""
        address = reverse(self.model.detail_url_name, kwargs={"reference": "REFERENCE"})
        before, _, after = address.partition("REFERENCE")
        return before, after

    def _fields(self, order: str = "pk") -> list[str]:
        """What is asked of each row, the field of the order among it."""
        fields = ["pk", "reference", *(name for column in self.columns for name in column.fields)]
        return fields if order in fields else [*fields, order]

    def _keys(self, row: tuple[Any, ...], order: str) -> tuple[Any, Any]:
        field = order.lstrip("-")
        return row[0], row[self._fields(field).index(field)]

    def _filtered(self, rows: Any) -> Any:
        for each in self.filters:
            value = self.chosen[each.name]
            if value and value in dict(each.choices):
                rows = each.apply(rows, value)
        return rows

    def _order(self, asked: str) -> str:
        allowed = {column.sort for column in self.columns if column.sort}
        return asked if asked.lstrip("-") in allowed else self.order

    def _after(self, rows: Any, order: str) -> Any:
        field, falling = order.lstrip("-"), order.startswith("-")
        rows = rows.order_by(order, "-pk" if falling else "pk").values_list(*self._fields(field))
        token = self.request.GET.get("after", "")
        if not token:
            return rows
        try:
            value, key = signing.loads(token, salt="keyset")
        except signing.BadSignature as error:
            raise Http404("That page of the list is not there.") from error
        way = "lt" if falling else "gt"
        # The bound on the leading column lets SQLite use the index under the OR.
        bound = Q(**{f"{field}__{way}e": value})
        return rows.filter(bound, Q(**{f"{field}__{way}": value}) | Q(**{field: value, f"pk__{way}": key}))

    def _next(self, row: tuple[Any, ...], order: str) -> str:
        value = row[-1].isoformat() if hasattr(row[-1], "isoformat") else row[-1]
        return signing.dumps([value, row[0]], salt="keyset")

    def _count(self, filtered: Any, seen: int | None) -> str:
        """How many there are; a first page that is also the last has shown them all."""
        found = filtered.order_by().values("pk")[: CAPPED_AT + 1].count() if seen is None else seen
        return f"more than {CAPPED_AT:,}" if found > CAPPED_AT else f"{found:,}"

    def _cells(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
        position, parts = 2, []
        for column in self.columns:
            parts.append((column.written, position, position + len(column.fields)))
            position += len(column.fields)
        for row in rows:
            yield [written(*row[first:last]) for written, first, last in parts]

    def _headings(self, order: str) -> list[dict[str, Any]]:
        return [
            {
                "label": column.label,
                "wide_only": column.wide_only,
                "sort": (column.sort if order == f"-{column.sort}" else f"-{column.sort}")
                if column.sort
                else "",
                "sorted": ("descending" if order.startswith("-") else "ascending")
                if column.sort and order.lstrip("-") == column.sort
                else "",
            }
            for column in self.columns
        ]

    def _filters(self) -> list[dict[str, Any]]:
        return [
            {"name": each.name, "label": each.label, "choices": each.choices, "value": self.chosen[each.name]}
            for each in self.filters
        ]

    def _query(self) -> str:
        kept = self.request.GET.copy()
        for name in ("after", "format"):
            kept.pop(name, None)
        return kept.urlencode()

    def _log(self, page: list[tuple[Any, ...]]) -> None:
        if page:
            log.read_list(self.model, [row[0] for row in page])

    def _csv(self, filtered: Any) -> HttpResponse:
        found = list(filtered.order_by(self.order, "pk").values_list(*self._fields())[: EXPORT_ROWS + 1])
        rows = found[:EXPORT_ROWS]
        if rows:
            log.read_list(self.model, [row[0] for row in rows], "exported")
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = (
            f'attachment; filename="{self.export_name}-{clock.today():%Y-%m-%d}.csv"'
        )
        writer = csv.writer(response)
        writer.writerow([unformulated(column.label) for column in self.columns])
        writer.writerows([unformulated(cell) for cell in cells] for cells in self._cells(rows))
        if len(found) > len(rows):
            cut = f"Only the first {EXPORT_ROWS:,} rows are here. Filter the list for the others."
            writer.writerow([cut])
        return response
