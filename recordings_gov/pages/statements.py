"""SQL of a list, compiled once: the ORM writes it, and the same question is not written again."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.db import connection

MOST_KEPT = 500
_kept: dict[Hashable, "Statement"] = {}


@dataclass(frozen=True)
class Statement:
    """A compiled query, its values, and how the backend turns each column into Python."""

    sql: str
    values: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[Any, ...], Any], ...] = ()

    def rows(self) -> list[tuple[Any, ...]]:
        """Ask now. One query."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.values)
            found = cursor.fetchall()
        return [self._converted(row) for row in found] if self.converters else found

    def counted(self) -> "Statement":
        """How many rows this one would give."""
        return Statement(f"SELECT COUNT(*) FROM ({self.sql}) AS counted", self.values)  # noqa: S608  ours

    def _converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        cells = list(row)
        for place, converters, expression in self.converters:
            for convert in converters:
                cells[place] = convert(cells[place], expression, connection)
        return tuple(cells)


def compiled(values_list: Any) -> Statement:
    """The statement of a ``values_list`` queryset as it stands; nothing is asked yet."""
    compiler = values_list.query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    found = compiler.get_converters([expression for expression, _, _ in compiler.select])
    converters = ((place, tuple(each), expression) for place, (each, expression) in found.items())
    return Statement(sql, tuple(values), tuple(converters))


def kept(key: Hashable, write: Callable[[], Any]) -> Statement:
    """The statement under this key, compiled on its first use from the queryset that ``write`` gives.

    The key must hold all that the queryset depends on. Without one it is compiled each time.
    """
    if key is None:
        return compiled(write())
    statement = _kept.get(key)
    if statement is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        statement = _kept[key] = compiled(write())
    return statement
