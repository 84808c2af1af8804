"""Copying rows into their history: one statement for however many; simple-history reads what is kept."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from recordings_gov import clock
from recordings_gov.audit import acting

ADDED, CHANGED = "+", "~"
Statement = tuple[str, list[Any]]


def keep(model: type[models.Model], ids: Sequence[int], kind: str) -> None:
    """Copy the rows of these ids as they stand now, by whoever acts; raises NobodyActs."""
    with connection.cursor() as cursor:
        cursor.execute(*copying(model, ids, kind))


def make_alike(model: type[models.Model], insert: Statement) -> list[int]:
    """Do an INSERT of new rows and copy them into their history; their ids."""
    statement, values = insert
    pk = _quoted(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copy, rest = copying_from("made", model, ADDED)
            made = f"WITH made AS ({statement} RETURNING *), copied AS ({copy}) SELECT {pk} FROM made"  # noqa: S608
            cursor.execute(made, [*values, *rest])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(f"{statement} RETURNING {pk}", values)
        ids = [row[0] for row in cursor.fetchall()]
    keep(model, ids, ADDED)
    return ids


def copying(model: type[models.Model], ids: Sequence[int], kind: str) -> Statement:
    """The statement, and its values, that does so."""
    table, pk = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
    if len(ids) == 1:
        return copying_from(f"{table} WHERE {pk} = %s", model, kind, ids[0])
    # Joined, not "among": for thousands of ids the planner reads the whole table for each part of a set.
    if connection.vendor == "postgresql":
        rows, given = f"{table} JOIN unnest(%s::bigint[]) AS kept (pk) ON {pk} = kept.pk", list(ids)
        return copying_from(rows, model, kind, given)
    rows = f"{table} WHERE {pk} IN (SELECT value FROM json_each(%s))"  # noqa: S608  our own names
    return copying_from(rows, model, kind, str(list(ids)))


def copying_from(rows: str, model: type[models.Model], kind: str, *values: Any) -> Statement:
    """The statement that copies ``rows``, SQL that follows FROM, with its ``values``."""
    person = acting.current().user
    into, columns, history_date = _into(model)
    statement = f"{into} SELECT {columns}, %s, %s, %s FROM {rows}"  # noqa: S608  names of our own tables
    moment = history_date.get_db_prep_save(clock.now(), connection)
    return statement, [moment, kind, person.pk if person else None, *values]


@cache
def _into(model: type[models.Model]) -> tuple[str, str, Any]:
    history = model.history.model  # type: ignore[attr-defined]
    own = {"history_id", "history_date", "history_type", "history_user", "history_change_reason"}
    columns = ", ".join(
        _quoted(field.column) for field in history._meta.concrete_fields if field.name not in own
    )
    table = _quoted(history._meta.db_table)
    into = f"INSERT INTO {table} ({columns}, history_date, history_type, history_user_id)"
    return into, columns, history._meta.get_field("history_date")


def _quoted(name: Any) -> str:
    return str(connection.ops.quote_name(name))
