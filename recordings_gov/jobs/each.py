"""One thing after another, where what goes wrong with one stops no other."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def each(
    things: Iterable[Thing],
    deed: Callable[[Thing], int],
    logger: logging.Logger,
    named: Callable[[Thing], str],
) -> int:
    """What ``deed`` gives for all of them together; raises the first error once all had their turn.

    ``named`` is what the log calls one of them: a reference or a key, never a person.
    """
    done, wrong = 0, []
    for thing in things:
        try:
            done += deed(thing)
        except Exception as error:  # noqa: BLE001  whatever it is, the next one has its turn all the same
            logger.error("%s went wrong: %s", named(thing), type(error).__name__)
            wrong.append(error)
    if wrong:
        raise wrong[0]
    return done
