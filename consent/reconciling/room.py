"""What the reconciliation hands to the lower rooms."""

from datetime import date
from typing import Any

from django.urls import reverse

from consent.models.mismatch import ACT, Mismatch
from consent.reconciling.finding import FORM_WITHOUT_RECORDING
from recordings_gov.accounts import known_settings
from recordings_gov.pages import needs, timeline
from recordings_gov.pages.needs import Need

TITLES = {
    "libraryimport.created": "Brought",
    "libraryimport.find_right": "Checked: no line is wrong",
    "libraryimport.refuse": "Refused: nothing was taken over",
    "libraryimport.given_up": "Given up: nothing was taken over",
    "libraryimport.confirm": "Said to be right",
    "libraryimport.discard": "Put aside",
    "libraryimport.take_over": "Taken over",
    "mismatch.found": "Found",
    "mismatch.reopened": "Still there: open again",
    "mismatch.gone": "No longer there",
    "mismatch.resolve": "Resolved",
    "mismatch.hand_to": "Given to somebody else",
}


def own_mismatches(user: Any, _today: date) -> list[Need]:
    """One line for all that this person looks after. Rules: R-207."""
    if not user.holds(ACT):
        return []
    count = Mismatch.objects.filter(owner=user).standing().count()
    if not count:
        return []
    deed = "Put right what differs between the image library and the register"
    return [Need(deed, reverse("consent:mismatch-list") + "?owner=me", None, f"{count:,} to look at")]


def open_room() -> None:
    """The setting, what home shows, the words of the timeline."""
    known_settings.register(FORM_WITHOUT_RECORDING)
    needs.register(own_mismatches)
    for action, title in TITLES.items():
        timeline.say(action, title)
