"""A device wanted in the MR room: not there, whatever is tapped, and another place or moment is offered."""

import re

import pytest

from recordings_gov.notes.models import HealthRecordNote
from requests_app.models import RecordingRequest
from tests.journeys.test_a_patient_asks_to_record import AtTheScanner


@pytest.mark.only_on_sqlite
class TestADeviceInTheMagnetRoom(AtTheScanner):
    """The answer moves the device; the request keeps where it was wanted."""

    __test__ = True

    @pytest.mark.rule("R-044", "E")
    def test_another_place_or_moment_is_offered_and_it_is_never_agreed(self) -> None:
        self.given_signed_in("radiographer")
        self.when_opened("requests:log")
        self.when_the_number_is_scanned("999 000 2088", "Sample-Jones, Aled")
        self.page.get_by_label("Room", exact=True).fill("MR 1")
        self.page.get_by_label("Kind of exam", exact=True).select_option("mri")
        self.page.get_by_label("Setting", exact=True).select_option("examination")
        self.tap("checkbox", "Sound")
        self.tap("radio", "The whole exam")
        self.then_the_page_says("Go ahead, with care")
        self.tap("radio", re.compile("^MR room"), exact=False)
        self.then_the_page_says("Not here: it is not safe")
        self.and_the_page_is_accessible()
        assert self.page.get_by_role("radio", name=re.compile("^Agreed")).count() == 0
        self.tap("radio", re.compile("^None of these"), exact=False)
        self.then_the_page_says("Go ahead, with care")
        self.tap("radio", re.compile("^MR room"), exact=False)
        self.then_the_page_says("Not here: it is not safe")
        self.tap("checkbox", "A view from the control room")
        self.tap("checkbox", "I said all four of these")
        self.tap("radio", "Stopped for safety")
        self.and_the_page_is_accessible()
        self.tap("button", "Save request")
        self.page.wait_for_url(re.compile(r"/requests/REQ-"))
        self.then_the_page_says("MR room, inside the safety line")
        self.then_the_page_says("A view from the control room")
        self.and_the_page_is_accessible()
        request = RecordingRequest.objects.get(patient__given_name="Aled")
        assert (request.device_at, request.outcome) == ("mr_room", "stopped_for_safety")
        note = HealthRecordNote.objects.about(request).get().text
        assert "no device may be: mr room, inside the safety line" in note
        self.and_the_log_shows("recordingrequest.log")
