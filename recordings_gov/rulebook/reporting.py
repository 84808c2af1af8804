"""The rulebook as a person reads it in a terminal and as a machine reads it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from recordings_gov.rulebook.checking import Proof
from recordings_gov.rulebook.entries import APP_WORDS, DUTY_WORDS, Book, Rule, State


def as_data(book: Book, proof: Proof) -> dict[str, Any]:
    """Rules and totals, ready for JSON; the flat lists are the union over the duties."""
    return {
        "rules": {rule.id: _rule(book, proof, rule) for rule in book.rules.values()},
        "totals": totals(book, proof),
    }


def _rule(book: Book, proof: Proof, rule: Rule) -> dict[str, Any]:
    shown = book.target(rule.id).duties
    return {
        "source": rule.source,
        "duty": [duty.letter for duty in rule.duties],
        "duties": {
            duty.letter: {
                "kept_by": list(duty.kept_by),
                "tests": proof.for_duty(rule.id, duty.letter),
                "not_kept": duty.not_kept,
                "open": duty.open,
            }
            for duty in rule.duties
        },
        "state": book.state(rule.id).value,
        "kept_by": sorted({path for duty in shown for path in duty.kept_by}),
        "tests": proof.for_rule(rule.id),
        "not_kept": _why_not(shown),
        "app": rule.app,
    }


def _why_not(duties: Any) -> str | None:
    """Reasons and what is still open in one text, each with its duty; None when all is kept."""
    told = [f"{duty.letter}: {duty.not_kept or duty.open}" for duty in duties if duty.not_kept or duty.open]
    return " ".join(told) or None


def totals(book: Book, proof: Proof) -> dict[str, Any]:
    """Counts of rules by state, by app and state, and of duties by letter and state."""
    duties = [duty for rule in book.rules.values() for duty in rule.duties]
    by_app = Counter((rule.app, book.state(rule.id)) for rule in book.rules.values())
    by_duty = Counter((duty.letter, duty.state) for duty in duties)
    single = (State.KEPT, State.OPEN, State.NOT_KEPT)
    return {
        "rules": len(book.rules),
        "conflicts": len(book.conflicts),
        "duties": len(duties),
        "tests": len({test for tests in proof.tests.values() for test in tests}),
        "by_state": {state.value: sum(by_app[app, state] for app in APP_WORDS) for state in State},
        "by_app": {app: {state.value: by_app[app, state] for state in State} for app in APP_WORDS},
        "by_duty": {
            letter: {state.value: by_duty[letter, state] for state in single} for letter in DUTY_WORDS
        },
    }


def as_text(book: Book, proof: Proof) -> Iterator[str]:
    """Rule, then what keeps each duty, then the tests that prove it; totals at the end."""
    for rule in book.rules.values():
        same = f" (as {rule.same_as})" if rule.same_as else ""
        yield f"{rule.id}  {book.state(rule.id).words}{same}  {rule.app}  {rule.source}  {rule.title}"
        for duty in rule.duties:
            if not duty.kept_by:
                yield f"    {duty.letter}  {duty.state.words}: {duty.not_kept or duty.open}"
            for path in duty.kept_by:
                yield f"    {duty.letter}  {path}"
            for test in proof.for_duty(rule.id, duty.letter):
                yield f"         {test}"
    yield ""
    yield from _tables(totals(book, proof))


def _tables(counted: dict[str, Any]) -> Iterator[str]:
    for title, key in (("By app", "by_app"), ("By duty", "by_duty")):
        states = list(next(iter(counted[key].values())))
        yield f"{title:<14}" + "".join(f"{state:>10}" for state in states)
        for name, row in counted[key].items():
            yield f"{name:<14}" + "".join(f"{row[state]:>10}" for state in states)
        yield ""
    kept = counted["by_state"]["kept"]
    yield (
        f"{counted['rules']} rules, {kept} kept; {counted['duties']} duties; "
        f"{counted['conflicts']} conflicts; {counted['tests']} tests"
    )
