"""``transition``: the one way a record changes state."""

import functools
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedRow


class WrongState(ValidationError):
    """The record has moved on: somebody else was faster, or the page is old."""


class Refused(ValidationError):
    """A refusal that somebody may look for later: it outlives the act, which is rolled back."""

    def keep(self) -> None:
        """Write it down; called once nothing else of the act is left."""
        raise NotImplementedError


def transition(
    *, source: Iterable[str], target: str | Iterable[str], allowed: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a model method so that it moves ``status`` from ``source`` to ``target``.

    ``target`` is a state, or a set of which the body returns one. The body works on the locked
    copy, so two people deciding at once cannot both succeed; the caller's object is refreshed
    afterwards, and unsaved values on it are an error, not lost. ``by.can(allowed, record)`` is
    asked before the body runs; constraints are checked, and history and audit written, after it,
    in the same transaction; a model's own ``moved(verb, by)`` is told last, still inside it.
    Raises WrongState, PermissionDenied, ValidationError.
    """
    sources = frozenset(source)
    targets = frozenset([target]) if isinstance(target, str) else frozenset(target)

    def guard(verb: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(verb)
        def move(self: GovernedRow, *, by: Any, **asked: Any) -> None:
            if self.unsaved():
                raise TypeError(f"{self} has unsaved values: {', '.join(self.unsaved())}.")
            with transaction.atomic(), acting_as(by):
                locked = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
                _refuse_wrong_state(locked, sources)
                if not by.can(allowed, locked):
                    raise PermissionDenied(f"{by} may not: {allowed}.")
                answer = verb(locked, by=by, **asked)
                reached = answer if answer in targets else target
                if not isinstance(reached, str):
                    raise TypeError(f"{verb.__name__} must return one of {sorted(targets)}.")
                locked.status = reached  # type: ignore[attr-defined]
                locked.moving, locked.event_action = True, f"{locked._meta.model_name}.{verb.__name__}"
                locked.save()
                moved = getattr(locked, "moved", None)
                if moved:
                    moved(verb.__name__, by)
            self.refresh_from_db()

        move.transition = {"source": sources, "target": targets, "allowed": allowed}  # type: ignore[attr-defined]
        return move

    return guard


def _refuse_wrong_state(record: Any, sources: frozenset[str]) -> None:
    if record.status not in sources:
        raise WrongState(f"{record} is {record.get_status_display().lower()} now.", code="wrong_state")


def may(record: Any, verb: str, user: Any) -> bool:
    """Whether this user may do this verb to this record as it stands: what a page asks before a button."""
    rule = getattr(type(record), verb).transition
    return record.status in rule["source"] and bool(user.can(rule["allowed"], record))
