"""Lists that stay fast at a million rows: keyset paging, no COUNT, plain values, one reading event."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
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
from recordings_gov.pages import statements
from recordings_gov.pages.views.columns import Column, Filter, headings
from recordings_gov.pages.views.exporting import as_csv, unformulated

__all__ = ["EXPORT_ROWS", "Column", "Filter", "ListView", "unformulated"]

CAPPED_AT = 1000
EXPORT_ROWS = 5000
PRINT_ROWS = 500
NOT_OF_THE_LIST = ("after", "format")


class ListView(View):
    """Rows that this person may see, filtered, sorted, paged, printed and exported as shown."""

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

    def question(self) -> Hashable:
        """All that ``rows`` depends on, so that its SQL is compiled once; None compiles it each time."""
        return None

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """One page of rows; all that is filtered, to print or as CSV."""
        self.chosen = {each.name: _one_of(each, request.GET.get(each.name, "")) for each in self.filters}
        order = self._order(request.GET.get("sort", ""))
        wanted = request.GET.get("format", "")
        if wanted == "csv":
            return self._csv(order)
        if wanted == "print":
            return self._print(order)
        found = self._found(order)
        page, more = found[: self.page_size], len(found) > self.page_size
        self._log(page)
        given = self.context() | self._frame(order)
        return render(
            request,
            self.template_name,
            given
            | {
                "rows": self._shown(page),
                "count": self._count(None if more or request.GET.get("after") else len(page)),
                "next": self._next(self._keys(page[-1], order), order) if more else "",
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

    @property
    def _name(self) -> str:
        """Under which name of the URLs the list stands."""
        match = self.request.resolver_match
        return match.view_name if match else ""

    def _frame(self, order: str) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "empty": self.empty,
            "columns": headings(self.columns, order),
            "filters": self._filters(),
            "query": self._query(),
            "is_filtered": any(self.chosen.values()),
            "list_name": self._name if self.filters else "",
        }

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
            if value:
                rows = each.apply(rows, value)
        return rows

    def _order(self, asked: str) -> str:
        allowed = {column.sort for column in self.columns if column.sort}
        return asked if asked.lstrip("-") in allowed else self.order

    def _key(self, *about: Any) -> Hashable:
        """Under what the SQL of this very list is kept."""
        question = self.question()
        return None if question is None else (type(self), question, *self.chosen.values(), *about)

    def _found(self, order: str) -> list[tuple[Any, ...]]:
        """A page of rows and one more."""
        most = self.page_size + 1
        key = None if self.request.GET.get("after") else self._key(order, most)
        if key is None:
            return list(self._after(self._filtered(self.rows()), order)[:most])
        return statements.kept(key, lambda: self._after(self._filtered(self.rows()), order)[:most]).rows()

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

    def _count(self, seen: int | None) -> str:
        """How many there are; a first page that is also the last has shown them all."""
        found = self._counted() if seen is None else seen
        return f"more than {CAPPED_AT:,}" if found > CAPPED_AT else f"{found:,}"

    def _counted(self) -> int:
        """As many as there are, and at most one more than is said."""

        def capped() -> Any:
            return self._filtered(self.rows()).order_by().values_list("pk")[: CAPPED_AT + 1]

        key = self._key("count")
        if key is None:
            return int(capped().count())
        return int(statements.kept(key, capped).counted().rows()[0][0])

    def _shown(self, page: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
        """Each row with where it leads."""
        return [
            {"url": self.url_of(row), "cells": cells}
            for row, cells in zip(page, self._cells(page), strict=True)
        ]

    def _cells(self, rows: Iterable[tuple[Any, ...]], *, plain: bool = False) -> Iterator[list[Any]]:
        position, parts = 2, []
        for column in self.columns:
            written = column.plainly if plain and column.plainly else column.written
            parts.append((written, position, position + len(column.fields)))
            position += len(column.fields)
        for row in rows:
            yield [written(*row[first:last]) for written, first, last in parts]

    def _filters(self) -> list[dict[str, Any]]:
        return [
            {"name": each.name, "label": each.label, "choices": each.choices, "value": self.chosen[each.name]}
            for each in self.filters
        ]

    def _query(self) -> str:
        kept = self.request.GET.copy()
        for name in NOT_OF_THE_LIST:
            kept.pop(name, None)
        return kept.urlencode()

    def _log(self, page: list[tuple[Any, ...]], about: str = "listed") -> None:
        if page:
            log.read_list(self.model, [row[0] for row in page], about)

    def _first(self, order: str, most: int) -> tuple[list[tuple[Any, ...]], bool]:
        """The first rows of all pages together, and whether there are more."""
        rows = self._filtered(self.rows()).order_by(order, "-pk" if order.startswith("-") else "pk")
        found = list(rows.values_list(*self._fields())[: most + 1])
        return found[:most], len(found) > most

    def _csv(self, order: str) -> HttpResponse:
        rows, is_cut = self._first(order, EXPORT_ROWS)
        self._log(rows, "exported")
        labels = [column.label for column in self.columns]
        cells = self._cells(rows, plain=True)
        return as_csv(self.export_name, labels, cells, EXPORT_ROWS if is_cut else 0)

    def _print(self, order: str) -> HttpResponse:
        """Every column of every filtered row on plain paper, with who printed it and when."""
        rows, is_cut = self._first(order, PRINT_ROWS)
        self._log(rows, "printed")
        said = [
            (each.label, dict(each.choices)[self.chosen[each.name]])
            for each in self.filters
            if self.chosen[each.name]
        ]
        given = self._frame(order) | {
            "rows": [{"url": "", "cells": cells} for cells in self._cells(rows)],
            "columns": [one | {"wide_only": False, "sort": ""} for one in headings(self.columns, order)],
            "said": said,
            "cut_at": PRINT_ROWS if is_cut else 0,
            "at": clock.now(),
        }
        return render(self.request, "pages/list_print.html", given)


def _one_of(wanted: Filter, value: str) -> str:
    return value if value and value in dict(wanted.choices) else ""
