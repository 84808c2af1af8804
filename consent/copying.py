"""What a copy asks for before anybody holds it, and what its holder promises. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from recordings_gov.decisions import Decision, Reason


class CopyKind(StrEnum):
    """What somebody holds."""

    COPY = "copy"
    TEACHING = "teaching"
    DOWNLOAD = "download"
    RETAINED = "retained"


KIND_WORDS: dict[str, str] = {
    CopyKind.COPY: "Copy",
    CopyKind.TEACHING: "Teaching copy",
    CopyKind.DOWNLOAD: "Teaching download",
    CopyKind.RETAINED: "Kept after leaving",
}
UNDERTAKING = (
    "I use this copy only for the purpose given here, within what the patient agreed to.",
    "I keep it in the place given here, show it to nobody else and make no further copy.",
    (
        "I destroy it or give it back when I am told that consent was taken back, when I no longer need it,"
        " or when I leave."
    ),
    "I know that I am personally liable for any use beyond that.",
)
RIGHTS = (
    "The Trust keeps the copyright and all reproduction rights in what I keep."
    " I use it for teaching and nothing else, and I do not publish it."
)
"""What somebody who leaves accepts before leave to keep anything counts. Rules: R-188."""

FROM_NOTES = Reason(
    "Nobody copies recordings out of case notes. Media Studio makes the copy from the original.", ("R-119",)
)
NO_PURPOSE = Reason("Say what the copy is for.", ("R-119",))
NO_HOLDER = Reason("Name the one person here, or the one body outside, who will hold it.", ("R-119", "R-176"))
NO_UNDERTAKING = Reason(
    "Whoever will hold it has not accepted the undertaking yet. It is given to nobody before.", ("R-176",)
)
NO_RIGHTS = Reason(
    "They have not agreed that the Trust keeps the copyright and all reproduction rights.", ("R-188",)
)
HAS_LEFT = Reason("Whoever would hold it works here no longer.", ("R-119", "R-188"))
OWN_HANDS = Reason("You ask for it or would hold it. Another person authorises it.", ("R-119",))
MAY_ASK = Reason("It may be asked for.", ("R-119",))
MAY_RELEASE = Reason("It may be given to its holder.", ("R-119", "R-176"))


@dataclass(frozen=True)
class CopyCase:
    """One copy that is wanted; ``agreed`` is whether its use is agreed to today."""

    has_purpose: bool = True
    is_one_holder: bool = True
    from_notes: bool = False
    agreed: Decision = Decision("yes")  # noqa: RUF009  it is frozen
    place: Decision = Decision("yes")  # noqa: RUF009


def may_ask_for_copy(case: CopyCase) -> Decision:
    """``yes``, or ``no`` with each obstacle. Rules: R-119, R-176, R-185."""
    obstacles = [
        reason
        for stands, reason in (
            (not case.from_notes, FROM_NOTES),
            (case.has_purpose, NO_PURPOSE),
            (case.is_one_holder, NO_HOLDER),
        )
        if not stands
    ]
    if case.agreed.verdict != "yes":
        obstacles += case.agreed.obstacles or case.agreed.reasons
    obstacles += case.place.obstacles
    return Decision("no", obstacles=tuple(obstacles)) if obstacles else Decision("yes", (MAY_ASK,))


@dataclass(frozen=True)
class ReleaseCase:
    """A copy that somebody would give to its holder now. ``is_kept`` is leave to keep it after leaving."""

    undertaken: bool
    by_another: bool
    is_kept: bool = False
    rights_accepted: bool = False
    holder_is_here: bool = True
    agreed: Decision = Decision("yes")  # noqa: RUF009


def may_release_copy(case: ReleaseCase) -> Decision:
    """``yes``, or ``no`` with each obstacle. Rules: R-119, R-176, R-188."""
    obstacles = [
        reason
        for stands, reason in (
            (case.undertaken, NO_UNDERTAKING),
            (case.by_another, OWN_HANDS),
            (case.rights_accepted or not case.is_kept, NO_RIGHTS),
            (case.holder_is_here or case.is_kept, HAS_LEFT),
        )
        if not stands
    ]
    if case.agreed.verdict != "yes":
        obstacles += case.agreed.obstacles or case.agreed.reasons
    return Decision("no", obstacles=tuple(obstacles)) if obstacles else Decision("yes", (MAY_RELEASE,))
