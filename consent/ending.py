"""What an ending does to a recording. Pure: facts in, a verdict with its reasons out."""

from dataclasses import dataclass
from enum import StrEnum

from recordings_gov.decisions import Decision, Reason


class Follows(StrEnum):
    """What becomes of a recording when consent is taken back, or never counted."""

    STAYS = "stays"
    RESTRICTED = "restricted"
    QUARANTINED = "quarantined"


@dataclass(frozen=True)
class Ended:
    """A recording, and what is left of the consent for it.

    ``remains`` holds the kinds of permission that still stand, of this form and of those for further
    uses of the same recording. ``published`` says that something came out under what was taken back.
    """

    made_for_care: bool
    remains: frozenset[str] = frozenset()
    published: bool = False
    made_after_the_word: bool = False
    never_counted: bool = False


def what_follows(ended: Ended) -> Decision:
    """``stays``, ``restricted`` or ``quarantined``; an obstacle names what can no longer be stopped.

    What was made for care is part of the health record: without the permission for that it is restricted.
    What was made for teaching or a named use alone is quarantined once nothing is left that it may be
    used for. A recording that no consent stood for when it was made is quarantined whatever it was for.
    Rules: R-133, R-134, R-135, R-155. Conflicts: C-12, C-13, C-35.
    """
    verdict, because = _verdict(ended)
    return Decision(verdict, reasons=(because,), obstacles=(CANNOT_RECALL,) if ended.published else ())


def _verdict(ended: Ended) -> tuple[str, Reason]:
    if ended.never_counted:
        return Follows.QUARANTINED, NEVER_COUNTED
    if ended.made_after_the_word:
        return Follows.QUARANTINED, MADE_AFTER
    if ended.made_for_care:
        return (
            (Follows.STAYS, STAYS_FOR_CARE) if "record" in ended.remains else (Follows.RESTRICTED, RESTRICTED)
        )
    return (Follows.STAYS, STAYS_FOR_THE_REST) if ended.remains else (Follows.QUARANTINED, QUARANTINED)


NEVER_COUNTED = Reason("The form never counted, so no consent stood for it.", ("R-134", "R-155"))
MADE_AFTER = Reason("It was made after consent was taken back.", ("R-133", "R-134"))
STAYS_FOR_CARE = Reason("It stays in the health record, for care. What was taken back stops.", ("R-133",))
STAYS_FOR_THE_REST = Reason("It stays for what is still agreed to. What was taken back stops.", ("R-133",))
RESTRICTED = Reason(
    "It was made for care: it is kept and restricted. Nobody who treats patients sees or uses it.",
    ("R-134",),
    "C-35",
)
QUARANTINED = Reason(
    "It was made for teaching or a named use: it is quarantined, and nobody sees it.", ("R-134",), "C-12"
)
CANNOT_RECALL = Reason("What has come out cannot be called back. There is no new use of it.", ("R-135",))
