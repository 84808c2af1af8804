"""A list as a file: what is on the screen, defused for spreadsheets."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from recordings_gov import clock

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def unformulated(cell: Any) -> str:
    """A cell, or a header, that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(name: str, headings: Sequence[str], rows: Iterable[Iterable[Any]], cut_at: int) -> HttpResponse:
    """The rows as a download; ``cut_at`` says after how many rows it was cut, 0 when it was not."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.csv"'
    writer = csv.writer(response)
    writer.writerow([unformulated(heading) for heading in headings])
    writer.writerows([unformulated(cell) for cell in cells] for cells in rows)
    if cut_at:
        writer.writerow([f"Only the first {cut_at:,} rows are here. Filter the list for the others."])
    return response
