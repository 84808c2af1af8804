"""How an answer is put together: gaps first, then what the signer can open."""

from collections.abc import Iterable, Sequence

from consent.signing.case import SigningCase
from consent.signing.words import ASK, NO, Ask, Route, Signing
from recordings_gov.decisions import Reason

Gap = tuple[Ask, Reason]
TAKER = "taker"
SIGNERS: dict[Route, tuple[str, ...]] = {
    Route.ADULT: ("patient", TAKER),
    Route.YOUNG_PERSON: ("patient", TAKER),
    Route.PARENT: ("parent", TAKER),
    Route.ATTORNEY: ("attorney", TAKER),
    Route.CLINICIANS: ("clinician", TAKER),
    Route.CONSULTANT: ("consultant",),
    Route.OFFICER: ("officer", TAKER),
    Route.HELD: (),
    Route.REPRESENTATIVE: ("representative", TAKER),
    Route.POST_MORTEM: (),
    Route.PARENTS_OF_BABY: ("parent", TAKER),
}
TAKER_SIGNS = Reason("Whoever explained it signs too.", ("R-110", "R-127"))
ONE_BY_ONE = Reason("They sign for each permission they give.", ("R-127",))


def refused(*obstacles: Reason) -> Signing:
    """Nothing may be recorded."""
    return Signing(NO, obstacles=obstacles)


def asked(*gaps: Gap, reasons: Iterable[Reason] = ()) -> Signing:
    """Something is missing, by name; the first group is asked next."""
    groups = tuple(dict.fromkeys(group for group, _ in gaps))
    return Signing(ASK, tuple(reasons), obstacles=tuple(reason for _, reason in gaps), to_ask=groups)


def settled(
    route: Route,
    case: SigningCase,
    *reasons: Reason,
    opens: frozenset[str],
    conditions: Iterable[Reason] = (),
) -> Signing:
    """This way to sign, and what it opens of the uses asked for; what stays closed is said."""
    signers, permissions = SIGNERS[route], opens & case.uses
    signatures = (ONE_BY_ONE, TAKER_SIGNS) if len(signers) == 2 else ()
    closed = () if not case.uses - permissions or not permissions else (_closed(case.uses - permissions),)
    return Signing(route, reasons, (*signatures, *conditions, *closed), (), signers, permissions)


def settled_unless(
    gaps: Sequence[Gap],
    route: Route,
    case: SigningCase,
    *reasons: Reason,
    opens: frozenset[str],
    conditions: Iterable[Reason] = (),
) -> Signing:
    """Settled once nothing is missing."""
    if gaps:
        return asked(*gaps, reasons=reasons)
    return settled(route, case, *reasons, opens=opens, conditions=conditions)


def _closed(uses: frozenset[str]) -> Reason:
    names = {"record": "the health record", "teaching": "teaching", "named_purpose": "the named use"}
    listed = " and ".join(names[use] for use in names if use in uses)
    return Reason(f"Not for {listed}: whoever signs here cannot agree to that.", ("R-118",))
