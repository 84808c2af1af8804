"""What the note for the health record says of during and after: covert, contrary, care, minutes, incident."""

from typing import Any

from django.db.models import Sum

from recordings_gov.incidents.models.words import Care
from requests_app.models import RecordingRequest, RequestStatus
from requests_app.models.words import AGREEMENTS
from requests_app.models.words_after import Matter

KINDS = {
    Matter.FOUND_COVERT: "covert",
    Matter.BEGAN_UNASKED: "contrary",
    Matter.CONTINUED: "contrary",
}


def kind_of(request: RecordingRequest) -> str:
    """Covert or contrary once that was reported; empty before. Rules: R-041."""
    reported = [KINDS.get(Matter(row.matter), "") for row in _reported(request)]
    return next((kind for kind in reported if kind), "")


def ended(request: RecordingRequest, kind: str, wording: dict[str, Any]) -> str:
    """How it ended; what was agreed is told apart from what was found hidden. Rules: R-021, R-041."""
    is_apart = kind == "covert" and request.outcome in AGREEMENTS and request.came_to_light != "found_covert"
    return str(wording["snippet"]["covert_apart"] if is_apart else wording["outcome"][request.outcome])


def note_facts(request: RecordingRequest) -> dict[str, str]:
    """The words of the sentences below."""
    incidents = [row.incident.reference for row in _reported(request)]
    return {
        "incident": " and ".join(incidents),
        "care_words": request.care_words.rstrip("."),
        "escalated_to": request.care_escalated_to,
        "care_offered": _day(request.care_offered_on),
        "minutes": str(_minutes(request)),
    }


def note_snippets(request: RecordingRequest) -> list[str]:
    """Which of them are true of this request. Rules: R-022, R-043."""
    if request.status == RequestStatus.OPEN:
        return []
    found = ["care_continued"] if request.care == Care.CONTINUED else []
    if request.care == Care.STOPPED:
        found.append("care_stopped")
        found += ["care_escalated"] if request.care_escalated_to else []
        found += ["care_offered"] if request.care_offered_on else []
    found += ["extra_time"] if _minutes(request) else []
    found += ["incident"] if _reported(request) else []
    return found


def _reported(request: RecordingRequest) -> list[Any]:
    if request.status == RequestStatus.OPEN:
        return []
    return list(request.raised_incidents.select_related("incident").order_by("pk"))


def _minutes(request: RecordingRequest) -> int:
    if request.status == RequestStatus.OPEN:
        return 0
    return request.hindrances.aggregate(minutes=Sum("extra_minutes"))["minutes"] or 0


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
