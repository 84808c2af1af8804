"""Charts as plain SVG drawn by the server: attributes only, so a strict policy lets them stand.

Across, everything is in per cent of the width, so bars stretch with the page and text never does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

BLUE, PALE, RED = "#005eb8", "#b3cee9", "#d5281b"
ROW = 42
MARGIN = 5.0
CLOSE_TO_TODAY = 5.0


@dataclass(frozen=True)
class Bar:
    """Something that began on one day and is due on another."""

    label: str
    starts: date
    due: date


def due_lines(bars: Iterable[Bar], today: date) -> dict[str, Any]:
    """One bar a row from its start to today or its due day; a circle marks the due day.

    Blue is time past, pale blue is time left, red is time overdue.
    """
    bars = list(bars)
    first = min([bar.starts for bar in bars] + [today])
    last = max([bar.due for bar in bars] + [today])
    span = max((last - first).days, 1)

    def at(day: date) -> float:
        return round(MARGIN + (day - first).days / span * (100 - 2 * MARGIN), 2)

    height = ROW * max(len(bars), 1) + 8
    return {
        "height": height + 32,
        "base": height,
        "today": at(today),
        "ticks": _years(first, last, today, at),
        "rows": [_due_row(bar, index, today, at) for index, bar in enumerate(bars)],
    }


def bars(rows: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """Counts as bars under their labels; the number stands at the end of each bar."""
    most = max([count for _, count in rows] + [1])
    drawn = [
        {
            "label": label,
            "count": count,
            "y": ROW * index + 21,
            "text_y": ROW * index + 15,
            "width": round(count / most * 90, 2),
        }
        for index, (label, count) in enumerate(rows)
    ]
    return {"height": ROW * max(len(drawn), 1) + 8, "rows": drawn}


def _years(first: date, last: date, today: date, at: Any) -> list[dict[str, Any]]:
    years = range(first.year + 1, last.year + 1)
    step = max(1, round(len(years) / 10))
    ticks = [{"x": at(date(year, 1, 1)), "label": str(year)} for year in years[::step]]
    for tick in ticks:
        tick["label"] = "" if abs(tick["x"] - at(today)) < CLOSE_TO_TODAY else tick["label"]
    return ticks


def _due_row(bar: Bar, index: int, today: date, at: Any) -> dict[str, Any]:
    start, due, now = at(bar.starts), at(bar.due), at(today)
    overdue = bar.due < today
    parts = [{"x": start, "width": round(min(due, max(now, start)) - start, 2), "fill": BLUE, "edge": ""}]
    if overdue:
        parts.append({"x": due, "width": round(now - due, 2), "fill": RED, "edge": ""})
    else:
        left = max(now, start)
        parts.append({"x": left, "width": round(due - left, 2), "fill": PALE, "edge": BLUE})
    late = start > 40  # on a tablet a long name needs more than half of the width
    top = ROW * index
    return {
        "label": bar.label,
        "parts": [part for part in parts if float(part["width"]) > 0],
        "y": top + 21,
        "middle": top + 27,
        "text_y": top + 15,
        "text_x": max(due, now) if late and overdue else due if late else start,
        "anchor": "end" if late else "start",
        "due": due,
        "ring": RED if overdue else BLUE,
    }
