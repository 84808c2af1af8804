"""Who acts now: one setter for history, events and messages alike."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


class NobodyActs(RuntimeError):
    """A governed record is read or written and nobody is named for it."""


@dataclass(frozen=True)
class Actor:
    """A person, or a job on the person's or nobody's behalf, within one request or run."""

    user: Any
    job: str
    request_id: str

    @property
    def label(self) -> str:
        """The name to show for ever, even if the account is renamed."""
        return str(self.user) if self.user is not None else self.job


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


def current() -> Actor:
    """Who acts; raises NobodyActs, so nothing is ever written without a name."""
    actor = _actor.get()
    if actor is None:
        raise NobodyActs("Nobody is named as acting: wrap this in acting_as(user) or acting_as(None, job=…).")
    return actor


@contextmanager
def acting_as(user: Any, job: str = "", request_id: str = "") -> Iterator[Actor]:
    """Name who acts within the block; a request's id is kept when blocks are nested.

    What a person does inside a job that acts for that person is the job's doing, too.
    """
    if user is None and not job:
        raise NobodyActs("A person or a job must be named.")
    outer = _actor.get()
    if user is not None and outer is not None and outer.user == user:
        job = job or outer.job
    actor = Actor(user, job, request_id or (outer.request_id if outer else uuid.uuid4().hex))
    token = _actor.set(actor)
    try:
        yield actor
    finally:
        _actor.reset(token)


def history_user(instance: Any, **_: Any) -> Any:
    """simple-history asks here for ``history_user``: the one setter."""
    return current().user
