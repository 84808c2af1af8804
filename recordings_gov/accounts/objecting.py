"""Who objects to being recorded: the room that keeps the register answers, any other room asks here."""

from collections.abc import Callable, Sequence
from datetime import date

Answers = Callable[[Sequence[int], date, bool], dict[int, date]]

_register: list[Answers] = []


def register(answers: Answers) -> None:
    """Hand over who answers; called once from ``ready`` of the room that keeps the register."""
    _register[:] = [answers]


def objecting(people: Sequence[int], day: date, *, with_sound: bool) -> dict[int, date]:
    """Since when each of these people objects on ``day``; nobody's reasons or settings are told.

    Without sound only objections to images count. Raises LookupError when no room keeps a register: nobody
    is taken to agree because nobody was asked. Conflict: C-02.
    """
    if not _register:
        raise LookupError("No room keeps the register of objections.")
    return _register[0](people, day, with_sound)
