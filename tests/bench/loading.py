"""What crosses the wire before the page at the scanner is there."""

from collections.abc import Iterator

from recordings_gov.accounts.models import User
from tests.bench.browsing import Browser
from tests.bench.measuring import Row
from tests.servers.web import Web


def measure(web: Web, by: User) -> Iterator[Row]:
    """Kilobytes, not milliseconds, in the last two columns."""
    whole, alone = Browser(web.url, by.username).first_load("/requests/log/")
    kilobytes = whole / 1000, alone / 1000
    yield Row("first load at the scanner, kB", "60 kB", kilobytes[0] / 60, "≤ 1 ×", kilobytes[0] <= 60,
              kilobytes[0], 60.0, "compressed, page with styles, scripts and fonts")  # fmt: skip
    yield Row("each page after it, kB", "10 kB", kilobytes[1] / 10, "≤ 1 ×", kilobytes[1] <= 10,
              kilobytes[1], 10.0)  # fmt: skip
