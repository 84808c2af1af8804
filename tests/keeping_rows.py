"""Rows that many tests begin with: made once by the real verbs, then put back as they were.

A policy that is in force takes 38 acts; hundreds of tests begin with one. The first test of a run makes it;
the others get the same rows under other primary keys, by the database's own inserts and nothing of ours.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models.sql import InsertQuery

FAR_OFF = 1_000_000
Row = dict[str, Any]


class KeptRows:
    """What ``make`` left in the database; ``known`` are the rows it was told of, in a fixed order."""

    def __init__(self, make: Callable[[], models.Model], known: Iterable[models.Model]) -> None:
        last = {model: _last(model) for model in _kept_models()}
        made = make()
        self.made, self.made_pk = type(made), made.pk
        self.before = [(row._meta.concrete_model, row.pk) for row in known]
        self.rows: dict[type[models.Model], list[Row]] = {}
        for model, newest in last.items():
            rows = model._base_manager.filter(pk__gt=newest).order_by("pk")
            if found := [dict(each) for each in rows.values()]:
                self.rows[model] = found

    def put_back(self, known: Iterable[models.Model]) -> Any:
        """Insert the rows again for these people and places; the record that was made, read anew."""
        moved = {
            (model, row[model._meta.pk.attname]): row[model._meta.pk.attname] + FAR_OFF
            for model, rows in self.rows.items()
            for row in rows
        }
        moved |= {at: row.pk for at, row in zip(self.before, known, strict=True)}
        for model, rows in self.rows.items():
            fields = model._meta.concrete_fields
            for start in range(0, len(rows), 50):
                instances = [_moved(model, row, moved) for row in rows[start : start + 50]]
                query = InsertQuery(model)
                query.insert_values(fields, instances, raw=True)
                query.get_compiler(connection=connection).execute_sql()
        return self.made._base_manager.get(pk=moved[self.made, self.made_pk])


def _kept_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.managed and _numbered(model)]


def _numbered(model: type[models.Model]) -> bool:
    key = model._meta.pk
    return isinstance(key.target_field if key.is_relation else key, models.IntegerField)


def _last(model: type[models.Model]) -> int:
    newest = model._base_manager.aggregate(newest=models.Max("pk"))["newest"]
    return newest or 0


def _moved(model: type[models.Model], row: Row, moved: dict[tuple[Any, Any], Any]) -> models.Model:
    """The row as an instance whose keys, its own and those it points with, are the new ones."""
    new = dict(row)
    tracked = getattr(model, "instance_type", None)
    for field in model._meta.concrete_fields:
        points_to = field.remote_field.model._meta.concrete_model if field.is_relation else None
        if points_to is None and field.primary_key:
            points_to = model
        elif points_to is None and tracked and field.name == tracked._meta.pk.name:
            points_to = tracked
        if points_to is not None:
            new[field.attname] = moved.get((points_to, row[field.attname]), row[field.attname])
    if "object_type" in new and "object_id" in new:
        about = apps.get_model(new["object_type"])
        new["object_id"] = moved.get((about, row["object_id"]), row["object_id"])
    return model(**new)
