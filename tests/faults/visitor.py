"""Somebody at a browser without JavaScript: cookies, forms as the page gives them, no redirects followed."""

import urllib.error
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode

from tests.conftest import PASSWORD

Fields = list[tuple[str, str]]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 when nobody answered or the connection broke."""

    status: int
    text: str = ""
    location: str = ""
    retry_after: str = ""

    @property
    def is_acknowledged(self) -> bool:
        """Whether the service said that it is done."""
        return self.status in (200, 201, 204, 302, 303)


class _Forms(HTMLParser):
    """Every form of a page with the fields and first values that a browser would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._inside = False
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = True
            self.forms.append([])
        if not self._inside or not (given.get("name") or self._select):
            return
        if tag == "textarea":
            self._area = given["name"]
            self.forms[-1].append((self._area, ""))
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given:
            self.forms[-1].append((self._select, given.get("value", "")))
        elif tag == "input" and self._is_sent(given):
            self.forms[-1].append((given["name"], given.get("value", "on")))

    def _is_sent(self, given: dict[str, str]) -> bool:
        kind = given.get("type", "text")
        return kind not in ("submit", "button", "file") and (
            kind not in ("checkbox", "radio") or "checked" in given
        )

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][-1] = (self._area, data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


class Visitor:
    """One person in one browser."""

    def __init__(self, site: str, username: str = "") -> None:
        self.site = site
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies), _Stay()
        )
        if username:
            self.sign_in(username)

    def sign_in(self, username: str) -> None:
        """By the sign-in page; fails loudly, because every story goes on from here."""
        answer = self.fill("/accounts/login/", login=username, password=PASSWORD)
        assert answer.status == 302, (answer.status, answer.text[:2000])

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask(path, None)

    def post(self, path: str, fields: Fields) -> Answer:
        """A form, sent as it is."""
        return self._ask(path, urlencode(fields).encode())

    def form(self, path: str, **typed: Any) -> Fields:
        """The page's form as it would be sent once ``typed`` is filled in; a list ticks several."""
        return filled(self.get(path), **typed)

    def fill(self, path: str, **typed: Any) -> Answer:
        """Fill in the page's form and send it."""
        return self.post(path, self.form(path, **typed))

    def press(self, path: str, *, on: str) -> Answer:
        """A button of the page ``on`` that sends nothing but itself to ``path``."""
        found = _Forms()
        found.feed(self.get(on).text)
        token = next(field for form in found.forms for field in form if field[0] == "csrfmiddlewaretoken")
        return self.post(path, [token])

    def _ask(self, path: str, body: bytes | None) -> Answer:
        request = urllib.request.Request(self.site + path, data=body)  # noqa: S310  loopback
        try:
            with self._opener.open(request, timeout=60) as response:
                return self._answer(response.status, response)
        except urllib.error.HTTPError as refused:
            with refused:
                return self._answer(refused.code, refused)
        except OSError:
            return Answer(0)

    def _answer(self, status: int, response: Any) -> Answer:
        headers = response.headers
        text = response.read().decode(errors="replace")
        return Answer(status, text, headers.get("Location", ""), headers.get("Retry-After", ""))


def filled(page: Answer, **typed: Any) -> Fields:
    """The form of a page that came back, with what else is ``typed``."""
    assert page.status in (200, 422), (page.status, page.location, page.text[:2000])
    found = _Forms()
    found.feed(page.text)
    fields = next(form for form in found.forms if set(typed) & {name for name, _ in form} or len(form) > 2)
    kept = [(name, value) for name, value in fields if name not in typed]
    for name, value in typed.items():
        kept += [(name, each) for each in (value if isinstance(value, list) else [value])]
    return kept
