"""What the text of a policy must say somewhere, and the situations that the guidance expects it to cover.

A section names the clauses it carries and the scenarios it covers; nobody guesses from its words.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Clause:
    """Something a policy says. ``setting`` names the choice that turns a stop into a warning.

    Where a source says *must* there is no setting; where it asks for a warning alone, ``warns``.
    """

    code: str
    title: str
    rules: tuple[str, ...]
    setting: str = ""
    warns: bool = False


@dataclass(frozen=True)
class Scenario:
    """A situation of the Society's list. Source: SoR 4."""

    code: str
    title: str
    rules: tuple[str, ...]


CLAUSES = (
    Clause("misuse", "Misuse may be a civil or criminal wrong", ("R-047",), "policy-check-misuse"),
    Clause("sharing", "Nothing is shared without the others' consent", ("R-046",), "policy-check-sharing"),
    Clause("data_protection", "Data protection", ("R-026", "R-027")),
    Clause(
        "contrary_recording",
        "What staff do when a recording is contrary to policy",
        ("R-045", "R-060"),
        "policy-check-contrary-recording",
    ),
    Clause("public", "The policy is public, and where", ("R-042",), "policy-check-public"),
    Clause("review", "When it is reviewed", ("R-050", "R-216")),
    Clause("litigation", "Recordings and claims", ("R-048",), warns=True),
)
SCENARIOS = (
    Scenario("discussion", "A clinical discussion", ("R-031",)),
    Scenario("obstetric", "Obstetric ultrasound", ("R-032",)),
    Scenario("imaging", "Diagnostic imaging: a child, or the picture on the display", ("R-033",)),
    Scenario("radiotherapy", "Radiotherapy: the team, the equipment or the area", ("R-035",)),
)
CLAUSE_TITLES = {clause.code: clause.title for clause in CLAUSES}
SCENARIO_TITLES = {scenario.code: scenario.title for scenario in SCENARIOS}
