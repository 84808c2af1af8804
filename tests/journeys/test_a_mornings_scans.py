"""A morning's scans: a torn code and a stray letter among them, until both forms are in the record system."""

import re

import pytest

from consent.models import ConsentForm, ScanBatch
from consent.tasks import read_scanned_pages
from recordings_gov.accounts.models import Department, User
from recordings_gov.patients.models import Patient
from tests.consent.sheets import pdf, printed, sheet
from tests.consent.situations import explained, signed, started
from tests.journeys.story import Journey


class TestBringingAMorningsScans(Journey):
    """Media Studio brings them, medical records files them."""

    @pytest.mark.only_on_sqlite
    @pytest.mark.rule("R-110", "E")
    def test_a_pile_is_read_matched_and_filed(self) -> None:
        self.given_two_signed_forms()
        self.given_signed_in("media_studio")
        self.when_media_studio_brings_the_pile()
        self.then_the_page_says("Reading the pages")
        self.and_the_page_is_accessible()
        read_scanned_pages()
        self.then_the_page_says("2 pages to match by hand")  # by itself: it asks every two seconds
        self.then_the_page_says("Missing")
        self.and_the_page_is_accessible()
        self.when_the_torn_page_is_matched_by_hand()
        self.when_the_letter_is_put_aside()
        self.then_the_page_says("Every page is dealt with")
        self.and_the_page_is_accessible()
        self.when_medical_records_files_both()
        self.and_the_log_shows("scannedpage.match", "media_studio")
        self.and_the_log_shows("scannedpage.picture_read", "media_studio")
        self.and_the_log_shows("consentform.file", "medical_records")

    def given_two_signed_forms(self) -> None:
        consultant = User.objects.get(username="consultant")
        department = Department.objects.get(pk__in=[held for _, held in consultant.roles])
        patients = Patient.objects.order_by("pk")[:2]
        self.forms = [
            signed(explained(started(consultant, department, who), consultant), consultant)
            for who in patients
        ]
        self.codes = [printed(form) for form in self.forms]

    def when_media_studio_brings_the_pile(self) -> None:
        self.when_opened("consent:scan-list")
        self.and_the_page_is_accessible()
        self.tap("link", "Bring scans")
        self.and_the_page_is_accessible()
        torn = [sheet(self.codes[0][0]), sheet(), *map(sheet, self.codes[0][2:])]
        pile = pdf([*torn, *map(sheet, self.codes[1]), sheet("https://example.org/")])
        self.page.locator("input[type=file]").set_input_files(
            {"name": "Test Marigold.pdf", "mimeType": "application/pdf", "buffer": pile}
        )
        self.tap("button", "Read these pages")
        self.page.wait_for_url(re.compile(r"/consent/scans/SB-"))
        self.batch = ScanBatch.objects.get()

    def when_the_torn_page_is_matched_by_hand(self) -> None:
        self.tap("link", "Match the first")
        self.then_the_page_says("There is no code to be read on it")
        self.and_the_page_is_accessible()
        self.page.get_by_role("radio", name=re.compile(self.forms[0].reference)).check()
        self.fill("Which page of the form is it?", "2")
        self.tap("button", "Attach it to this form")
        self.then_the_page_says("Its code is not one of ours. It was not opened")
        assert ConsentForm.objects.filter(station="scanned").count() == 2

    def when_the_letter_is_put_aside(self) -> None:
        self.fill("Why does it belong to no form?", "A letter")
        self.tap("button", "Put it aside")
        self.page.wait_for_url(re.compile(rf"/{self.batch.reference}/$"))

    def when_medical_records_files_both(self) -> None:
        self.given_signed_in("medical_records")
        self.then_the_page_says("in the record system")
        self.page.goto(f"{self.site}/consent/custody/?at=scanned")
        self.and_the_page_is_accessible()
        self.page.get_by_role("checkbox", name="All of these").check()
        self.tap("button", "Mark as in the record system")
        self.then_the_page_says("2 forms moved on")
        self.and_the_page_is_accessible()
        assert ConsentForm.objects.filter(station="filed").count() == 2
