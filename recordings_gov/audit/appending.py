"""Appending events to their two tables, in the caller's transaction and in as few statements as can be."""

import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from recordings_gov.audit import history, inserting
from recordings_gov.audit.event import Event, Payload

AT_ONCE = 5_000
FIELDS = tuple(field for field in Event._meta.concrete_fields if not field.primary_key)
COLUMNS = ", ".join(str(field.column) for field in FIELDS)
VALUES = ", ".join("{object_id}" if field.column == "object_id" else "%s" for field in FIELDS)
EVENT = f"INSERT INTO audit_event ({COLUMNS}) VALUES ({VALUES}) RETURNING id, object_id"  # noqa: S608  ours
PAYLOAD = "INSERT INTO audit_payload (event_id, body, salt)"
Statement = tuple[str, list[Any]]


def append(event: Event, payload: Payload, also: Statement | None = None) -> None:
    """Insert one event with its payload, and do ``also`` with it; gives the event its id."""
    if connection.vendor == "postgresql":
        _in_one_statement(event, payload, {"also": also} if also else {})
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        if also:
            cursor.execute(*also)
        _one_by_one(cursor, event, payload)


def make(record: models.Model, event: Event, payload: Payload) -> None:
    """Insert a new record, its history and the event that says so; gives record and event their ids."""
    model = type(record)
    insert, values = inserting.of(record)
    pk = str(model._meta.pk.column)
    if connection.vendor == "postgresql":
        made = (f"{insert} RETURNING *", values)
        copied = history.copying_from("made", model, history.ADDED)
        object_id = f"(SELECT {pk} FROM made)"  # noqa: S608  our own name
        _in_one_statement(event, payload, {"made": made, "copied": copied}, object_id)
        record.pk = event.object_id
    else:
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            cursor.execute(f"{insert} RETURNING {pk}", values)
            record.pk = event.object_id = cursor.fetchone()[0]
            history.keep(model, [record.pk], history.ADDED)
            _one_by_one(cursor, event, payload)
    record._state.adding, record._state.db = False, connection.alias


def _in_one_statement(
    event: Event, payload: Payload, before: dict[str, Statement], object_id: str = ""
) -> None:
    """What comes ``before``, the event and its payload: one journey to the server, all or nothing."""
    steps = [f"{name} AS ({statement})" for name, (statement, _) in before.items()]
    values = [value for _, given in before.values() for value in given]
    steps.append(f"event AS ({EVENT.format(object_id=object_id or '%s')})")
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {', '.join(steps)} {PAYLOAD} SELECT id, %s, %s FROM event "  # noqa: S608  our own names
            "RETURNING event_id, (SELECT object_id FROM event)",
            [*values, *_values_of(event, without_object=bool(object_id)), *_values_of_payload(payload)],
        )
        event.pk, event.object_id = cursor.fetchone()
    event._state.adding, payload.event_id = False, event.pk


def _one_by_one(cursor: Any, event: Event, payload: Payload) -> None:
    cursor.execute(EVENT.format(object_id="%s"), _values_of(event))
    event.pk = payload.event_id = cursor.fetchone()[0]
    event._state.adding = False
    cursor.execute(f"{PAYLOAD} VALUES (%s, %s, %s)", [event.pk, *_values_of_payload(payload)])


def _values_of(event: Event, *, without_object: bool = False) -> list[Any]:
    return [
        field.get_db_prep_save(getattr(event, field.attname), connection)
        for field in FIELDS
        if not (without_object and field.column == "object_id")
    ]


def _values_of_payload(payload: Payload) -> list[str]:
    return [json.dumps(payload.body, cls=DjangoJSONEncoder), payload.salt]


def append_all(prepared: Sequence[tuple[Event, Payload]]) -> None:
    """Insert many events with their payloads; gives each its id."""
    events = [event for event, _ in prepared]
    event_rows: Any = models.QuerySet(Event)
    payload_rows: Any = models.QuerySet(Payload)
    event_rows.bulk_create(events, batch_size=AT_ONCE)
    for event, payload in prepared:
        payload.event_id = event.pk
    payload_rows.bulk_create([payload for _, payload in prepared], batch_size=AT_ONCE)
