"""Two radiographers and one tablet: each by a PIN of their own, what was typed stays with who typed it."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from recordings_gov.accounts.models import QuickUnlock
from recordings_gov.pages.models import Draft
from requests_app.models import RecordingRequest
from tests.conftest import PASSWORD
from tests.journeys.test_a_patient_asks_to_record import AtTheScanner

PINS = {"radiographer": "482915", "sonographer": "903174"}
WRONG = "700416"


class AtASharedTablet(AtTheScanner):
    """Setting a PIN, locking, and coming back."""

    __test__ = False

    def when_signing_in_at_the_tablet(self, username: str) -> None:
        """As somebody does who finds it locked or signed out; nobody's cookies are cleared."""
        self.fill("User name", username)
        self.fill("Password", PASSWORD)
        self.tap("button", "Sign in")
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def when_a_pin_is_set(self, username: str) -> None:
        self.tap("link", "Set a PIN")
        self.and_the_page_is_accessible()
        self.fill("PIN", PINS[username])
        self.fill("The same PIN again", PINS[username])
        self.tap("button", "Set the PIN")
        self.then_the_page_says("Your PIN opens this tablet")

    def when_the_tablet_is_locked(self) -> None:
        self.tap("button", "Lock")
        self.then_the_page_says("This tablet is locked")

    def when_unlocking(self, name: str, pin: str) -> None:
        self.page.get_by_role("radio", name=name).check()
        self.fill("Your PIN", pin)
        self.tap("button", "Unlock")

    def told_without_a_network(self) -> None:
        """What the browser says of a lost network is part of the story."""
        expected = ("ERR_INTERNET_DISCONNECTED", "htmx:afterRequest", "htmx:sendError")
        self.problems = [said for said in self.problems if not any(each in said for each in expected)]


class TestTakingTurns(AtASharedTablet):
    """The journey of the shared tablet."""

    __test__ = True

    def test_two_radiographers_take_turns_and_five_wrong_pins_end_it(self) -> None:
        robin = self.given_signed_in("radiographer")
        self.when_a_pin_is_set("radiographer")
        self.when_opened("requests:log")
        self.when_the_number_is_scanned("]d28018505089899900010731", "Test, Marigold")
        expect(self.page.get_by_label("Patient number")).to_have_value("999 000 1073")
        self.fill("Room", "CT 2")
        self.when_the_tablet_is_locked()
        self.and_the_page_is_accessible()
        self.then_the_page_does_not_say("Marigold")

        self.page.get_by_role("link", name=re.compile("Somebody else")).click()
        self.when_signing_in_at_the_tablet("sonographer")
        self.when_a_pin_is_set("sonographer")
        self.when_opened("requests:log")
        self.then_the_page_does_not_say("Marigold")
        self.when_the_tablet_is_locked()
        self.and_the_page_is_accessible()

        self.when_unlocking(robin.name, PINS["sonographer"])
        self.then_the_page_says("4 of 5 tries are left")
        self.and_the_page_is_accessible()
        self.when_unlocking(robin.name, PINS["radiographer"])
        self.then_the_page_says("What you typed before is back")
        assert self.page.url.endswith(reverse("requests:log"))
        expect(self.page.get_by_label("Patient number")).to_have_value("999 000 1073")
        self.then_the_page_says("Marigold")
        self.when_the_tablet_is_locked()
        for _ in range(4):
            self.when_unlocking(robin.name, WRONG)
            self.then_the_page_says("tries are left")
        self.when_unlocking(robin.name, WRONG)
        self.then_the_page_says("Sign in with your user name and password")
        self.and_the_page_is_accessible()
        assert not QuickUnlock.objects.filter(user=robin).exists()

        self.when_signing_in_at_the_tablet("radiographer")
        self.when_opened("requests:log")
        self.then_the_page_says("What you typed before is back")
        self.user = robin
        self.and_the_log_shows("user.unlocked")


class TestANetworkThatGoesAway(AtASharedTablet):
    """Faults of network and session on the scanner page."""

    __test__ = True

    @pytest.mark.fault
    def test_nothing_typed_is_lost_and_one_request_is_saved(self) -> None:
        self.given_signed_in("radiographer")
        self.given_this_tablet_knows_where_it_is()
        self.when_the_number_is_scanned("9990001073", "Test, Marigold")
        self.tap("checkbox", "Sound")
        self.tap("radio", "The explanation")
        self.tap("checkbox", "I said all four of these")
        self.tap("radio", "Agreed")
        self.then_the_page_says("What you have typed is kept for you.")
        before = RecordingRequest.objects.count()

        self.page.context.set_offline(True)
        self.tap("checkbox", "Hearing")
        self.then_the_page_says("The network is away. What you have typed is in this page only.")
        self.tap("button", "Save request")
        expect(self.page.locator(".app-unsaved")).to_contain_text("Not saved yet. The network is away.")
        self.page.wait_for_timeout(2_500)
        self.then_the_browser_keeps_nothing_typed()
        assert RecordingRequest.objects.count() == before
        assert Draft.objects.kept_for(self.user, "requests.log", "").getlist("reason") == []
        self.page.context.set_offline(False)
        self.page.wait_for_url(re.compile(r"/requests/REQ-"))
        self.told_without_a_network()
        assert RecordingRequest.objects.count() == before + 1
        assert "hearing" in RecordingRequest.objects.latest("pk").reasons

    @pytest.mark.fault
    def test_a_session_that_ends_meanwhile_costs_its_writer_nothing_and_shows_nobody_else_a_thing(
        self,
    ) -> None:
        self.given_signed_in("radiographer")
        self.given_this_tablet_knows_where_it_is()
        self.when_the_number_is_scanned("9990001073", "Test, Marigold")
        self.tap("checkbox", "Sound")
        self.tap("radio", "The explanation")
        self.then_the_page_says("What you have typed is kept for you.")
        before = RecordingRequest.objects.count()
        Session.objects.all().delete()
        self.tap("checkbox", "I said all four of these")
        self.tap("radio", "Agreed")
        self.tap("button", "Save request")
        self.then_the_page_says("For staff.")
        self.then_the_page_does_not_say("Marigold")
        self.when_signing_in_at_the_tablet("radiographer")
        self.then_the_page_says("You are back: what you typed is still here")
        assert self.page.get_by_role("radio", name="Agreed", exact=True).is_checked()
        self.page.wait_for_timeout(1_100)  # a second tap within a second of the first is a double tap
        self.tap("button", "Save request")
        self.page.wait_for_url(re.compile(r"/requests/REQ-"))
        assert RecordingRequest.objects.count() == before + 1

        self.when_opened("requests:log")
        self.tap("checkbox", "Video")
        Session.objects.all().delete()
        self.tap("button", "Save request")
        self.then_the_page_says("For staff.")
        self.when_signing_in_at_the_tablet("sonographer")
        self.then_the_page_says("Log a request to record")
        assert not self.page.get_by_role("checkbox", name="Video", exact=True).is_checked()

    def then_the_browser_keeps_nothing_typed(self) -> None:
        """htmx notes the address of the page it is on, and nothing else is there."""
        stored = "[...Object.values(localStorage), ...Object.values(sessionStorage)]"
        assert set(self.page.evaluate(stored)) <= {reverse("requests:log")}
