"""How this room's events are told on a timeline."""

from typing import Any

from recordings_gov.pages import timeline

TITLES = {
    "consentform.created": "Form started",
    "consentform.say_who_signs": "Who signs: a question answered",
    "consentform.explain": "Explained to the patient",
    "consentform.say_care": "What needs care was said",
    "consentform.hear": "Somebody else was asked",
    "consentform.settle": "A difference was settled",
    "consentform.change": "Changed: this form is void",
    "consentform.find_signer": "Carried over from the form it replaces",
    "localform.created": "Put on the list",
    "localform.approve": "Approved",
    "localform.retire": "Taken out of use",
    "consentform.answer": "Patient's answers and signatures written down",
    "consentform.countersign": "Person taking consent signed",
    "consentform.choose_paper": "Another language or print chosen",
    "consentform.receive": "Received by Media Studio",
    "consentform.send_to_records": "Sent to medical records",
    "consentform.scan": "Scanned, page by page",
    "consentform.file": "In the record system",
    "scanbatch.created": "Scans brought",
    "scannedpage.settle": "Page read",
    "scannedpage.match": "Matched by hand",
    "scannedpage.picture_read": "Picture looked at",
    "consentform.reason_given": "Opened for a reason",
    "recording.read_again": "Anonymised copy read by a second person",
    "usecheck.created": "Asked: may I use it?",
    "usecheck.carry_out": "Downloaded, or passed on",
    "recording.use_refused": "Asked to use it, and refused",
    "recording.created": "Recording registered",
    "recording.keep_anonymised": "An anonymous copy was made",
    "recordingauthority.created": "The consultant in charge authorised it",
    "recordingauthority.second": "Information governance signed as well",
    "recordingauthority.refuse": "Information governance did not sign",
    "consentform.tell_parents": "The parents were told",
    "consentform.defer_telling": "Telling the parents waits",
    "procedure.created": "Asked for",
    "procedure.confirm": "Put on the list",
    "procedure.refuse": "Not put on the list",
    "procedure.retire": "Taken off the list",
    "recording.decide_secondary_use": "Using it again: a question answered",
    "recording.release": "Released from the hold",
    "recording.hold": "Held by Media Studio",
    "recording.go_with": "Goes with the form made in place of its own",
    "recording.look_again": "Another day to look again",
    "recording.quarantine": "Put into quarantine",
    "recording.quarantine_as_asked": "Put into quarantine",
    "recording.restrict": "Restricted",
    "consentform.withdraw": "Consent taken back",
    "consentform.invalidate": "Found never to have counted",
    "consentform.supersede": "Replaced by a newer form",
    "consentform.stop": "Recording stopped",
    "consentform.resume": "They agreed to go on",
    "permission.come_out": "A named use came out",
    "withdrawal.created": "Consent taken back",
    "withdrawal.tell": "They were told what was done",
    "withdrawal.go_back": "Back to the clinician who asked",
    "invalidation.created": "Found never to have counted",
    "invalidation.tell": "The patient was told",
    "registration.created": "Application started",
    "registration.submit": "Submitted to both offices",
    "registration.approve_as_media_studio": "Approved for Media Studio",
    "registration.approve_as_ig": "Approved for information governance",
}


def tell() -> None:
    """Register the words; called once from ``ready``."""
    for action, title in TITLES.items():
        timeline.say(action, title)
    timeline.say("scannedpage.put_aside", "Put aside", lambda body: str(body.get("reason", ["", ""])[1]))
    timeline.say("registration.correct", "Application changed", _corrected)
    timeline.say("registration.reject", "Rejected", lambda body: str(body.get("reason", ["", ""])[1]))


def _corrected(body: dict[str, Any]) -> str:
    changed = ", ".join(name.replace("_", " ") for name in body if name != "status")
    return f"Changed: {changed}. Earlier approvals no longer count." if changed else ""
