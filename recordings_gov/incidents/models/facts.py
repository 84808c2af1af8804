"""A fact is a verb that adds something known to an open incident and leaves its state as it is."""

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from recordings_gov import clock
from recordings_gov.incidents.models.words import OPEN_ONES
from recordings_gov.workflow import transition

Verb = Callable[..., Any]


def fact(allowed: str) -> Callable[[Verb], Verb]:
    """Guard a verb that keeps a fact: facts may come in any order while the incident is open."""

    def guard(verb: Verb) -> Verb:
        @functools.wraps(verb)
        def keep(self: Any, *, by: Any, **asked: Any) -> str:
            verb(self, by=by, **asked)
            return str(self.status)

        return transition(source=OPEN_ONES, target=OPEN_ONES, allowed=allowed)(keep)

    return guard


def real_day(field: str, day: date | None, *, since: date | None, before: str) -> date:
    """``day`` when it can be: not to come, and not before ``since``, which ``before`` names.

    Raises ValidationError beside ``field``.
    """
    if day is None:
        raise ValidationError({field: "Enter the date"})
    if day > clock.today():
        raise ValidationError({field: "The date must be today or in the past"})
    if since is not None and day < since:
        raise ValidationError({field: f"The date must be on or after {said(since)}, {before}"})
    return day


def said(day: date) -> str:
    """A date as pages say it."""
    return f"{day.day} {day:%B %Y}"


def wanted(field: str, words: str, otherwise: str) -> str:
    """Words that must not be empty. Raises ValidationError beside ``field``."""
    kept = words.strip()
    if not kept:
        raise ValidationError({field: otherwise})
    return kept
