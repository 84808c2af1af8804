"""Two colleagues log the same request: the second is asked first whether to join the one there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from recordings_gov import clock
from requests_app import vocabulary
from requests_app.models import RecordingRequest

WITHIN = timedelta(hours=1)
LOCKED_AS = 18_012  # names this lock among PostgreSQL's advisory locks


@dataclass(frozen=True)
class Logged:
    """A request that a colleague logged, as the page says it: never who."""

    reference: str
    at: datetime
    where: str
    what: str


class AlreadyLogged(ValidationError):
    """A colleague has logged this, and nobody has said yet that this is another one."""

    def __init__(self, found: list[Logged]) -> None:
        super().__init__("A colleague logged this already. Join it, or log another one")
        self.found = found


def refuse_a_second(
    *, by: Any, department: Any, patient: Any, number: str, room: str, known: Iterable[str] = ()
) -> None:
    """Raise AlreadyLogged when a colleague logged this patient here within the hour; inside a transaction.

    ``known`` are references of which somebody said that this is another one. Of two who save at once
    the second waits here until the first is done. Rules: R-012.
    """
    whom = f"patient {patient.pk}" if patient else f"number {_squeezed(number)}"
    _wait_for_others(f"{department.pk} {whom}")
    said = set(known)
    found = [
        each for each in _logged_here(by, department, patient, number, room) if each.reference not in said
    ]
    if found:
        raise AlreadyLogged(found)


def _logged_here(by: Any, department: Any, patient: Any, number: str, room: str) -> list[Logged]:
    """What colleagues logged of this patient in this room within the hour. One query.

    A room that was not said may be any room.
    """
    rows = RecordingRequest.objects.visible_to(by).filter(
        department=department, logged_at__gt=clock.now() - WITHIN
    )
    rows = rows.filter(patient=patient) if patient else rows.filter(patient=None)
    asked = rows.exclude(logged_by=by).order_by("-logged_at")
    fields = ("reference", "logged_at", "modality", "room", "media", "subject", "number_as_typed")
    here = room.casefold().strip()
    return [
        Logged(row["reference"], row["logged_at"], _where(row), vocabulary.what(row["media"], row["subject"]))
        for row in asked.values(*fields)
        if (patient or _squeezed(row["number_as_typed"]) == _squeezed(number))
        and (not here or not row["room"] or row["room"].casefold() == here)
    ]


def _where(row: dict[str, Any]) -> str:
    return ", ".join(part for part in (vocabulary.label("modality", row["modality"]), row["room"]) if part)


def _squeezed(number: str) -> str:
    return "".join(number.split()).casefold()


def _wait_for_others(what: str) -> None:
    """Let whoever logs the same finish first; SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCKED_AS, what])
