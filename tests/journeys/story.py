"""A story told in a real browser: given, when, then, and accessible at every step."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from recordings_gov.accounts.models import User
from recordings_gov.audit.models import Event
from tests.conftest import PASSWORD

PICTURES = os.environ.get("RECORDINGS_GOV_PICTURES", "")
TABLET: Any = {"width": 768, "height": 1024}
# What passes need not be listed: a third of the time went into that.
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
class Journey:
    """Whoever tells a story inherits ``page`` and the words below."""

    page: Page
    site: str
    also_heard: tuple[str, ...] = ()  # what else the browser may complain of in this story

    @pytest.fixture(autouse=True)
    def opened(self, demonstration: None, tablet: Page, live_server: Any) -> Any:
        """The demonstration department, a tablet, and nothing but our own server to talk to."""
        self.page, self.site = tablet, live_server.url
        self.pictures = 0
        self.taps = 0
        self.problems: list[str] = []
        self.page.on("console", self._hears)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", self._stays_here)
        yield
        self._picture()
        assert not self.problems, self.problems

    def _hears(self, said: Any) -> None:
        # A 422 was asked for and is read on the page; an answer on its way is left behind by the next tap,
        # which htmx tells in two words. What fails otherwise has a word of its own beside the first.
        asked_for = ("status of 422", "htmx:afterRequest", "htmx:sendAbort", *self.also_heard)
        if said.type == "error" and not any(each in said.text for each in asked_for):
            self.problems.append(
                f"{said.text} ({said.location.get('url', '')}:{said.location.get('lineNumber')})"
            )

    def _stays_here(self, request: Any) -> None:
        if not request.url.startswith((self.site, "about:", "data:", "blob:")):
            self.problems.append(f"left the host: {request.url}")

    # --- who and where -------------------------------------------------------------------------

    def given_signed_in(self, username: str) -> User:
        """A demonstration person's session, and their home; whoever was signed in before signs out.

        The form is sent as the page sends it; test_signing_in fills it in by hand.
        """
        self.page.goto("about:blank")  # a late answer to the one before brings no cookie back
        self.page.context.clear_cookies()
        door = self.site + reverse("account_login")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page.request.get(door).text())
        assert token, door
        typed = {"login": username, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        answer = self.page.request.post(door, form=typed, headers={"Referer": door})
        assert answer.ok, answer.status
        assert "/login/" not in answer.url, answer.url
        self.page.goto(answer.url)
        self.user: User = User.objects.get(username=username)
        return self.user

    def when_opened(self, name: str, **kwargs: Any) -> None:
        """Go to a page by its URL name."""
        self.page.goto(self.site + reverse(name, kwargs=kwargs or None))

    # --- what one does ---------------------------------------------------------------------------

    def tap(self, role: str, name: str | re.Pattern[str], exact: bool = True) -> None:
        """Tap something by its role and name, and count it."""
        found: Locator = self.page.get_by_role(role, name=name, exact=exact)  # type: ignore[arg-type]
        found.first.click()
        self.taps += 1

    def fill(self, label: str, text: str) -> None:
        """Type into the field of this label."""
        self.page.get_by_label(label, exact=True).fill(text)

    # --- what is then so ---------------------------------------------------------------------------

    def then_the_page_says(self, text: str) -> None:
        """The main part of the page shows this text."""
        expect(self.page.locator("main")).to_contain_text(text)

    def then_the_page_does_not_say(self, text: str) -> None:
        """Nowhere on the page."""
        expect(self.page.locator("body")).not_to_contain_text(text)

    def and_the_page_is_accessible(self) -> None:
        """Axe finds nothing, ids are unique, and there is one level-one heading.

        The whole page is in view meanwhile: what sticks to the edge of the screen covers nothing then.
        """
        self.page.wait_for_load_state()  # a link may still be on its way; scripts may not ask
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size(TABLET | {"height": max(height, TABLET["height"])})
        found = Axe().run(self.page, options=AXE_OPTIONS).response["violations"]
        told = [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
        assert not told, "\n".join(told)
        ids = self.page.eval_on_selector_all("[id]", "found => found.map(each => each.id)")
        assert len(ids) == len(set(ids)), sorted(name for name in ids if ids.count(name) > 1)
        assert self.page.locator("h1").count() == 1
        self._picture()
        self.page.set_viewport_size(TABLET)

    def _picture(self) -> None:
        if PICTURES:
            self.pictures += 1
            name = f"{type(self).__name__}-{self.pictures:02}.png"
            self.page.screenshot(path=str(Path(PICTURES) / name), full_page=True)

    def kept_for_looking(self, document: bytes) -> None:
        """A PDF of the story beside its pictures, when somebody wants to look."""
        if PICTURES:
            self.pictures += 1
            (Path(PICTURES) / f"{type(self).__name__}-{self.pictures:02}.pdf").write_bytes(document)

    def and_the_log_shows(self, action: str, username: str | None = None) -> Event:
        """An event of this name is there, by this person (default: who is signed in), with what and when."""
        events = Event.objects.filter(action=action, actor__username=username or self.user.username)
        event: Event | None = events.select_related("payload").order_by("-id").first()
        assert event is not None, (action, list(Event.objects.values_list("action", "actor_label")))
        assert event.at is not None
        assert event.object_type
        return event
