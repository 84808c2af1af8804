"""A patient says at home that they would like to record; the code is shown, scanned and claimed."""

import re

from recordings_gov.audit.models import Event
from requests_app.models import HomeCode, RecordingRequest
from tests.journeys.test_a_patient_asks_to_record import AtTheScanner

SLUG = "recording-your-scan-or-appointment"


class TestACodeFromHome(AtTheScanner):
    """From the leaflet to the scanner."""

    __test__ = True

    def test_what_was_chosen_at_home_is_on_the_scanner_page_and_claimed_once(self) -> None:
        self.when_opened("public:leaflet", slug=SLUG)
        self.tap("link", "Say that you would like to record")
        self.and_the_page_is_accessible()
        self.tap("button", "Get my code")
        self.then_the_page_says("Choose how you would like to record")
        self.and_the_page_is_accessible()
        self.tap("checkbox", "Film a video")
        self.tap("checkbox", "I am worried or find visits stressful")
        self.page.get_by_label("Which language").select_option("pl")
        self.tap("button", "Get my code")
        self.then_the_page_says("Your code is ready")
        self.and_the_page_is_accessible()
        assert self.page.context.cookies() == []
        assert not Event.objects.filter(object_type__contains="homecode").exists()
        shown = self.page.locator(".app-home-code__text").inner_text()

        self.given_signed_in("radiographer")
        self.given_this_tablet_knows_where_it_is()
        self.when_the_number_is_scanned("9990001073", "Test, Marigold")
        self.page.get_by_text("They have a code from home").click()
        self.fill("Scan or type the code", shown.removeprefix("HC-").lower())
        self.page.get_by_label("Scan or type the code").press("Enter")
        self.then_the_page_says("speaks Polish")
        assert self.page.get_by_role("checkbox", name="Video", exact=True).is_checked()
        assert self.page.get_by_role("checkbox", name="Another language").is_checked()
        assert not self.page.get_by_role("checkbox", name="I said all four of these").is_checked()
        self.and_the_page_is_accessible()
        self.tap("radio", "The explanation")
        self.page.locator("#answer").get_by_text("Tap what they ask for").wait_for(state="detached")
        self.tap("checkbox", "I said all four of these")
        self.page.get_by_role("radio", name=re.compile("^(Agreed|Agreed with conditions)$")).first.check()
        self.tap("button", "Save request")
        self.page.wait_for_url(re.compile(r"/requests/REQ-"))
        self.then_the_page_says("Film a video")
        request = RecordingRequest.objects.get(patient__given_name="Marigold")
        assert request.home_code == shown
        assert HomeCode.objects.get().claimed_at is not None

        self.when_opened("requests:log")
        self.page.get_by_text("They have a code from home").click()
        self.fill("Scan or type the code", shown)
        self.tap("button", "Fill in the page")
        self.then_the_page_says("used for a request already")
