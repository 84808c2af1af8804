"""A note's timeline in words: what people did, and how each attempt to send it went."""

from typing import Any

from recordings_gov.notes.connectors import WORDS
from recordings_gov.pages import timeline


def say_events() -> None:
    """How the events of notes are told."""
    timeline.say("healthrecordnote.created", "Note drafted")
    timeline.say("healthrecordnote.reword", "Words of the note changed")
    timeline.say("healthrecordnote.say_told", "Said when the patient was told, or why not")
    timeline.say("healthrecordnote.send", "To be sent to the record system")
    timeline.say("healthrecordnote.attempted", "Not delivered", _attempt)
    timeline.say("healthrecordnote.handed_over", "Handed over", _handed_over)
    timeline.say("healthrecordnote.acknowledge", "The record system has it", lambda _: "Not filed yet.")
    timeline.say("healthrecordnote.known_there", "Known there already", _known_there)
    timeline.say("healthrecordnote.file_as_answered", "Filed by the record system", _filed)
    timeline.say("healthrecordnote.fail", "Not taken by the record system", _failed)
    timeline.say("healthrecordnote.answer_too_late", "An answer came too late to change anything")
    timeline.say(
        "healthrecordnote.answer_left_to_a_person",
        "An answer came that a person has to act on",
        lambda _: "Look in the record, and file the note by hand if it is there.",
    )
    timeline.say("healthrecordnote.file_by_hand", "Note filed by hand", _filed)


def _attempt(body: dict[str, Any]) -> str:
    return f"Attempt {body['attempt']}: {WORDS[body['result']].lower()}."


def _handed_over(body: dict[str, Any]) -> str:
    return "A receipt is awaited."


def _known_there(body: dict[str, Any]) -> str:
    return "An earlier attempt had arrived. Find it in the record, and file the note by hand with its number."


def _filed(body: dict[str, Any]) -> str:
    return f"Filed as {body['record_reference'][1]}."


def _failed(body: dict[str, Any]) -> str:
    return f"{body['failed_reason'][1]}." if "failed_reason" in body else ""
