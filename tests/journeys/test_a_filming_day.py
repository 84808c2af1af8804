"""A crew films for a day: permission first, every gate, and a concern that pauses it."""

import re
from typing import Any

import pytest

from consent.models import Filming
from recordings_gov import clock
from recordings_gov.accounts.models import User
from tests.consent.filmings import DOCUMENTARY
from tests.consent.releases import released
from tests.journeys.story import Journey


@pytest.mark.only_on_sqlite
class TestAFilmingDay(Journey):
    """A radiographer asks, communications permits, a consultant vouches; a worry is heard."""

    @pytest.mark.rule("R-170", "E")
    @pytest.mark.rule("R-086", "E")
    @pytest.mark.rule("R-088", "E")
    def test_a_concern_pauses_the_filming_until_it_is_resolved(self) -> None:
        self.given_a_radiographer_asks_for_a_crew()
        self.when_communications_permits_it()
        self.and_the_gates_are_met()
        self.when_it_is_opened()
        self.when_a_radiographer_raises_a_concern()
        self.then_nobody_opens_it_over_the_concern()
        self.when_the_radiographer_finds_it_resolved()
        self.when_it_is_opened()
        self.then_it_is_filmed_and_finished()

    def given_a_radiographer_asks_for_a_crew(self) -> None:
        self.given_signed_in("radiographer")
        self.when_opened("consent:filming-list")
        self.and_the_page_is_accessible()
        self.tap("link", "Ask to film")
        self.and_the_page_is_accessible()
        for label in ("own keepsake or record", "Somebody else: press, broadcaster"):
            self.page.get_by_role("radio", name=re.compile(label)).check()
        for label, words in (
            ("Who wants to film?", "Northmere Television"),
            ("Which body outside the Trust gets it?", DOCUMENTARY.agency),
            ("Exactly which use?", DOCUMENTARY.named),
            ("What is filmed?", "Northmere by night"),
            ("Where there?", "Scanner room 1"),
        ):
            self.fill(label, words)
        self.page.get_by_label("Which department?").select_option(index=1)
        for asked in ("From which day", "Until which day"):
            self._day(asked)
        self._choose("another organisation", "No")
        self._choose("anybody be recognised", "Yes")
        self.tap("button", "Ask the communications manager")
        self.then_the_page_says("Log it under Requests")
        self.and_the_page_is_accessible()
        self.page.get_by_role("radio", name="Documentary or other film").check()
        self._send("Ask the communications manager")
        self.reference = Filming.objects.latest("id").reference
        self.then_the_page_says("The communications manager has not given permission")
        self.and_the_page_is_accessible()

    def when_communications_permits_it(self) -> None:
        self.given_signed_in("communications")
        self._step("permit")
        self.fill("What is permitted?", "The scanner room, by night.")
        self._send("Permit it")
        self.and_the_log_shows("filming.permit")

    def and_the_gates_are_met(self) -> None:
        self._step("agreement")
        self.page.get_by_role("radio", name=re.compile("employs")).check()
        self.fill("Its name", "Northmere NHS Foundation Trust")
        self.fill("Reference of its agreement", "NM/26/114")
        self._day("When did it agree")
        self._send("Save")
        self._step("person")
        self.page.get_by_role("radio", name="An adult who can decide").check()
        self.fill("Their name", "Kim Visitor")
        self._send("Save")
        by: Any = User.objects.get(username="communications")
        release = released(by, "Kim Visitor", DOCUMENTARY)
        self.tap("link", re.compile("Add their release"), exact=False)
        self.and_the_page_is_accessible()
        self.fill("Reference of their release", release.reference)
        self._send("Add it")
        self.given_signed_in("consultant")
        self._step("assurance")
        self.fill("Which consent of theirs have you read?", "Contributor form, version 4")
        self.page.get_by_role("checkbox", name=re.compile("meets the standard")).check()
        self._send("Vouch for it")
        self.and_the_log_shows("filming.assure")

    def when_it_is_opened(self) -> None:
        self.given_signed_in("communications")
        self._step("open")
        self._send("Open it: they may film")
        self.then_the_page_says("They may film now")
        self.and_the_page_is_accessible()

    def when_a_radiographer_raises_a_concern(self) -> None:
        self.given_signed_in("radiographer")
        self._step("concern")
        self.fill("What is your concern?", "The camera sees where people undress.")
        self._send("Raise it: filming pauses")
        self.then_the_page_says("Paused: nothing is filmed")
        self.and_the_page_is_accessible()
        self.and_the_log_shows("filming.raise_concern")

    def then_nobody_opens_it_over_the_concern(self) -> None:
        self.given_signed_in("communications")
        self._step("open")
        self.page.get_by_role("button", name="Open it: they may film").click()
        self.then_the_page_says("A concern is open")
        self.and_the_page_is_accessible()

    def when_the_radiographer_finds_it_resolved(self) -> None:
        self.given_signed_in("radiographer")
        self.when_opened("home")
        self.tap("link", re.compile("Is your concern about filming resolved"), exact=False)
        self.tap("link", "Say whether it is resolved")
        self.and_the_page_is_accessible()
        self._choose("your concern resolved", "Yes")
        self.fill("What was done about it?", "The camera stands in the corridor now.")
        self._send("Save")
        self.then_the_page_says("A concern, resolved")

    def then_it_is_filmed_and_finished(self) -> None:
        self._step("film")
        self.fill("What was filmed?", "Kim at the door of the scanner room")
        self._send("Save")
        self._step("finish")
        self._send("It is finished")
        self.then_the_page_says("Nothing is filmed under this")
        self.and_the_page_is_accessible()
        self.and_the_log_shows("filming.finish", "communications")

    def _step(self, step: str) -> None:
        self.when_opened(f"consent:filming-{step}", reference=self.reference)
        self.and_the_page_is_accessible()

    def _send(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_url(re.compile(r"/filming/FLM-[^/]+/$"))

    def _choose(self, asked: str, answer: str) -> None:
        group = self.page.get_by_role("group", name=re.compile(asked))
        group.get_by_role("radio", name=answer, exact=True).check()

    def _day(self, asked: str) -> None:
        today, group = clock.today(), self.page.get_by_role("group", name=re.compile(asked))
        for label, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
            group.get_by_label(label).fill(str(value))
