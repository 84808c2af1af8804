"""Which edits of an image are allowed. Pure."""

from dataclasses import dataclass

from recordings_gov.decisions import Decision, Reason

KINDS: dict[str, str] = {
    "crop": "Cropped",
    "background": "Background that does not matter removed",
    "contrast": "Contrast or brightness",
    "colour": "Colour balance",
    "inversion": "The whole image inverted",
}
ENHANCES = frozenset({"contrast", "colour", "inversion"})
NOT_OPEN = Reason("What is in quarantine or destroyed is not edited.", ("R-155",))
HELD = Reason("It is held: nobody edits it before they have been asked.", ("R-138",))
NOTHING = Reason("Say what was changed.", ("R-178",))
OTHER = Reason(
    "Only cropping, removing background that does not matter, contrast, brightness and colour balance are"
    " allowed, and inverting the whole image.",
    ("R-178",),
    "C-29",
)
PART = Reason("Only the whole image is edited. Nothing in it is moved, added or taken away.", ("R-178",))
NO_LABEL = Reason("An enhanced image carries a label that says what was done. Give the label.", ("R-179",))
NOT_REGISTERED = Reason(
    "Only registered medical illustration practitioners edit images. Give the register and the number on it.",
    ("R-121",),
)
MAY_EDIT = Reason("It may be made, as a new item beside the original.", ("R-121", "R-178"))


@dataclass(frozen=True)
class EditCase:
    """What somebody did, or would do, to an image."""

    kinds: frozenset[str]
    whole_image: bool = True
    is_labelled: bool = False
    is_registered: bool = True
    state: str = "captured"


def may_edit(case: EditCase) -> Decision:
    """``yes``, or ``no`` with each obstacle. Rules: R-121, R-178, R-179. Conflict: C-29."""
    lets = (
        (case.state not in ("quarantined", "destroyed"), NOT_OPEN),
        (case.state != "held", HELD),
        (bool(case.kinds), NOTHING),
        (case.kinds <= set(KINDS), OTHER),
        (case.whole_image, PART),
        (case.is_labelled or not case.kinds & ENHANCES, NO_LABEL),
        (case.is_registered, NOT_REGISTERED),
    )
    obstacles = tuple(reason for stands, reason in lets if not stands)
    return Decision("no", obstacles=obstacles) if obstacles else Decision("yes", (MAY_EDIT,))
