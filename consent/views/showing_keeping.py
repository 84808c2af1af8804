"""What the recording's page says of its keeping: facts, what does not match, and what may be done."""

from typing import Any

from django.urls import reverse

from consent.custody_report import fingerprint_of, storage_facts
from consent.models import Recording, RecordingStatus
from recordings_gov.workflow import may

STEPS = (
    ("store", "recording-store", "Say where the original is kept"),
    ("look_up_retention", "recording-retention", "Say how long it is kept"),
    ("give_fingerprint", "recording-fingerprint", "Give the fingerprint of the original"),
    ("quarantine", "recording-quarantine", "Place it in quarantine"),
    ("set_legal_hold", "recording-legal-hold", "Put it under a legal hold"),
    ("lift_legal_hold", "recording-legal-hold-lift", "Lift the legal hold"),
    ("propose_disposal", "recording-propose-disposal", "Propose its destruction"),
    ("decide_disposal", "recording-decide-disposal", "Decide on its destruction"),
    ("destroy", "recording-destroy", "Say that it was destroyed"),
)
PAGES = (
    ("custody.view", "recording-custody", "Its whole way, for a court"),
    ("audit.who_viewed", "recording-trail", "Who looked at it"),
)


def keeping_page(recording: Recording, user: Any) -> dict[str, Any]:
    """The card on the register entry. Rules: R-096, R-174, R-182, R-183, R-185, R-210, R-248."""
    return {
        "keeping": [*storage_facts(recording), *fingerprint_of(recording)],
        "legal_hold": recording.legal_holds.filter(lifted_at=None).first(),
        "keeping_steps": steps_for(recording, user),
        "keeping_pages": pages_for(recording, user),
    }


def steps_for(recording: Recording, user: Any) -> list[tuple[str, str]]:
    """Each step that this person may take now: its words and its address."""
    agreed = recording.disposals.filter(is_agreed=True, destroyed_at=None).exists()
    waits = recording.disposal_that_waits is not None
    fits = {
        "give_fingerprint": not hasattr(recording, "fingerprint"),
        "set_legal_hold": not recording.under_legal_hold,
        "lift_legal_hold": recording.under_legal_hold,
        "propose_disposal": not waits and not agreed and recording.disposal_answer().verdict == "yes",
        "decide_disposal": waits,
        "destroy": agreed,
    }
    return [
        (words, address(page, recording))
        for verb, page, words in STEPS
        if fits.get(verb, True) and may(recording, verb, user)
    ]


def pages_for(recording: Recording, user: Any) -> list[tuple[str, str]]:
    """The pages about it that this person may read."""
    return [(words, address(page, recording)) for act, page, words in PAGES if user.holds(act)]


def disposal_lead(recording: Recording) -> str:
    """Whether it may be destroyed, in words."""
    answer = recording.disposal_answer()
    return " ".join(reason.says for reason in (answer.obstacles or answer.reasons))


def back_to(recording: Recording) -> str:
    """Its page, or the page without contents of what is in quarantine."""
    shut = recording.status == RecordingStatus.QUARANTINED
    return address("quarantine-detail" if shut else "recording-detail", recording)


def address(page: str, recording: Recording) -> str:
    """A page of this recording."""
    return reverse(f"consent:{page}", kwargs={"reference": recording.reference})
