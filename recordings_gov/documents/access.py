"""Who may open a document: the room that owns the record it is about says so, or nobody may."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recordings_gov.documents.models import Document

Rule = Callable[[Any, "Document"], bool]
_rules: dict[str, Rule] = {}


def register_access(about_type: str, rule: Rule) -> None:
    """Let ``rule(user, document)`` decide for documents about one model, by its label in lower case.

    Called in ``AppConfig.ready``; a second rule for the same model is a mistake.
    """
    if about_type in _rules:
        raise ValueError(f"Two rules for opening documents about {about_type}")
    _rules[about_type] = rule


def may_open(user: Any, document: "Document") -> bool:
    """Whether this person may open this document; no rule means no."""
    rule = _rules.get(document.about_type)
    return bool(rule and user.is_authenticated and rule(user, document))
