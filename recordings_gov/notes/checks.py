"""A record system that is half described is found at start, not when the first note is due."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

KNOWN = ("", "files", "mllp")


def connector_is_complete(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """NOTES_CONNECTOR is one we have, and what it needs is given."""
    if settings.NOTES_CONNECTOR not in KNOWN:
        return [Error("NOTES_CONNECTOR is mllp, files or nothing.", id="notes.E001")]
    if settings.NOTES_CONNECTOR != "mllp":
        return []
    found: list[CheckMessage] = []
    host, _colon, port = settings.NOTES_MLLP_ADDRESS.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65_536:
        found.append(Error("NOTES_MLLP_ADDRESS is host:port.", id="notes.E002"))
    if not 0 < settings.NOTES_MLLP_SECONDS < settings.OUTBOX_LEASE_SECONDS:
        found.append(
            Error("NOTES_MLLP_SECONDS is more than 0 and less than OUTBOX_LEASE_SECONDS.", id="notes.E003")
        )
    return found
