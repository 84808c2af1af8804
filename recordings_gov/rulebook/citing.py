"""Who cites a rule: tests by their marker, product code by the id in its text. Nothing is run.

A test carries ``@pytest.mark.rule("R-039")``, ``rule("R-039", "N")`` for one duty alone, or
several ids; a duty letter belongs to the id before it. The marker may stand on a function, on
a class, inside ``pytest.param(..., marks=...)`` or in ``pytestmark``.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recordings_gov.rulebook.entries import Book

PRODUCT = ("recordings_gov", "requests_app", "consent", "policies", "templates")
ENTRY = re.compile(r"\b[RC]-\d{2,}\b")
KEEPS = re.compile(r"\bRules?:\s*((?:R-\d+(?:\s*(?:,|and)\s*)?)+)")


@dataclass(frozen=True, order=True)
class Citation:
    """A test says it proves a rule, or one duty of it."""

    test: str
    rule: str
    duty: str | None = None


@dataclass(frozen=True)
class Mention:
    """Product code names a rule or conflict; ``keeps`` when it stands after "Rules:"."""

    path: str
    line: int
    entry: str
    keeps: bool


class CitationError(ValueError):
    """A rule marker cannot be read; the message says why."""


def read_marker(arguments: Sequence[object]) -> list[tuple[str, str | None]]:
    """The rules and duties a marker's arguments name: ``("R-039", "N", "R-040")`` names two."""
    named: list[tuple[str, list[str]]] = []
    for argument in arguments:
        if not isinstance(argument, str):
            raise CitationError("a rule marker takes ids and duty letters, written out")
        if argument.startswith("R-"):
            named.append((argument, []))
        elif named:
            named[-1][1].append(argument)
        else:
            raise CitationError(f"{argument!r} is not the id of a rule")
    if not named:
        raise CitationError("a rule marker names no rule")
    cited: list[tuple[str, str | None]] = []
    for rule, duties in named:
        cited += [(rule, duty) for duty in duties] or [(rule, None)]
    return cited


def slip(book: Book, rule_id: str, duty: str | None) -> str | None:
    """What is wrong with citing this, in one sentence, or None."""
    if rule_id not in book.rules:
        return f"the rulebook has no rule {rule_id}"
    letters = [held.letter for held in book.rule(rule_id).duties]
    if duty is not None and duty not in letters:
        return f"{rule_id} has no duty {duty}"
    return None


def citations_in(folder: Path) -> tuple[list[Citation], list[str]]:
    """Every citation by a test below ``folder``, and every marker that cannot be read."""
    found: set[Citation] = set()
    unreadable: list[str] = []
    for path in sorted(folder.rglob("test_*.py")):
        name = path.relative_to(folder.parent).as_posix()
        module = ast.parse(path.read_text(encoding="utf-8"), filename=name)
        for test, call in _marked(module.body, name, _pytestmark(module.body)):
            try:
                arguments = [ast.literal_eval(argument) for argument in call.args]
                found.update(Citation(test, rule, duty) for rule, duty in read_marker(arguments))
            except CitationError as error:
                unreadable.append(f"{test}: {error}")
            except ValueError:
                unreadable.append(f"{test}: a rule marker takes ids and duty letters, written out")
    return sorted(found, key=lambda cited: (cited.test, cited.rule, cited.duty or "")), unreadable


def _marked(body: list[ast.stmt], name: str, above: list[ast.Call]) -> Iterator[tuple[str, ast.Call]]:
    """Each test with each rule marker on it, on its classes and on its module."""
    for node in body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            own = above + _calls(node.decorator_list) + _pytestmark(node.body)
            yield from _marked(node.body, f"{name}::{node.name}", own)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            for call in above + _calls(node.decorator_list):
                yield f"{name}::{node.name}", call


def _pytestmark(body: list[ast.stmt]) -> list[ast.Call]:
    named = (node for node in body if isinstance(node, ast.Assign))
    return _calls(
        [
            node.value
            for node in named
            if any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets)
        ]
    )


def _calls(nodes: Sequence[ast.AST]) -> list[ast.Call]:
    """The ``mark.rule(...)`` calls anywhere inside these expressions."""
    return [
        inner for node in nodes for inner in ast.walk(node) if isinstance(inner, ast.Call) and _is_rule(inner)
    ]


def _is_rule(call: ast.Call) -> bool:
    owner = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "rule" else None
    return (isinstance(owner, ast.Attribute) and owner.attr == "mark") or (
        isinstance(owner, ast.Name) and owner.id == "mark"
    )


def mentions_in(root: Path) -> list[Mention]:
    """Every rule and conflict that product code and templates below ``root`` name."""
    found: list[Mention] = []
    for folder in PRODUCT:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".html"} and "migrations" not in path.parts:
                found += _mentions(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    return found


def _mentions(name: str, text: str) -> Iterator[Mention]:
    keeping = [match.span() for match in KEEPS.finditer(text)]
    for match in ENTRY.finditer(text):
        keeps = any(start <= match.start() < end for start, end in keeping)
        yield Mention(name, text.count("\n", 0, match.start()) + 1, match[0], keeps)
