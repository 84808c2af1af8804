"""Where the rulebook, the code and the tests disagree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recordings_gov.rulebook.citing import Citation, Mention, slip
from recordings_gov.rulebook.entries import Book, State
from recordings_gov.rulebook.resolving import MissingKeeperError, keeper


@dataclass
class Proof:
    """Which tests count for which duty. One naming no duty counts for every duty that is kept."""

    book: Book
    tests: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, book: Book, citations: Iterable[Citation]) -> "Proof":
        """Sort citations that the book knows under the duties they prove."""
        proof = cls(book)
        for cited in citations:
            if slip(book, cited.rule, cited.duty) is None:
                proof.add(cited)
        return proof

    def add(self, cited: Citation) -> None:
        """Count one test for the duties it names, or for all that are kept."""
        target = self.book.target(cited.rule)
        for duty in target.duties:
            named = cited.duty == duty.letter if cited.duty else duty.state == State.KEPT
            tests = self.tests[(target.id, duty.letter)]
            if named and cited.test not in tests:
                tests.append(cited.test)

    def for_duty(self, rule_id: str, letter: str) -> list[str]:
        """The tests that count for this duty of this rule."""
        return sorted(self.tests.get((rule_id, letter), ()))

    def for_rule(self, rule_id: str) -> list[str]:
        """The tests of all its duties, or of those of the rule it repeats."""
        target = self.book.target(rule_id)
        return sorted({test for duty in target.duties for test in self.for_duty(target.id, duty.letter)})


@dataclass(frozen=True)
class Findings:
    """Faults stop the build; warnings ask somebody to look."""

    faults: tuple[str, ...]
    warnings: tuple[str, ...]


def check(
    book: Book,
    citations: Sequence[Citation],
    unreadable: Sequence[str],
    mentions: Sequence[Mention],
    root: Path,
) -> Findings:
    """Everything in which rulebook, code and tests disagree, in plain sentences."""
    proof = Proof.of(book, citations)
    faults = [
        *unreadable,
        *_unknown_in_tests(book, citations),
        *_unknown_in_code(book, mentions),
        *_missing_keepers(book, root),
        *_kept_without_test(book, proof),
    ]
    return Findings(tuple(faults), (*_unlisted(book, mentions), *_tests_before_code(book, citations)))


def _unknown_in_tests(book: Book, citations: Sequence[Citation]) -> Iterator[str]:
    for cited in citations:
        wrong = slip(book, cited.rule, cited.duty)
        if wrong:
            yield f"{cited.test}: {wrong}"


def _unknown_in_code(book: Book, mentions: Sequence[Mention]) -> Iterator[str]:
    for said in mentions:
        if said.entry not in book.rules and said.entry not in book.conflicts:
            yield f"{said.path}:{said.line}: {said.entry} is not in the rulebook"


def _missing_keepers(book: Book, root: Path) -> Iterator[str]:
    for rule in book.rules.values():
        for duty in rule.duties:
            for path in duty.kept_by:
                try:
                    keeper(path, root)
                except MissingKeeperError as error:
                    yield f"{rule.id} {duty.letter}: kept_by {path} does not exist: {error}"


def _kept_without_test(book: Book, proof: Proof) -> Iterator[str]:
    for rule in book.rules.values():
        for duty in rule.duties:
            if duty.kept_by and not proof.for_duty(rule.id, duty.letter):
                yield f"{rule.id} {duty.letter}: marked as kept and no test proves it"


def _unlisted(book: Book, mentions: Sequence[Mention]) -> Iterator[str]:
    """Code that says it keeps a rule, in a file that the rule's ``kept_by`` does not name."""
    for said in mentions:
        if said.keeps and said.entry in book.rules:
            paths = [path for duty in book.target(said.entry).duties for path in duty.kept_by]
            if not any(_lies_in(path, said.path) for path in paths):
                yield f"{said.path}:{said.line}: cites {said.entry}, whose kept_by names nothing in this file"


def _lies_in(keeping: str, file: str) -> bool:
    if keeping.startswith("templates/"):
        return keeping == file
    if "#" in keeping:
        return file.startswith(keeping.partition(".")[0]) or f"/{keeping.partition('.')[0]}/" in file
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return keeping.startswith(f"{module}.")


def _tests_before_code(book: Book, citations: Sequence[Citation]) -> Iterator[str]:
    for cited in citations:
        known = slip(book, cited.rule, cited.duty) is None
        if known and not any(duty.kept_by for duty in book.target(cited.rule).duties):
            yield f"{cited.test}: proves {cited.rule}, of which nothing is marked as kept"
