"""Ctrl-C, SIGTERM and a closed terminal are all the same wish: stop everything."""

import signal
import time
from collections.abc import Callable


class StopAsked(Exception):
    """Somebody wants us to stop; unwinding stops the children."""


class Ending:
    """Remembers that a stop was asked for; asked twice is asked once."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True

    def wait_for(self, true: Callable[[], bool], seconds: float = float("inf")) -> bool:
        """Whether ``true()`` became so within ``seconds``; raises StopAsked as soon as it is asked."""
        deadline = time.monotonic() + seconds
        while True:
            if self.asked:
                raise StopAsked
            if true():
                return True
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
