"""What and for whom, as the page of a request says it."""

from typing import TYPE_CHECKING

from requests_app import vocabulary
from requests_app.decisions import PATIENT
from requests_app.models.words_asked import Pictured, YesNo
from requests_app.speaking import NOBODY

if TYPE_CHECKING:
    from requests_app.models import RecordingRequest

OWNED = "The patient’s own, to keep and to share. None of it is ours"


def page_rows(record: "RecordingRequest", masked: bool) -> list[tuple[str, str]]:
    """Rows of the request's page; empty where nothing was said, or in words that may name somebody.

    Rules: R-012, R-017, R-029, R-038.
    """
    return [
        ("Whose recording", "" if record.route else OWNED),
        ("Goes to", record.goes_to),
        ("Who it is for", record.get_used_by_display()),
        ("How it came up", _came(record)),
        ("Recorded with", vocabulary.label("device", record.device) if record.device else ""),
        ("Why, in their words", "" if masked else record.reason_words),
        ("Needs we knew of", ", ".join(vocabulary.label("reason", code) for code in record.known_needs)),
        ("Who decides", _decides(record, masked)),
        ("Others on the screen", record.get_others_in_view_display()),
        ("In the picture", ", ".join(str(Pictured(code).label) for code in record.pictured)),
    ]


def _came(record: "RecordingRequest") -> str:
    said = str(record.get_came_to_light_display())
    if record.asked_first == YesNo.NO and said:
        return f"{said}. Not asked first"
    return said


def _decides(record: "RecordingRequest", masked: bool) -> str:
    """Whose yes it takes, beside the patient's own answer. Rules: R-013, R-033."""
    if record.recorder == PATIENT:
        return ""
    child = {
        YesNo.YES: "The child understands what it means",
        YesNo.NO: "The child does not understand it yet",
    }
    parts = [child[YesNo(record.understands)]] if record.understands else []
    parts += [record.get_speaks_display()] if record.speaks and record.speaks != NOBODY else []
    parts += ["Nobody here may speak for them"] if record.speaks == NOBODY else []
    parts += [record.best_interests] if record.best_interests and not masked else []
    return ". ".join(parts)
