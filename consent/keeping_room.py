"""What the keeping of recordings hands to the lower rooms: words, needs, papers, and who asked in vain."""

from consent.custody_report import may_open
from consent.in_vain import asked_for_edit, asked_in_vain
from consent.keeping_waiting import waits_for
from consent.models import Edit, Recording
from consent.reviewing import register_image_databases
from recordings_gov import documents
from recordings_gov.pages import absent, needs, timeline

TITLES = {
    "recording.store": "Where the original is kept",
    "recording.look_up_retention": "How long it is kept",
    "recording.give_fingerprint": "The original's fingerprint was given",
    "recording.set_legal_hold": "Under a legal hold",
    "recording.lift_legal_hold": "The legal hold was lifted",
    "recording.propose_disposal": "Its destruction was proposed",
    "recording.decide_disposal": "Its destruction was decided on",
    "recording.destroy": "Destroyed",
    "recording.opened_in_quarantine": "Opened in quarantine",
    "recording.review_opening": "An opening was looked at by another person",
    "recording.propose_release": "Release from quarantine was proposed",
    "recording.decide_release": "Release from quarantine was decided on",
    "recording.not_available.read": "Asked for while in quarantine: not available",
    "recording.read": "Looked at",
    "recording.reason_given": "A reason was given to look",
    "document.read": "A paper about it was opened",
    "document.created": "A paper about it was made",
    "imagedatabase.created": "Put on the register",
    "imagedatabase.authorise": "Authorised by information governance",
    "imagedatabase.refuse": "Refused by information governance",
    "imagedatabase.close": "No longer authorised",
}


def open_room() -> None:
    """Called once, when the apps are ready."""
    for action, title in TITLES.items():
        timeline.say(action, title)
    needs.register(waits_for)
    documents.register_access("consent.recording", may_open)
    absent.register(Recording, asked_in_vain)
    absent.register(Edit, asked_for_edit)
    register_image_databases()
