"""The ways to the record system. Which one is used, the environment says; none is a choice, too."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from recordings_gov.notes.hl7.answers import Answer


@dataclass(frozen=True)
class Receipt:
    """An answer that came by itself: ``done()`` once it is kept, ``aside()`` if nobody here waits for it."""

    answer: Answer
    done: Callable[[], None]
    aside: Callable[[], None]


class Undelivered(Exception):
    """An attempt without an answer; ``result`` is its name in ``WORDS``."""

    def __init__(self, result: str, *, may_have_arrived: bool) -> None:
        super().__init__(result)
        self.result, self.may_have_arrived = result, may_have_arrived


# What a person reads of an attempt.
WORDS = {
    "unreachable": "The record system could not be reached",
    "late": "The record system did not answer in time",
    "closed": "The record system closed the line before it answered",
    "garbage": "The record system answered with something that is no acknowledgement",
    "too_long": "The record system answered with more than an acknowledgement can be",
    "wrong_message": "The record system acknowledged another message",
    "not_written": "The note could not be put into the folder of the record system",
    "interrupted": "Our own worker stopped in the middle",
    "no_receipt": "No receipt came back from the record system",
}


class Connector(Protocol):
    """One way to the record system."""

    @property
    def name(self) -> str:
        """As pages say it."""

    def deliver(self, message: bytes, control_id: str) -> Answer | None:
        """Hand the message over; None when the answer comes later. Raises Undelivered."""

    def receipts(self) -> Iterator[Receipt]:
        """The answers that have come since."""


def chosen() -> Connector | None:
    """The connector of NOTES_CONNECTOR; None where notes are filed by hand."""
    if settings.NOTES_CONNECTOR == "mllp":
        from recordings_gov.notes.connectors.mllp import Mllp

        return Mllp.from_settings()
    if settings.NOTES_CONNECTOR == "files":
        from recordings_gov.notes.connectors.filedrop import FileDrop

        return FileDrop(settings.NOTES_FOLDER)
    return None
