"""What a rule's page shows: each duty with what keeps it, and its tests with their last result."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recordings_gov.rulebook.checking import Proof
from recordings_gov.rulebook.entries import Book, Duty, State
from recordings_gov.rulebook.evidence import Evidence, known_tests, recorded
from recordings_gov.rulebook.resolving import Keeper, MissingKeeperError, keeper, sentence

COLOURS = {State.KEPT: "green", State.PARTLY: "yellow", State.OPEN: "grey", State.NOT_KEPT: "grey"}
CAPITALS = re.compile(r"\b(nhs|pdf|qr|ig|url|html|sqlite|postgresql)\b")
RESULTS = {"passed": "Passed", "failed": "Failed", "skipped": "Skipped"}


@dataclass(frozen=True)
class ShownTest:
    """A test as a sentence, with its last result: passed, failed, skipped or not run."""

    says: str
    result: str

    @property
    def has_passed(self) -> bool:
        """Whether it passed when the suite last ran."""
        return self.result == "Passed"


@dataclass(frozen=True)
class ShownDuty:
    """A duty with everything that a reader needs to judge it."""

    duty: Duty
    keepers: Sequence[Keeper]
    tests: Sequence[ShownTest]

    @property
    def colour(self) -> str:
        """Of the tag that carries its state."""
        return COLOURS[self.duty.state]


def shown_duties(book: Book, rule_id: str, root: Path) -> list[ShownDuty]:
    """The duties of a rule, or of the one it repeats."""
    target, evidence = book.target(rule_id), recorded(root)
    proof = Proof.of(book, known_tests(root)[0])
    return [
        ShownDuty(
            duty,
            [_keeper(path, root) for path in duty.kept_by],
            [shown_test(test, evidence) for test in proof.for_duty(target.id, duty.letter)],
        )
        for duty in target.duties
    ]


def shown_test(test: str, evidence: Evidence | None) -> ShownTest:
    """``…::test_two_different_people_approve`` as "Two different people approve" with its result."""
    words = sentence(test.rpartition("::")[2].removeprefix("test_"))
    words = CAPITALS.sub(lambda found: found[0].upper(), words)
    result = evidence.results.get(test, "") if evidence else ""
    return ShownTest(words[:1].upper() + words[1:], RESULTS.get(result, "Not run for this build"))


def last_run(duties: Sequence[ShownDuty], evidence: Evidence | None) -> str:
    """One sentence on how the tests of this rule did when they last ran."""
    tests = {test for shown in duties for test in shown.tests}
    if not tests:
        return ""
    passed = sum(test.has_passed for test in tests)
    if evidence is None or not any(test.result in RESULTS.values() for test in tests):
        return "Not run for this build."
    all_passed = "It" if len(tests) == 1 else f"All {passed}"
    many = all_passed if passed == len(tests) else f"{passed} of {len(tests)}"
    return f"{many} passed on {evidence.day.day} {evidence.day:%B %Y}, build {evidence.commit}."


def _keeper(path: str, root: Path) -> Keeper:
    try:
        return keeper(path, root)
    except MissingKeeperError:
        return Keeper(path, "Missing", "This build does not have it")
