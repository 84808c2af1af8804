"""Tells which invariant the database refused to break, in the words of the constraint."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models


class ConstraintBroken(ValidationError, IntegrityError):
    """A constraint said no: an IntegrityError to code, a ValidationError to a form."""

    def __init__(self, name: str, message: Any, fields: tuple[str, ...] = ()) -> None:
        super().__init__(message, code=name)
        self.name = name
        self.fields = fields

    def is_about(self, field: str) -> bool:
        """Whether the broken constraint is on this one field."""
        return self.fields == (field,)

    def __str__(self) -> str:
        return f"{self.name}: {'; '.join(self.messages)}"


def explained(error: IntegrityError, model: type[models.Model]) -> ConstraintBroken | IntegrityError:
    """The broken constraint by its name, or ``error`` itself when it is none of ours."""
    name, columns = _named(error)
    for constraint in model._meta.constraints:
        fields = tuple(getattr(constraint, "fields", ()))
        if constraint.name == name or (columns and _columns(model, fields) == columns):
            return ConstraintBroken(constraint.name, constraint.get_violation_error_message(), fields)
    for field in model._meta.concrete_fields:
        if field.unique and (columns == {field.column} or (name and f"_{field.column}_" in name)):
            return ConstraintBroken(
                f"{field.name}_unique", f"This {field.verbose_name} is in use already.", (field.name,)
            )
    return error


def _columns(model: type[models.Model], fields: tuple[str, ...]) -> set[str | None]:
    return {field.column for field in model._meta.concrete_fields if field.name in fields}


def _named(error: IntegrityError) -> tuple[str, set[str]]:
    cause = error.__cause__
    diagnosis = getattr(cause, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name or "", set()
    text = str(error)
    named = re.search(r"(?:CHECK constraint failed: |index ')(\w+)", text)
    if named:
        return named[1], set()
    if text.startswith("UNIQUE constraint failed: "):
        return "", {
            part.split(".")[-1] for part in text.removeprefix("UNIQUE constraint failed: ").split(", ")
        }
    return "", set()
