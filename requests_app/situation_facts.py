"""What was checked of a request's situation, as its page and its note say it."""

from typing import TYPE_CHECKING

from requests_app import vocabulary
from requests_app.models.situation_checks import NO_ZONE, OUT_OF_ZONES

if TYPE_CHECKING:
    from requests_app.models import RecordingRequest

DEPARTMENT = "department"


def page_rows(record: "RecordingRequest") -> list[tuple[str, str]]:
    """Rows of the request's page; empty where nothing was said. Rules: R-014, R-032, R-044, R-222."""
    return [
        ("Place", vocabulary.label("location", record.location)),
        ("The device would be", _device(record)),
        ("Other people near", vocabulary.label("bystanders", record.bystanders) if record.bystanders else ""),
        ("Pregnancy scan", _scan(record).capitalize()),
    ]


def note_facts(request: "RecordingRequest") -> dict[str, str]:
    """Words for the note: the zone, and the wish at a pregnancy scan."""
    return {"device_zone": ", ".join(_zones(request)).lower(), "scan": _scan(request)}


def note_place(request: "RecordingRequest") -> str:
    """Where it was, if that was not our department. Rules: R-222."""
    return "" if request.location == DEPARTMENT else vocabulary.phrase("location", request.location)


def note_snippets(request: "RecordingRequest") -> list[str]:
    """Which further sentences are true: a place without devices, somebody else in view, a pregnancy scan."""
    found = ["device_zone"] if request.device_at not in OUT_OF_ZONES else []
    found += ["others_in_view"] if request.bystanders == "in_view" else []
    return found + (["scan"] if request.scan_purpose else [])


def _zones(request: "RecordingRequest") -> list[str]:
    return [str(name) for name in request.answer.get("zones", ())] or [request.device_at]


def _device(record: "RecordingRequest") -> str:
    if record.device_at in OUT_OF_ZONES:
        return "Outside the places without devices" if record.device_at == NO_ZONE else ""
    exposed = ". X-rays or the beam may be on" if record.exposure else ""
    return f"{', '.join(_zones(record))}{exposed}"


def _scan(record: "RecordingRequest") -> str:
    if not record.scan_purpose:
        return ""
    purpose = vocabulary.phrase("scan_purpose", record.scan_purpose)
    when = vocabulary.phrase("scan_phase", record.scan_phase) if record.scan_phase else ""
    return f"{purpose}, to record {when}" if when else purpose
