"""What the library's part of this room hands to the lower ones."""

from consent import subject_access_documents
from consent.chasing_library import own_recordings
from consent.models.recording_film import SHORT_CLIP
from recordings_gov import documents
from recordings_gov.accounts import known_settings
from recordings_gov.pages import needs, timeline

TITLES = {
    "recording.take_off_camera": "Taken off the camera",
    "recording.upload": "Put into the library, and handed over",
    "recording.correct_entry": "Number in the library, or link, corrected",
    "recording.enter_film": "Entered in the register of films",
    "recording.take_as_donated": "A copy that was given to us",
    "libraryaccess.created": "Asked for",
    "libraryaccess.check_place": "Computer and address checked",
    "libraryaccess.allocate": "Role in the library given",
    "libraryaccess.open": "Opened",
    "libraryaccess.refuse": "Refused",
    "libraryaccess.end": "Ended",
    "subjectaccesssearch.created": "Searched",
    "subjectaccesssearch.reason_given": "Opened for a reason",
}


def open_room() -> None:
    """The setting of a short clip, what home shows, who opens an extract, the words of the timeline."""
    known_settings.register(SHORT_CLIP)
    needs.register(own_recordings)
    documents.register_access("consent.subjectaccesssearch", subject_access_documents.may_open)
    for action, title in TITLES.items():
        timeline.say(action, title)
