"""Several people answer for one recording: do they agree, differ, or was only one of them asked? Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from recordings_gov.decisions import Decision, Reason

YOUNG_PERSON, PARENT = "competent_young_person", "parental_responsibility"
RESPONSIBLE, CARER, OTHER = "responsible", "carer", "other"
YES, NO, NOT_SURE = "yes", "no", "not_sure"

CONFLICT = Reason(
    "Two people with parental responsibility answer differently. Nobody signs until that is settled (C-24).",
    ("R-079", "R-147"),
)
SETTLED = Reason("They answered differently, and it is written down how that was settled.", ("R-147",))
NO_VETO = Reason(
    "A parent says no. It is written down and talked about. It is no veto over theirs (C-24).",
    ("R-143", "R-147"),
)
A_VIEW = Reason(
    "Somebody without that authority says no. It is written down as their view (C-24).", ("R-142",)
)
ASK_A_PARENT = Reason(
    "Only the young person was asked. Where it is right, ask a parent or carer as well.", ("R-147",)
)
ALL_AGREE = Reason("Everybody who was asked agrees.", ("R-147",))


@dataclass(frozen=True)
class Said:
    """What one person said; ``standing`` is responsible, carer or other, ``answer`` yes, no or not_sure."""

    name: str
    standing: str
    answer: str


def together(way: str, said: Iterable[Said], *, is_settled: bool = False) -> Decision:
    """``conflict`` while nobody may sign, ``differ`` when it may go on all the same, else ``agree``.

    ``way`` is how the form is signed. The newest answer of each person counts. Rules: R-142, R-143, R-147.
    Conflict: C-24.
    """
    newest = {" ".join(each.name.split()).casefold(): each for each in said}.values()
    against = [each for each in newest if each.answer != YES]
    of_parents = [each for each in against if each.standing == RESPONSIBLE]
    if way == PARENT and of_parents:
        return Decision("differ", (SETTLED,)) if is_settled else Decision("conflict", obstacles=(CONFLICT,))
    if against:
        return Decision("differ", conditions=(NO_VETO if way == YOUNG_PERSON and of_parents else A_VIEW,))
    if way == YOUNG_PERSON and not newest:
        return Decision("agree", conditions=(ASK_A_PARENT,))
    return Decision("agree", (ALL_AGREE,) if newest else ())
