"""Who objects to being recorded: the room that keeps the register answers, any other room asks here."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

Answers = Callable[[Sequence[int], date, bool], dict[int, datetime]]
Listener = Callable[[Any], None]

_register: list[Answers] = []
_listeners: list[Listener] = []


def register(answers: Answers) -> None:
    """Hand over who answers; called once from ``ready`` of the room that keeps the register."""
    _register[:] = [answers]


def listen(listener: Listener) -> None:
    """Be told of whoever objects, in the transaction of it; called once from ``ready``."""
    _listeners.append(listener)


def told(person: Any) -> None:
    """This person objects, or otherwise than before, or no more; nobody hears why. Rules: R-172."""
    for listener in _listeners:
        listener(person)


def objecting(people: Sequence[int], day: date, *, with_sound: bool) -> dict[int, datetime]:
    """Since when each of these people objects, as they last said it, if they do on ``day``.

    Nobody's reasons or settings are told. Without sound only objections to images count. Raises LookupError
    when no room keeps a register: nobody is taken to agree because nobody was asked. Conflict: C-02.
    """
    if not _register:
        raise LookupError("No room keeps the register of objections.")
    return _register[0](people, day, with_sound)
