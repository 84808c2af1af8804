"""Journey 4: a consent form for an adult with capacity, signed by both on the screen, filed; never before."""

import io
import re
from datetime import datetime, timedelta

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Locator

from consent.models import ConsentForm
from recordings_gov import clock
from tests.journeys.story import PASSWORD, Journey


class TestMakingAConsentForm(Journey):
    """The record, teaching and one named purpose."""

    @pytest.mark.on_sqlite
    @pytest.mark.rule("R-125", "E", "R-127", "E", "R-110")
    def test_a_form_is_made_signed_filed_and_only_then_recorded_under(self) -> None:
        self.given_signed_in("consultant")
        self.when_the_form_is_begun_with("publication as required")
        self.then_the_page_says("There is a problem")
        self.and_the_page_is_accessible()
        assert not ConsentForm.objects.filter(subject="The left wrist").exists()
        self.fill("What is the one use called?", "A case report on scaphoid fractures")
        self.page.locator("main form button.nhsuk-button").first.click()
        self.page.wait_for_url(re.compile(r"/consent/forms/CF-"))
        self.form = ConsentForm.objects.get(subject="The left wrist")
        self.when_it_is_explained()
        self.then_the_paper_carries_its_code_on_every_page()
        self.then_nothing_can_be_recorded_yet()
        self.when_both_have_signed()
        self.when_medical_records_puts_it_in_the_record_system()
        self.given_signed_in("media_studio")
        self.then_only_what_was_made_after_the_signatures_is_registered()
        self.and_the_log_shows("consentform.file", "medical_records")
        self.and_the_log_shows("consentform.read", "consultant")

    def when_the_form_is_begun_with(self, use: str) -> None:
        self.when_opened("consent:form-new")
        self.and_the_page_is_accessible()
        self.fill("NHS number or local number", "999 000 1073")
        self.page.locator("main form button.nhsuk-button").first.click()
        self.then_the_page_says("Test, Marigold")
        self.and_the_page_is_accessible()
        self.choose("Can they decide about this recording now?", "Yes")
        self.choose("What is it made for?", re.compile("This person.s care"))
        self.page.get_by_role("group", name=re.compile("What will you make")).get_by_role(
            "checkbox"
        ).first.check()
        self.fill("What will be recorded?", "The left wrist")
        self.fill("Why is it wanted?", "To show how the bone heals")
        self.fill("Who asked for it?", "Charlie Fiction")
        for box in ("Teaching", "One named use"):
            self.page.get_by_role("checkbox", name=box, exact=True).check()
        self.fill("What is the one use called?", use)
        self.fill("Who publishes or shows it?", "A radiology journal")
        self.choose("How does it come out?", "In print and online")
        self.fill("Which edition, date or event?", "Spring 2027")
        self.page.locator("main form button.nhsuk-button").first.click()

    def choose(self, group: str, answer: str | re.Pattern[str]) -> None:
        """One radio of a named group."""
        self.page.get_by_role("group", name=re.compile(re.escape(group))).get_by_role(
            "radio", name=answer
        ).first.check()

    def when_it_is_explained(self) -> None:
        self.when_opened("consent:form-explain", reference=self.form.reference)
        self.and_the_page_is_accessible()
        self.page.get_by_role("checkbox", name="I have explained all of these").check()
        self.choose("Is another purpose planned?", re.compile("on this form"))
        self.fill("Where is it kept?", "The image library")
        self.fill("How long is it kept?", "8 years")
        self.fill("Main points of your talk", "Teaching and one journal; may say no to either.")
        self.page.locator("main form button.nhsuk-button").last.click()
        self.page.wait_for_url(re.compile(rf"/{self.form.reference}/$"))
        self.and_the_page_is_accessible()

    def then_the_paper_carries_its_code_on_every_page(self) -> None:
        self.tap("button", "Get the form to sign")
        self.page.wait_for_load_state()
        link = self.page.get_by_role("link", name=re.compile(r"\(PDF\)")).first.get_attribute("href")
        answer = self.page.request.get(f"{self.site}{link}")
        assert answer.headers["content-type"] == "application/pdf"
        pages = list(pypdfium2.PdfDocument(io.BytesIO(answer.body())))
        self.kept_for_looking(answer.body())
        for number, page in enumerate(pages, 1):
            codes = [found.text for found in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())]
            assert any(code.startswith(f"{self.form.reference}|{number}/{len(pages)}|") for code in codes), (
                codes
            )
        self.and_the_log_shows("document.read")

    def then_nothing_can_be_recorded_yet(self) -> None:
        self.when_opened("consent:form-capture", reference=self.form.reference)
        self.then_the_page_says("You cannot record under this form now")
        self.then_the_page_says("Both sign before a recording")
        self.and_the_page_is_accessible()

    def then_only_what_was_made_after_the_signatures_is_registered(self) -> None:
        self.when_opened("consent:form-capture", reference=self.form.reference)
        self.and_the_page_is_accessible()
        self.when_a_recording_is_registered_at(self.signed_at - timedelta(minutes=30))
        self.then_the_page_says("A recording made before the signatures is not covered")
        self.and_the_page_is_accessible()
        assert not self.form.recordings.exists()
        self.when_a_recording_is_registered_at(clock.now())
        self.page.wait_for_url(re.compile(r"/consent/recordings/REC-"))
        self.and_the_page_is_accessible()
        assert self.form.recordings.count() == 1

    def when_a_recording_is_registered_at(self, moment: datetime) -> None:
        self.page.get_by_role("group", name=re.compile("What did you make")).get_by_role(
            "radio"
        ).first.check()
        self.fill("What does it show?", "The left wrist, from above")
        self.write_moment("Date of the recording", "Time of the recording", moment)
        self.choose("Could anyone tell who it is?", "No")
        self.page.locator("main form button.nhsuk-button").last.click()

    def write_moment(self, day: str, time: str, moment: datetime) -> None:
        """A day in three boxes and a time in one."""
        here = clock.local(moment)
        group = self.page.get_by_role("group", name=re.compile(day))
        for label, value in (("Day", here.day), ("Month", here.month), ("Year", here.year)):
            group.get_by_label(label).fill(str(value))
        self.page.get_by_label(time).fill(f"{here:%H:%M}")

    def when_both_have_signed(self) -> None:
        self.when_opened("consent:form-sign-on-screen", reference=self.form.reference)
        self.and_the_page_is_accessible()
        self.fill("Full name of who signs", "Marigold Test")
        self.choose("How do they sign?", "Sign in the boxes")
        self.page.get_by_label("Initials beside").fill("MT")
        for part in self.page.locator("main").get_by_role("region").all():
            part.get_by_role("radio", name="Yes, I agree").check()
        self.choose("A copy was offered", "Taken")
        self.page.locator("main form button.nhsuk-button").last.click()
        self.then_the_page_says("Sign in the box")
        self.and_the_page_is_accessible()
        for box in self.page.get_by_role("img", name=re.compile("Box to sign in")).all():
            self.sign_in(box)
        self.and_the_page_is_accessible()
        self.page.locator("main form button.nhsuk-button").last.click()
        self.page.wait_for_url(re.compile(r"/sign/confirm/$"))
        self.and_the_page_is_accessible()
        self.fill("Your password", PASSWORD)
        self.page.locator("main form button.nhsuk-button").last.click()
        self.page.wait_for_url(re.compile(rf"/{self.form.reference}/$"))
        self.then_the_page_says("Both have signed")
        self.form.refresh_from_db()
        self.signed_at = self.form.signed_at
        assert {row.means for row in self.form.signatures.all()} == {"drawn", "sign_in"}
        self.and_the_page_is_accessible()

    def sign_in(self, box: Locator) -> None:
        """A few strokes with the mouse; one of them leaves the box."""
        box.scroll_into_view_if_needed()
        where = box.bounding_box()
        assert where
        mouse, left, middle = self.page.mouse, where["x"] + 20, where["y"] + where["height"] / 2
        mouse.move(left, middle)
        mouse.down()
        for step in range(1, 8):
            mouse.move(left + 40 * step, middle + (30 if step % 2 else -30))
        mouse.move(left, where["y"] - 40)
        mouse.up()

    def when_medical_records_puts_it_in_the_record_system(self) -> None:
        """What was signed on the screen has no paper to bring, send or scan."""
        self.given_signed_in("medical_records")
        self.then_the_page_says(self.form.reference)
        self.and_the_page_is_accessible()
        self.when_opened("consent:form-file", reference=self.form.reference)
        self.and_the_page_is_accessible()
        self.page.locator("main form button.nhsuk-button").last.click()
        self.page.wait_for_url(re.compile(rf"/{self.form.reference}/$"))
        self.and_the_page_is_accessible()
