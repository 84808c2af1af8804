"""Writing and reading the event log. An event is written in the act's own transaction."""

import hashlib
import hmac
import json
import secrets
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from recordings_gov import clock
from recordings_gov.audit import acting, history
from recordings_gov.audit.appending import append, append_all, make
from recordings_gov.audit.event import Event, Payload


def digest(body: dict[str, Any], salt: str) -> str:
    """HMAC of the canonical JSON: a plain hash of an NHS number could be found by trying all."""
    text = json.dumps(body, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(bytes.fromhex(salt), text.encode(), hashlib.sha256).hexdigest()


def prepared(action: str, object_type: str, object_id: int, body: dict[str, Any]) -> tuple[Event, Payload]:
    """An unsaved event and its payload, by whoever acts now; raises NobodyActs."""
    actor = acting.current()
    salt = secrets.token_hex(16)
    event = Event(
        at=clock.now(),
        actor=actor.user,
        actor_label=actor.label,
        on_behalf_of_job=actor.job,
        action=action,
        object_type=object_type,
        object_id=object_id,
        request_id=actor.request_id,
        payload_digest=digest(body, salt),
    )
    return event, Payload(body=body, salt=salt)


def record(action: str, obj: models.Model, body: dict[str, Any] | None = None, kept: str = "") -> Event:
    """Append one event about ``obj``; raises NobodyActs, and then the act is rolled back with it.

    ``kept`` (``history.ADDED`` or ``CHANGED``) copies the record into its history with the event;
    a record that is not in the database yet is inserted with it.
    """
    event, payload = prepared(action, obj._meta.label_lower, obj.pk or 0, body or {})
    if kept and obj._state.adding:
        make(obj, event, payload)
    else:
        append(event, payload, history.copying(type(obj), [obj.pk], kept) if kept else None)
    return event


def record_set(
    action: str, model: type[models.Model], bodies: dict[int, dict[str, Any]], *, as_one: bool
) -> None:
    """Append an event for each id, or one that names them all."""
    kind = model._meta.label_lower
    if as_one:
        append(*prepared(action, kind, 0, {"ids": list(bodies)}))
    else:
        append_all([prepared(action, kind, pk, body) for pk, body in bodies.items()])


def read(obj: models.Model, ids: list[int] | None = None) -> Event:
    """Append the reading of a record, or of the listed ids below it. Source: CUH, monitoring."""
    return record(f"{obj._meta.model_name}.read", obj, {"ids": ids} if ids else {})


def read_list(model: type[models.Model], ids: list[int], about: str = "listed") -> Event:
    """Append one reading event for a whole page of a list: the ids go in its payload."""
    event, payload = prepared(f"{model._meta.model_name}.{about}", model._meta.label_lower, 0, {"ids": ids})
    append(event, payload)
    return event
