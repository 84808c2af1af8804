"""Logging a request: the governed save, beside both its rows inserted raw in one transaction."""

import copy
import itertools
from collections.abc import Iterator
from typing import Any

from django.db import connection, models, transaction

from recordings_gov import clock, references
from recordings_gov.accounts.models import User
from recordings_gov.audit import log
from recordings_gov.audit.acting import acting_as
from requests_app.models import RecordingRequest
from tests.bench import generator
from tests.bench.measuring import Effort, Row, Turns

HISTORY = RecordingRequest.history.model  # type: ignore[attr-defined]


def measure(by: User, effort: Effort) -> Iterator[Row]:
    """Rows about single writes."""
    template = generator.templates(by)[0]
    with acting_as(by):
        raw = RawRows(template)
        turns = Turns(
            effort, ours=lambda: _fresh(template).save(), raw=raw.insert, read=lambda: log.read(template)
        )
        floor = "both rows raw, one transaction"
        yield turns.row("log a request: row, history, event", "ours", "raw", against=floor, at_most=2.0)
        yield turns.row("one reading event, written", "read", "raw", against=floor, at_most=1.0)


def _fresh(template: RecordingRequest) -> RecordingRequest:
    request = RecordingRequest()
    for field in RecordingRequest._meta.concrete_fields:
        if not field.primary_key and field.name not in {"reference", "status", "outcome", "recording_made"}:
            setattr(request, field.attname, copy.copy(getattr(template, field.attname)))
    return request


class RawRows:
    """The same row and its history, by two prepared INSERT statements."""

    def __init__(self, template: RecordingRequest) -> None:
        self.values = self._values(RecordingRequest, template)
        kept = HISTORY.objects.filter(id=template.pk).latest("history_id")
        self.kept = self._values(HISTORY, kept)
        self.counter = itertools.count()

    def _values(self, model: type[models.Model], row: models.Model) -> dict[str, Any]:
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        return {
            field.column: field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields
        }

    def insert(self) -> None:
        """Both, or neither."""
        reference, moment = references.new("REQ"), clock.now()
        with transaction.atomic(), connection.cursor() as cursor:
            key = self._insert(cursor, RecordingRequest, self.values | {"reference": reference}, "id")
            kept = {"id": key, "reference": reference, "history_date": moment}
            self._insert(cursor, HISTORY, self.kept | kept, "history_id")

    def _insert(self, cursor: Any, model: type[models.Model], values: dict[str, Any], returned: str) -> int:
        names, marks = ", ".join(f'"{name}"' for name in values), ", ".join(["%s"] * len(values))
        statement = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks}) RETURNING {returned}"  # noqa: S608
        cursor.execute(statement, list(values.values()))
        return int(cursor.fetchone()[0])
