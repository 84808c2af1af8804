"""Rows that many tests begin with: made once by the real verbs, then put back as they were.

A policy that is in force takes 38 acts; hundreds of tests begin with one. The first test of a run makes it;
the others get the same rows under other primary keys, by the database's own inserts and nothing of ours.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models

FAR_OFF = 1_000_000
Row = tuple[Any, ...]
Model = Any  # a model class: no type says what its keys are


class KeptRows:
    """What ``make`` left in the database; ``known`` are the rows it was told of, in a fixed order."""

    def __init__(self, make: Callable[[], models.Model], known: Iterable[models.Model]) -> None:
        last = {model: _last(model) for model in _kept_models()}
        made = make()
        self.made, self.made_pk = type(made), made.pk
        self.before = [(row._meta.concrete_model, row.pk) for row in known]
        self.tables = [table for model, newest in last.items() if (table := KeptTable(model, newest)).rows]

    def put_back(self, known: Iterable[models.Model]) -> Any:
        """Insert the rows again for these people and places; the record that was made, read anew."""
        moved = {(table.model, key): key + FAR_OFF for table in self.tables for key in table.keys}
        moved |= {at: row.pk for at, row in zip(self.before, known, strict=True)}
        with connection.cursor() as cursor:
            for table in self.tables:
                cursor.executemany(table.insert, [table.moved(row, moved) for row in table.rows])
        return self.made._base_manager.get(pk=moved[self.made, self.made_pk])


class KeptTable:
    """The rows of one model that are newer than ``newest``, as its table takes them."""

    def __init__(self, model: Model, newest: int) -> None:
        self.model, fields = model, model._meta.concrete_fields
        found = list(model._base_manager.filter(pk__gt=newest).order_by("pk").values(*_names(fields)))
        self.keys = [row[model._meta.pk.attname] for row in found]
        self.rows = [
            tuple(field.get_db_prep_save(row[field.attname], connection) for field in fields) for row in found
        ]
        columns, places = zip(*((_quoted(field.column), "%s") for field in fields), strict=True)
        self.insert = (
            f"INSERT INTO {_quoted(model._meta.db_table)} ({', '.join(columns)}) VALUES ({', '.join(places)})"  # noqa: S608
        )
        self.pointing = [(at, to) for at, field in enumerate(fields) if (to := _points_to(model, field))]
        self.about = tuple(map(_names(fields).index, ABOUT)) if {*ABOUT} <= {*_names(fields)} else None

    def moved(self, row: Row, moved: dict[tuple[Any, Any], Any]) -> Row:
        """The row with the new keys, its own and those it points with."""
        new = list(row)
        for at, to in self.pointing:
            new[at] = moved.get((to, row[at]), row[at])
        if self.about:
            label, key = self.about
            new[key] = moved.get((apps.get_model(row[label]), row[key]), row[key])
        return tuple(new)


ABOUT = ("object_type", "object_id")


def _names(fields: Iterable[Any]) -> list[str]:
    return [field.attname for field in fields]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _kept_models() -> list[Model]:
    return [model for model in apps.get_models() if model._meta.managed and _numbered(model)]


def _numbered(model: Model) -> bool:
    key = model._meta.pk
    return isinstance(key.target_field if key.is_relation else key, models.IntegerField)


def _last(model: Model) -> int:
    newest = model._base_manager.aggregate(newest=models.Max("pk"))["newest"]
    return newest or 0


def _points_to(model: Model, field: Any) -> Any:
    """The model whose key stands in this column: another row's, its own, or the row's it is history of."""
    if field.is_relation:
        return field.remote_field.model._meta.concrete_model
    if field.primary_key:
        return model
    tracked = getattr(model, "instance_type", None)
    return tracked if tracked and field.name == tracked._meta.pk.name else None
