"""What a document may bring in while it is rendered: our own static files and data URIs."""

import mimetypes
from collections.abc import Mapping
from typing import Any, Never

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

OWN = "static:"


class AskedOutside(FatalURLFetchingError):
    """The document asked for something that is not ours; WeasyPrint stops, save inside a drawing."""

    kind = "outside"


class OwnFilesOnly(URLFetcher):
    """Answers ``static:`` from the files handed over with the document, and ``data:``.

    Anything else (a file, a host, a redirect, a file that was not handed over) stops the
    rendering: a form with a piece missing must never be printed. The render process opens no
    file and no connection for a document.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)
        self.files = files
        self.refused: AskedOutside | None = None

    def check(self) -> None:
        """Raise AskedOutside if anything was refused: drawing an SVG swallows every error."""
        if self.refused:
            raise self.refused

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind ``url``; raises AskedOutside."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        name = url.removeprefix(OWN)
        if not url.startswith(OWN) or name not in self.files:
            self.refused = AskedOutside(url)
            raise self.refused
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self.files[name], {"Content-Type": kind})

    def open(self, url: Any, data: Any = None, timeout: Any = None) -> Never:
        """The door of the standard library, which redirects come through: shut."""
        raise AskedOutside(str(getattr(url, "full_url", url)))
