"""Rows that a job looks at, a part at a time: however many there are, none is left for another night."""

from collections.abc import Iterator
from typing import Any

AT_ONCE = 500


def in_parts(rows: Any) -> Iterator[list[Any]]:
    """Lists of at most ``AT_ONCE`` records of the queryset ``rows``, the oldest first."""
    last = 0
    while part := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        last = part[-1].pk
        yield part
