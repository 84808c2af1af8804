"""INSERT statements: of one new record, of many that are alike, and of all that a Django query gives."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, models

NEW = "new_"
Statement = tuple[str, list[Any]]


def of(record: models.Model) -> Statement:
    """The statement, and its values, that inserts a new record.

    As ``Model.save`` would, without its signals and its second look at every field: on a hot path
    those cost as much as the database.
    """
    _ready(record)
    statement, fields = _insert(type(record), connection.vendor)
    return statement, _saved(record, fields)


def is_simple(model: type[models.Model]) -> bool:
    """Whether one INSERT of plain values makes a whole record of this model."""
    fields = model._meta.concrete_fields
    return not model._meta.parents and not any(field.generated or field.has_db_default() for field in fields)


@cache
def _insert(model: type[models.Model], vendor: str) -> tuple[str, list[Any]]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    names, marks = ", ".join(quote(str(field.column)) for field in fields), ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({marks})", fields  # noqa: S608  our own names


def alike(record: models.Model, field: str, values: Sequence[Any], references: Sequence[str]) -> Statement:
    """The statement, and its values, that inserts ``record`` once for each value of its ``field``.

    What they have in common is sent once; ``references`` is empty for a model that has none.
    """
    _ready(record)
    differs: Any = record._meta.get_field(field)
    columns = {str(differs.column): [differs.get_db_prep_save(value, connection) for value in values]}
    if references:
        columns["reference"] = list(references)
    fields = _insert(type(record), connection.vendor)[1]
    common = [each for each in fields if each.column not in columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(name)) for name in (*columns, *(each.column for each in common)))
    given, sent = _table(columns, type(record))
    chosen = ", ".join([f"given.{quote(name)}" for name in columns] + ["%s"] * len(common))
    statement = f"INSERT INTO {quote(record._meta.db_table)} ({names}) SELECT {chosen} FROM {given}"  # noqa: S608
    # WHERE, or SQLite reads what may follow as part of a join.
    return f"{statement} WHERE true", [*_saved(record, common), *sent]


def _table(columns: dict[str, list[Any]], model: type[models.Model]) -> Statement:
    """These columns as a table to select from."""
    quote = connection.ops.quote_name
    if connection.vendor == "postgresql":
        kinds = {str(field.column): str(field.db_type(connection)) for field in model._meta.concrete_fields}
        # A cast to varchar(n) would cut what is too long, where an INSERT refuses it.
        casts = ("text" if kinds[name].startswith("varchar") else kinds[name] for name in columns)
        lists = ", ".join(f"%s::{cast}[]" for cast in casts)
        return f"unnest({lists}) AS given ({', '.join(map(quote, columns))})", list(columns.values())
    parts = ", ".join(
        f"json_extract(value, '$[{place}]') AS {quote(name)}" for place, name in enumerate(columns)
    )
    rows = json.dumps(list(zip(*columns.values(), strict=True)))
    return f"(SELECT {parts} FROM json_each(%s)) AS given", [rows]  # noqa: S608  our own names


def _ready(record: models.Model) -> None:
    """What it points at may have been saved since it was set; Django's own save begins with this."""
    record._prepare_related_fields_for_save(operation_name="save")  # type: ignore[attr-defined]  # noqa: SLF001


def _saved(record: models.Model, fields: Sequence[Any]) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(record, True), connection) for field in fields]


def from_query(model: type[models.Model], rows: models.QuerySet[Any, Any], moment: datetime) -> list[int]:
    """Insert what ``rows`` gives by column attribute, dated ``moment``; the ids of what was new.

    Where the query's own model has a field of that name, Django wants another: ``new_`` goes before it.
    """
    given = {
        name.removeprefix(NEW): name for name in (*rows.query.values_select, *rows.query.annotation_select)
    }
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    selected = {field: given[field.attname] for field in fields if field.attname in given}
    dates = {"created_at": moment, "changed_at": moment}
    constant = {
        field: field.get_db_prep_save(dates.get(field.attname, field.get_default()), connection)
        for field in fields
        if field not in selected
    }
    inner, values = rows.query.sql_with_params()
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in (*selected, *constant))
    chosen = ", ".join([f"found.{quote(name)}" for name in selected.values()] + ["%s"] * len(constant))
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) "  # noqa: S608  names of our own tables
        f"SELECT {chosen} FROM ({inner}) AS found WHERE true ON CONFLICT DO NOTHING "
        f"RETURNING {quote(str(model._meta.pk.column))}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*constant.values(), *values])
        return [row[0] for row in cursor.fetchall()]
