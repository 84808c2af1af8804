"""Appending events to their two tables, in the caller's transaction and in as few statements as can be."""

import json
from collections.abc import Sequence

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from recordings_gov.audit.event import Event, Payload

AT_ONCE = 5_000
FIELDS = tuple(field for field in Event._meta.concrete_fields if not field.primary_key)
COLUMNS = ", ".join(field.column for field in FIELDS)
VALUES = ", ".join(["%s"] * len(FIELDS))
EVENT = f"INSERT INTO audit_event ({COLUMNS}) VALUES ({VALUES}) RETURNING id"  # noqa: S608  our own columns
PAYLOAD = "INSERT INTO audit_payload (event_id, body, salt)"
BOTH = f"WITH event AS ({EVENT}) {PAYLOAD} SELECT id, %s, %s FROM event RETURNING event_id"


def append(event: Event, payload: Payload) -> None:
    """Insert one event with its payload; gives the event its id."""
    values = [field.get_db_prep_save(getattr(event, field.attname), connection) for field in FIELDS]
    body = json.dumps(payload.body, cls=DjangoJSONEncoder)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(BOTH, [*values, body, payload.salt])
            event.pk = cursor.fetchone()[0]
        else:
            with transaction.atomic(savepoint=False):
                cursor.execute(EVENT, values)
                event.pk = cursor.fetchone()[0]
                cursor.execute(f"{PAYLOAD} VALUES (%s, %s, %s)", [event.pk, body, payload.salt])
    event._state.adding = False
    payload.event_id = event.pk


def append_all(prepared: Sequence[tuple[Event, Payload]]) -> None:
    """Insert many events with their payloads; gives each its id."""
    events = [event for event, _ in prepared]
    models.QuerySet(Event).bulk_create(events, batch_size=AT_ONCE)
    for event, payload in prepared:
        payload.event_id = event.pk
    models.QuerySet(Payload).bulk_create([payload for _, payload in prepared], batch_size=AT_ONCE)
