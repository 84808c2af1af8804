"""What differs between the nations: from which age somebody decides, and who can decide for an adult."""

from dataclasses import dataclass
from enum import StrEnum


class AuthorityKind(StrEnum):
    """In what capacity somebody offers to decide for an adult; the last four hold no power to sign."""

    ATTORNEY = "lpa"
    DEPUTY = "deputy"
    WELFARE_ATTORNEY = "welfare_attorney"
    WELFARE_GUARDIAN = "welfare_guardian"
    NEXT_OF_KIN = "next_of_kin"
    CARER = "carer"
    ADVOCATE = "advocate"
    PARENT_OF_ADULT = "parent_of_adult"


@dataclass(frozen=True)
class Law:
    """One nation's: ``decides_from`` is the age from which somebody is presumed able to decide.

    ``authorities`` gives each kind of lawful authority the least age of the person it is for.
    """

    nation: str
    decides_from: int
    law: str
    authorities: tuple[tuple[AuthorityKind, int], ...]

    def lets_sign(self, kind: str, age: int) -> bool:
        """Whether somebody in this capacity may sign for an adult of this age. Rules: R-074."""
        return any(kind == known and age >= least for known, least in self.authorities)


_MCA = ((AuthorityKind.ATTORNEY, 18), (AuthorityKind.DEPUTY, 16))
_ACTS = "Family Law Reform Act 1969 and Mental Capacity Act 2005"
LAWS = {
    "ENG": Law("England", 16, _ACTS, _MCA),
    "WLS": Law("Wales", 16, _ACTS, _MCA),
    "SCT": Law(
        "Scotland",
        16,
        "Age of Legal Capacity (Scotland) Act 1991 and Adults with Incapacity (Scotland) Act 2000",
        ((AuthorityKind.WELFARE_ATTORNEY, 16), (AuthorityKind.WELFARE_GUARDIAN, 16)),
    ),
    # No power of attorney over health is in force there, and no deputy with that power.
    "NIR": Law("Northern Ireland", 16, "Age of Majority Act (Northern Ireland) 1969", ()),
}


def law_of(nation: str) -> Law:
    """The law of a nation by the code of its sites; raises KeyError for any other word."""
    return LAWS[nation]
