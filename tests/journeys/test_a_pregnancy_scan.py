"""A partner wants to film a pregnancy scan: a social wish, met by a clip when the checks are done."""

import re

import pytest

from recordings_gov.notes.models import HealthRecordNote
from requests_app.models import RecordingRequest
from tests.journeys.test_a_patient_asks_to_record import AtTheScanner


@pytest.mark.only_on_sqlite
class TestAPregnancyScan(AtTheScanner):
    """The panel asks what it is for and when, names the guidance, and offers the clip at the end."""

    __test__ = True

    @pytest.mark.rule("R-032", "W")
    @pytest.mark.rule("R-032", "R")
    def test_a_partner_s_social_video_waits_for_the_end(self) -> None:
        self.given_signed_in("sonographer")
        self.when_opened("requests:log")
        self.when_the_number_is_scanned("NM104417", "Instance, Zofia")
        self.page.get_by_label("Room", exact=True).fill("Ultrasound 4")
        self.page.get_by_label("Kind of exam", exact=True).select_option("obstetric_ultrasound")
        self.page.get_by_label("Setting", exact=True).select_option("screening")
        self.tap("checkbox", "Video")
        self.tap("radio", "The whole exam")
        self.tap("radio", "Family")
        self.tap("radio", "Yes")
        self.then_the_page_says("Guidance on Sale of Images, Fetal Sexing")
        self.tap("radio", re.compile("^Social"), exact=False)
        self.tap("radio", "During the checks")
        self.then_the_page_says("Advise against it")
        self.then_the_page_says("This exam needs full attention")
        self.then_the_page_says("One colleague")
        self.and_the_page_is_accessible()
        self.tap("checkbox", "A clip at the end")
        self.tap("radio", "When they are done")
        self.page.locator("#answer").get_by_text("This exam needs full attention").wait_for(state="detached")
        self.tap("radio", "No, I looked")
        self.tap("checkbox", "I said all four of these")
        self.tap("radio", "Agreed with conditions")
        self.and_the_page_is_accessible()
        self.tap("button", "Save request")
        self.page.wait_for_url(re.compile(r"/requests/REQ-"))
        self.then_the_page_says("Social, to record when the checks were done")
        self.and_the_page_is_accessible()
        request = RecordingRequest.objects.get(patient__given_name="Zofia")
        assert (request.scan_purpose, request.scan_phase, request.purpose) == ("social", "after", "keepsake")
        assert request.bystanders == "nobody"
        assert "wish at this pregnancy scan was social" in HealthRecordNote.objects.about(request).get().text
