"""A small server that shows sampled pages under the site's own content policy and notes what is sent."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.conf import settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Stage:
    """What the server shows, what it was sent, and whether the session lives."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages
        self.sent: list[tuple[str, str]] = []
        self.session: dict[str, Any] = {"alive": True, "seconds_left": 600}
        self.url = ""
        self.answer = 200


class Handler(SimpleHTTPRequestHandler):
    """Pages by name, static files, and every POST noted."""

    def __init__(self, stage: Stage, *args: Any, **kwargs: Any) -> None:
        self.stage = stage
        super().__init__(*args, directory=str(settings.BASE_DIR), **kwargs)

    def do_GET(self) -> None:
        name = self.path.strip("/").partition("?")[0]
        if name == "pages/session":
            self.reply(json.dumps(self.stage.session), "application/json")
        elif name in self.stage.pages:
            self.reply(self.stage.pages[name], "text/html; charset=utf-8")
        else:
            super().do_GET()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.stage.sent.append((self.path, body))
        if self.path == "/pages/session/":
            self.reply(json.dumps(self.stage.session), "application/json")
        elif self.path == "/pages/draft/":
            self.reply("", "text/html", 204)
        else:
            self.reply(self.stage.pages["record"], "text/html; charset=utf-8", self.stage.answer)

    def reply(self, text: str, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def staged(pages: dict[str, str]) -> Iterator[Stage]:
    """The pages on a free port of this machine."""
    stage = Stage(pages)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, stage))
    stage.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield stage
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
