"""What stands in ``kept_by``: does it exist, and what does it say it promises?

Three ways to write it: a dotted path to a class, function, method or field of ours;
``app_label.Model#constraint_name``; or the file of a template, ``templates/…``.
"""

import inspect
import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db import models

OURS = ("recordings_gov", "requests_app", "consent", "policies")
PLACES = (
    (".decisions.", "When it is decided"),
    (".tasks.", "By the clock"),
    (".forms.", "On the form"),
    (".views.", "On the page"),
    (".documents.", "In print"),
)


@dataclass(frozen=True)
class Keeper:
    """One thing that keeps a duty: where it works, what it promises, and its path."""

    path: str
    where: str
    promise: str


class MissingKeeperError(LookupError):
    """A path in ``kept_by`` leads nowhere; the message says how far it led."""


def keeper(path: str, root: Path) -> Keeper:
    """The thing at this path; raises ``MissingKeeperError``."""
    if path.startswith("templates/"):
        return _template(path, root)
    if "#" in path:
        return _constraint(path)
    found = _find(path)
    return Keeper(path, _where(path, found), _promise(path, found))


def sentence(name: str) -> str:
    """A name as words: ``registration_approvers_are_two_people`` becomes a sentence."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).replace("_", " ").strip().lower()
    return words[:1].upper() + words[1:]


def _template(path: str, root: Path) -> Keeper:
    file = (root / path).resolve()
    if not file.is_relative_to(root.resolve() / "templates") or not file.is_file():
        raise MissingKeeperError(f"there is no file {path}")
    printed = path.startswith("templates/documents/")
    told = re.search(r"\{#\s*(.+?)\s*#\}", file.read_text(encoding="utf-8"))
    promise = (_without_ids(told[1]) if told else "") or sentence(file.stem)
    return Keeper(path, "In print" if printed else "On the page", promise)


def _constraint(path: str) -> Keeper:
    owner, _, name = path.partition("#")
    try:
        model = apps.get_model(owner)
    except (LookupError, ValueError):
        raise MissingKeeperError(f"there is no model {owner}") from None
    for constraint in model._meta.constraints:
        if constraint.name == name:
            said = constraint.violation_error_message
            own = said and said != constraint.default_violation_error_message
            return Keeper(path, "In the database", str(said) if own else sentence(name))
    raise MissingKeeperError(f"{owner} has no constraint {name}")


def _find(path: str) -> Any:
    """Import as much of the path as is modules, then follow attributes."""
    parts = path.split(".")
    if parts[0] not in OURS:
        raise MissingKeeperError("it is not in our own code")
    found: Any = import_module(parts[0])
    for reached, part in enumerate(parts[1:], start=1):
        if not hasattr(found, part) and isinstance(found, ModuleType):
            _import(".".join(parts[: reached + 1]))
        if not hasattr(found, part):
            raise MissingKeeperError(f"{'.'.join(parts[:reached])} has no {part}")
        found = getattr(found, part)
    if isinstance(found, ModuleType):
        raise MissingKeeperError("it is a whole module; name what in it keeps the rule")
    return found


def _import(name: str) -> None:
    """Import a module if there is one of this name; an error inside it is not hidden."""
    try:
        import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name and not name.startswith(f"{error.name}."):
            raise


def _where(path: str, found: Any) -> str:
    for part, words in PLACES:
        if part in path:
            return words
    if isinstance(found, type) and issubclass(found, models.Model):
        return "In the record"
    return "At the act" if ".models." in path else "In the code"


def _promise(path: str, found: Any) -> str:
    """The first paragraph of its docstring without the ids, or its name as words."""
    told = inspect.getdoc(found) if inspect.isroutine(found) or inspect.isclass(found) else None
    first = " ".join((told or "").partition("\n\n")[0].split())
    promise = _without_ids(first).replace("``", "") or sentence(path.rpartition(".")[2])
    return promise[:1].upper() + promise[1:]


def _without_ids(told: str) -> str:
    return re.sub(r"\s*\b(Rules?|Conflicts?):.*$", "", told)
