"""Copying rows into their history: one statement, however many rows; simple-history reads what is kept here."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from recordings_gov import clock
from recordings_gov.audit import acting

ADDED, CHANGED = "+", "~"


def keep(model: type[models.Model], ids: Sequence[int], kind: str) -> None:
    """Copy the rows of these ids as they stand now, by whoever acts; raises NobodyActs."""
    person = acting.current().user
    statement, history_date = _statement(model, connection.vendor, len(ids) == 1)
    moment = history_date.get_db_prep_save(clock.now(), connection)
    chosen = ids[0] if len(ids) == 1 else _many(ids)
    with connection.cursor() as cursor:
        cursor.execute(statement, [moment, kind, person.pk if person else None, chosen])


def _many(ids: Sequence[int]) -> Any:
    return list(ids) if connection.vendor == "postgresql" else str(list(ids))


@cache
def _statement(model: type[models.Model], vendor: str, is_one: bool) -> tuple[str, models.Field]:  # type: ignore[type-arg]
    history = model.history.model  # type: ignore[attr-defined]
    own = {"history_id", "history_date", "history_type", "history_user", "history_change_reason"}
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in history._meta.concrete_fields if field.name not in own)
    many = "= ANY(%s)" if vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
    chosen = "= %s" if is_one else many
    table, pk = quote(model._meta.db_table), quote(model._meta.pk.column)
    insert = f"INSERT INTO {quote(history._meta.db_table)}"
    statement = (
        f"{insert} ({columns}, history_date, history_type, history_user_id) "  # noqa: S608  names of our own tables
        f"SELECT {columns}, %s, %s, %s FROM {table} WHERE {pk} {chosen}"
    )
    return statement, history._meta.get_field("history_date")
