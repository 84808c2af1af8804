"""Where a recording may be kept, and where it may never stay. Pure."""

from enum import StrEnum

from recordings_gov.decisions import Decision, Reason


class Place(StrEnum):
    """Each kind of place where somebody keeps a recording, or would like to."""

    LIBRARY = "library"
    SAFE = "safe"
    TRUST_DRIVE = "trust_drive"
    ENCRYPTED_STICK = "encrypted_stick"
    DATABASE = "database"
    RECORD = "record"
    OUTSIDE = "outside"
    MEMORY_CARD = "memory_card"
    STICK = "stick"
    DISC = "disc"
    LAPTOP = "laptop"
    PERSONAL_COMPUTER = "personal"
    PHONE = "phone"
    CLOUD = "cloud"


PLACE_WORDS: dict[str, str] = {
    Place.LIBRARY: "The clinical image library",
    Place.SAFE: "Media Studio's safe",
    Place.TRUST_DRIVE: "An encrypted Trust drive",
    Place.ENCRYPTED_STICK: "An encrypted Trust stick",
    Place.DATABASE: "A database on the register of image databases",
    Place.RECORD: "The patient's health record",
    Place.OUTSIDE: "A named body outside the Trust, under its undertaking",
    Place.MEMORY_CARD: "A memory card",
    Place.STICK: "A stick that is not encrypted",
    Place.DISC: "A disc",
    Place.LAPTOP: "A laptop",
    Place.PERSONAL_COMPUTER: "A personal computer",
    Place.PHONE: "A phone",
    Place.CLOUD: "Cloud storage outside the Trust",
}
ALLOWED = (
    Place.LIBRARY,
    Place.SAFE,
    Place.TRUST_DRIVE,
    Place.ENCRYPTED_STICK,
    Place.DATABASE,
    Place.RECORD,
    Place.OUTSIDE,
)
STORED_IN = [(place.value, PLACE_WORDS[place]) for place in ALLOWED]
"""The places that a form offers, with their words."""
INSTEAD = (
    "Put it into the clinical image library, Media Studio's safe or an encrypted Trust drive,"
    " and delete it there."
)
UNKNOWN = Reason("Say in what kind of place it is kept.", ("R-185",))
DATABASE_FIRST = Reason(
    "Information governance authorises every image database before anything goes into it.", ("R-247",)
)
MAY_STAY = Reason("It may be kept there.", ("R-185",))


def place_is_allowed(kind: str, *, is_listed: bool = False) -> Decision:
    """``yes``, or ``no`` with the obstacle and where it goes instead. Rules: R-185, R-247.

    ``is_listed`` says that it is a database which information governance has authorised by now.
    """
    if kind not in PLACE_WORDS:
        return Decision("no", obstacles=(UNKNOWN,))
    if kind not in ALLOWED:
        says = f"{PLACE_WORDS[kind]} is no place to keep a recording for good. {INSTEAD}"
        return Decision("no", obstacles=(Reason(says, ("R-185",)),))
    if kind == Place.DATABASE and not is_listed:
        return Decision("no", obstacles=(DATABASE_FIRST,))
    return Decision("yes", (MAY_STAY,))
