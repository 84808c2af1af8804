"""How this room's events are told on a timeline."""

from typing import Any

from recordings_gov.pages import timeline

TITLES = {
    "consentform.created": "Form started",
    "consentform.say_who_signs": "Who signs: a question answered",
    "consentform.explain": "Explained to the patient",
    "consentform.answer": "Patient's answers and signatures written down",
    "consentform.countersign": "Person taking consent signed",
    "consentform.receive": "Received by Media Studio",
    "consentform.reason_given": "Opened for a reason",
    "recording.created": "Recording registered",
    "registration.created": "Application started",
    "registration.submit": "Submitted to both offices",
    "registration.approve_as_media_studio": "Approved for Media Studio",
    "registration.approve_as_ig": "Approved for information governance",
}


def tell() -> None:
    """Register the words; called once from ``ready``."""
    for action, title in TITLES.items():
        timeline.say(action, title)
    timeline.say("registration.correct", "Application changed", _corrected)
    timeline.say("registration.reject", "Rejected", lambda body: str(body.get("reason", ["", ""])[1]))


def _corrected(body: dict[str, Any]) -> str:
    changed = ", ".join(name.replace("_", " ") for name in body if name != "status")
    return f"Changed: {changed}. Earlier approvals no longer count." if changed else ""
