"""May this research project record, or use clinical photos: its gates by name. Pure."""

from dataclasses import dataclass
from datetime import date

from recordings_gov.decisions import Decision, Reason

RULES = ("R-163",)
NO_PROJECT = "a registered research project on the form"


@dataclass(frozen=True)
class ResearchCase:
    """A project as it stands; ``on`` and ``ends_on`` are London's days.

    ``makes_recordings`` means that recordings are made for it alone: then ethics and R&D come first too.
    ``media_studio`` and ``information_governance`` say that the office has registered it as it reads now.
    """

    on: date
    ends_on: date | None
    makes_recordings: bool
    ethics_reference: str = ""
    rd_reference: str = ""
    media_studio: bool = False
    information_governance: bool = False
    is_over: bool = False


@dataclass(frozen=True)
class Gate:
    """One gate: what it is called and whether it is open."""

    name: str
    is_met: bool


def gates(case: ResearchCase) -> tuple[Gate, ...]:
    """Every gate that this project has to pass before anything else than its forms. Rules: R-163."""
    approvals = (
        Gate("research ethics committee approval", bool(case.ethics_reference.strip())),
        Gate("registration with research and development", bool(case.rd_reference.strip())),
    )
    return (
        *(approvals if case.makes_recordings else ()),
        Gate("registration with the head of Media Studio", case.media_studio),
        Gate("registration with the information governance manager", case.information_governance),
        Gate("a last day that is still to come", _is_running(case)),
    )


def missing_gates(case: ResearchCase) -> tuple[str, ...]:
    """The gates that are shut, by name. Rules: R-163."""
    return tuple(gate.name for gate in gates(case) if not gate.is_met)


def may_go_ahead(case: ResearchCase) -> Decision:
    """``yes``, or ``no`` with every missing gate named. Rules: R-163."""
    missing = missing_gates(case)
    if missing:
        return Decision("no", obstacles=(lacking(missing),))
    return Decision("yes", (Reason("Every gate of this research project is open.", RULES),))


def lacking(missing: tuple[str, ...]) -> Reason:
    """What is still missing, in one sentence."""
    return Reason(f"Research waits until this is there: {'; '.join(missing)}.", RULES)


def _is_running(case: ResearchCase) -> bool:
    return not case.is_over and case.ends_on is not None and case.on <= case.ends_on
