"""One line a log record, whatever somebody put into a header."""

import logging
import re

BREAKS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


class OneLine(logging.Formatter):
    """Replaces line breaks and control characters in the message; a traceback keeps its lines."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """The formatted message on one line."""
        return BREAKS.sub("?", super().formatMessage(record))
