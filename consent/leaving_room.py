"""What publications, prints and disclosures hand to the lower rooms; called once from ``ready``."""

from datetime import date
from typing import Any

from consent.models import PrintOrder
from consent.print_watch import TOO_MANY
from consent.professions import Profession, codes_words
from consent.publisher_letter import may_open
from recordings_gov import documents
from recordings_gov.accounts import known_settings
from recordings_gov.incidents import codes
from recordings_gov.pages import needs, timeline
from recordings_gov.pages.needs import Need

MOST_SHOWN = 20
TITLES = {
    "publication.created": "Planned",
    "publication.read_contract": "Contract read",
    "publication.release": "Given to the publisher",
    "publication.come_out": "It came out",
    "publication.stop": "Stopped",
    "publication.take_back": "Consent ended",
    "publication.tell_publisher": "Publisher told",
    "printorder.created": "Ordered",
    "printorder.make": "Printed",
    "printorder.decline": "Not printed",
    "printorder.take_back": "Stopped: consent ended",
    "disclosure.created": "Passed on outside",
}


def waits_for(user: Any, today: date) -> list[Need]:
    """Prints that Media Studio is to make."""
    if not user.holds("print.make"):
        return []
    rows = PrintOrder.objects.visible_to(user).waiting().select_related("ordered_by")[:MOST_SHOWN]
    return [
        Need(f"Print {row.reference}", row.get_absolute_url(), None, f"Ordered by {row.ordered_by}")
        for row in rows
    ]


def open_room() -> None:
    """Setting, needs, words of the timeline, who opens the letter to a publisher, and codes. Rules: R-252."""
    known_settings.register(TOO_MANY)
    needs.register(waits_for)
    documents.register_access("consent.publication", may_open)
    for action, title in TITLES.items():
        timeline.say(action, title)
    for profession in Profession:
        codes.register(profession, str(profession.label), codes_words(profession))
