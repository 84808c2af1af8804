"""What copies, edits and leavers hand to the lower rooms; called once from ``ready``."""

from consent.models.copy_notices import ANSWER_DAYS
from recordings_gov.accounts import known_settings
from recordings_gov.pages import timeline

TITLES = {
    "copy.created": "Asked for",
    "copy.undertake": "The undertaking was accepted",
    "copy.release": "Authorised, and given to its holder",
    "copy.permit": "They may keep it for teaching",
    "copy.refuse": "Not given",
    "copy.lapse": "Not given: it may no longer be used",
    "copy.call_back": "Called back",
    "copy.end": "Destroyed, or given back",
    "edit.created": "Entered beside its original",
    "leaver.created": "Checklist started",
    "leaver.answer": "They answered",
    "leaver.keep": "Asked to keep a recording",
    "leaver.sign_off": "Signed off",
}


def open_room() -> None:
    """The setting and the words of the timeline."""
    known_settings.register(ANSWER_DAYS)
    for action, title in TITLES.items():
        timeline.say(action, title)
