"""Reads rulebook.toml, strictly: a slip in it stops the start, not an inspection."""

import re
import tomllib
from pathlib import Path
from typing import Any

from recordings_gov.rulebook.entries import (
    APP_WORDS,
    DUTY_WORDS,
    Book,
    Conflict,
    Duty,
    Rule,
    SourceDocument,
    citations,
)

FORCES = {"must", "should", "may", "example"}
WORDS = {"title", "source", "says", "force", "software", "data", "role", "app"}
MAYBE = {"same_as", "gap", "decided"}
HELD = ("kept_by", "not_kept", "open")


class RulebookError(ValueError):
    """The rulebook file contradicts itself; the message names the rule."""


def load(path: Path) -> Book:
    """The book in this file; raises ``RulebookError`` at the first thing that is wrong."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    documents = {code: _document(code, table) for code, table in tables.pop("sources", {}).items()}
    conflicts = {key: _conflict(key, table) for key, table in tables.pop("conflicts", {}).items()}
    rules = {key: _rule(key, table, documents) for key, table in tables.items()}
    for rule in rules.values():
        _check_repeats(rule, rules)
    for conflict in conflicts.values():
        _expect(set(conflict.rules) <= set(rules), f"{conflict.id} names a rule that is not in the book")
    return Book(rules=rules, conflicts=conflicts, documents=documents)


def _expect(good: bool, message: str) -> None:
    if not good:
        raise RulebookError(message)


def _fields(name: str, table: Any, needed: set[str], maybe: set[str]) -> None:
    """Every needed key is there and holds words; no unknown key is."""
    _expect(isinstance(table, dict), f"{name} is not a table")
    unknown, missing = set(table) - needed - maybe, needed - set(table)
    _expect(not unknown, f"{name} has unknown keys: {', '.join(sorted(unknown))}")
    _expect(not missing, f"{name} lacks {', '.join(sorted(missing))}")
    for key, value in table.items():
        if key not in {"duty", "rules", *HELD}:
            _expect(isinstance(value, str) and bool(value.strip()), f"{name}: {key} must hold words")


def _document(code: str, table: Any) -> SourceDocument:
    _fields(f"source {code}", table, {"title", "issuer", "dated", "note"}, {"standing"})
    return SourceDocument(code=code, **table)


def _conflict(key: str, table: Any) -> Conflict:
    _expect(re.fullmatch(r"C-\d{2}", key) is not None, f"{key} is not the id of a conflict")
    _fields(key, table, {"text", "default", "sources", "rules"}, set())
    return Conflict(key, table["text"], table["default"], table["sources"], tuple(table["rules"]))


def _rule(key: str, table: Any, documents: dict[str, SourceDocument]) -> Rule:
    _expect(re.fullmatch(r"R-\d{3}", key) is not None, f"{key} is not the id of a rule")
    _fields(key, table, WORDS | {"duty"}, MAYBE | set(HELD))
    _expect(table["force"] in FORCES, f"{key}: force is one of {', '.join(sorted(FORCES))}")
    _expect(table["app"] in APP_WORDS, f"{key}: app is one of {', '.join(APP_WORDS)}")
    for code, _ in citations(table["source"]):
        _expect(code in documents, f"{key}: source names no known document: {code!r}")
    words = {name: table[name] for name in (WORDS | MAYBE) & set(table)}
    return Rule(id=key, duties=_duties(key, table), **words)


def _duties(key: str, table: dict[str, Any]) -> tuple[Duty, ...]:
    letters = table["duty"]
    _expect(
        isinstance(letters, list) and set(letters) <= set(DUTY_WORDS), f"{key}: duty lists letters of EWRNPC"
    )
    _expect(len(set(letters)) == len(letters), f"{key}: a duty stands twice")
    held: dict[str, list[str]] = {letter: [] for letter in letters}
    for how in HELD:
        answers = table.get(how, {})
        _expect(isinstance(answers, dict), f"{key}: write {how}.E, a duty for each")
        for letter, answer in answers.items():
            _expect(letter in held, f"{key}: {how}.{letter} answers a duty the rule does not have")
            _expect(_says_something(how, answer), f"{key}: {how}.{letter} is empty or of the wrong kind")
            held[letter].append(how)
    for letter, ways in held.items():
        _expect(
            len(ways) == 1, f"{key}: duty {letter} needs one of kept_by, not_kept, open; it has {len(ways)}"
        )
    return tuple(
        Duty(
            letter,
            kept_by=tuple(table.get("kept_by", {}).get(letter, ())),
            not_kept=table.get("not_kept", {}).get(letter),
            open=table.get("open", {}).get(letter),
        )
        for letter in letters
    )


def _says_something(how: str, answer: Any) -> bool:
    if how == "kept_by":
        return (
            isinstance(answer, list)
            and bool(answer)
            and all(isinstance(p, str) and p.strip() for p in answer)
        )
    return isinstance(answer, str) and bool(answer.strip())


def _check_repeats(rule: Rule, rules: dict[str, Rule]) -> None:
    if rule.same_as is None:
        _expect(bool(rule.duties), f"{rule.id} has no duty and repeats no other rule")
        return
    _expect(rule.same_as in rules, f"{rule.id} repeats {rule.same_as}, which is not in the book")
    _expect(not rule.duties, f"{rule.id} repeats {rule.same_as} and has duties of its own")
    _expect(rules[rule.same_as].same_as is None, f"{rule.id} repeats {rule.same_as}, which repeats another")
