"""May this photo be taken with an approved app: only where no photographer could be had. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from recordings_gov.decisions import Decision, Reason


class MadeWith(StrEnum):
    """With what a member of staff took the photo."""

    APP = "app"
    PHONE = "phone"


MADE_WITH_WORDS = {
    MadeWith.APP: "The approved app, on a registered device",
    MadeWith.PHONE: "A phone or tablet in any other way",
}


class SentBy(StrEnum):
    """How the photo left the device."""

    APP = "app"
    MESSAGE = "message"
    OTHER = "other"


SENT_WORDS = {
    SentBy.APP: "The app itself put it into the record",
    SentBy.MESSAGE: "By picture message, messaging app or e-mail",
    SentBy.OTHER: "In another way",
}


class NoPhotographer(StrEnum):
    """Why Media Studio could not take it. Rules: R-196."""

    OUT_OF_HOURS = "out_of_hours"
    NOT_IN_TIME = "not_in_time"
    NOT_PRACTICAL = "not_practical"


NO_PHOTOGRAPHER_WORDS = {
    NoPhotographer.OUT_OF_HOURS: "Out of hours",
    NoPhotographer.NOT_IN_TIME: "Nobody could come in time",
    NoPhotographer.NOT_PRACTICAL: "Not practical here",
}

PHONE = Reason(
    "Staff take no photo of a patient with a phone or tablet outside the approved app.", ("R-198",)
)
SENT = Reason(
    "A photo leaves the device by the app alone. Picture messages are not safe for clinical use.", ("R-199",)
)
DEVICE = Reason("That device is not registered for the approved app.", ("R-196",))
CHAPERONE = Reason("Name the chaperone who was there.", ("R-196",))
WHY = Reason("Say why Media Studio could not take it.", ("R-196",))
NOT_TOLD = Reason("Explain first that the app keeps no photo on the device.", ("R-199",))
PHOTO_ONLY = Reason("The app takes photos, for the health record and nothing else.", ("R-197",))


@dataclass(frozen=True)
class AppCase:
    """What is said of the photo; ``device_is_registered`` on the day it was taken."""

    made_with: MadeWith
    device_is_registered: bool
    chaperone: str
    why: str
    sent_by: SentBy
    explained: bool
    is_for_care: bool


def may_use_app(case: AppCase) -> Decision:
    """``yes``; ``phone`` or ``message`` for what staff may never do and is looked into; or ``no``.

    Each obstacle is named. That consent was signed before is asked by ``may_record``, as of every recording.
    Rules: R-196, R-197, R-198, R-199.
    """
    if case.made_with != MadeWith.APP:
        return Decision("phone", obstacles=(PHONE,))
    if case.sent_by == SentBy.MESSAGE:
        return Decision("message", obstacles=(SENT,))
    asked = (
        (not case.device_is_registered, DEVICE),
        (not case.chaperone.strip(), CHAPERONE),
        (not case.why.strip(), WHY),
        (case.sent_by != SentBy.APP, SENT),
        (not case.explained, NOT_TOLD),
        (not case.is_for_care, PHOTO_ONLY),
    )
    obstacles = tuple(reason for stands, reason in asked if stands)
    return Decision("no" if obstacles else "yes", obstacles=obstacles)
