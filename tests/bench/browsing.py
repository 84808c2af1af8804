"""Somebody at a browser that keeps its connection, as a load balancer does."""

import gzip
import http.client
import re
from urllib.parse import urljoin, urlsplit

from tests.faults.visitor import Visitor

ASSET = re.compile(r"""(?:href|src)=["']([^"']+\.(?:css|js|svg|woff2|ttf|png))["']""")
IN_CSS = re.compile(r"""url\(["']?([^"')]+\.(?:woff2|svg|png))["']?\)""")


class Browser:
    """One person, signed in, on one connection."""

    def __init__(self, site: str, username: str = "") -> None:
        self.site = site
        self.cookie = ""
        if username:
            visitor = Visitor(site, username)
            self.cookie = "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.cookies)
        parts = urlsplit(site)
        self._line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)

    def get(self, path: str, *, squeezed: bool = False) -> bytes:
        """The whole body of a page that answers 200; as it crosses the wire if ``squeezed``."""
        headers = {"Cookie": self.cookie} | ({"Accept-Encoding": "gzip"} if squeezed else {})
        try:
            status, body = self._ask(path, headers)
        except http.client.RemoteDisconnected:  # the server lets go of a line that is idle for seconds
            self._line.close()
            status, body = self._ask(path, headers)
        assert status == 200, (path, status, body[:1000])
        return body

    def _ask(self, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
        self._line.request("GET", path, headers=headers)
        answer = self._line.getresponse()
        return answer.status, answer.read()

    def first_load(self, path: str) -> tuple[int, int]:
        """Bytes over the wire for the page with all it needs, and for the page alone."""
        page = self._text(path)
        assets = {urljoin(path, found) for found in ASSET.findall(page)}
        for sheet in [asset for asset in assets if asset.endswith(".css")]:
            fonts = IN_CSS.findall(self._text(sheet))
            assets |= {
                urljoin(sheet, font) for font in fonts if "latin" in font or "frutiger" in font.lower()
            }
        alone = len(gzip.compress(page.encode(), 6))
        return alone + sum(len(self.get(asset, squeezed=True)) for asset in assets), alone

    def _text(self, path: str) -> str:
        return self.get(path).decode()
