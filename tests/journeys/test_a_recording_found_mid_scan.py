"""Journey: a hidden recording is found mid-scan; care goes on, it is reported once, and the note says so."""

import re
from typing import Any

import pytest

from recordings_gov.accounts.models import Department, User
from recordings_gov.incidents.models import Incident, Kind
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.patients.models import Patient
from requests_app.models import RecordingRequest, RequestStatus, StaffConcern
from tests.journeys.story import Journey


class TestARecordingFoundMidScan(Journey):
    """A radiographer, the governance lead and a colleague who is worried."""

    request: RecordingRequest

    @pytest.mark.rule("R-016", "R")
    @pytest.mark.rule("R-022", "R")
    @pytest.mark.rule("R-039", "R", "R-039", "N")
    def test_care_goes_on_and_it_is_reported_once(self) -> None:
        self.given_a_request_for_sound_of_the_explanation()
        self.when_the_radiographer_says_what_got_in_the_way()
        self.when_they_report_what_they_found()
        self.then_the_request_and_its_incident_lead_to_each_other()
        self.when_the_governance_lead_looks_at_the_repeated_exam()
        self.when_a_colleague_says_what_it_did_to_them_and_what_worries_them()
        self.when_the_note_is_filed_the_request_closes()

    def given_a_request_for_sound_of_the_explanation(self) -> None:
        radiographer = User.objects.get(username="radiographer")
        department: Any = radiographer.memberships.exclude(department=None).get().department
        assert isinstance(department, Department)
        self.request = RecordingRequest.log(
            by=radiographer,
            department=department,
            patient=Patient.objects.get(given_name="Marigold"),
            room="CT 2",
            modality="ct",
            setting="examination",
            media=["audio"],
            subject="explanation",
            recorder="patient",
            reasons=[],
            not_told_reason="urgent",
            outcome="agreed",
        )
        self.given_signed_in("radiographer")
        self.when_the_request_page_is_opened("request-detail")
        self.and_the_page_is_accessible()

    def when_the_radiographer_says_what_got_in_the_way(self) -> None:
        self.tap("link", "It got in the way, or took longer")
        self.and_the_page_is_accessible()
        self.tap("button", "Save")
        self.then_the_page_says("Say whether it got in the way")
        self.tap("radio", "Yes")
        self.page.get_by_label("Repeated part of the exam").check()
        self.fill("What got in the way of what?", "A phone lay in the field")
        self.fill("How many more minutes did the visit take because of it?", "6")
        self.tap("button", "Save")
        self.then_the_page_says("6 more minutes.")

    def when_they_report_what_they_found(self) -> None:
        self.tap("link", re.compile("^Report what came to light"), exact=False)
        self.and_the_page_is_accessible()
        self.tap("button", "Report it")
        self.then_the_page_says("Say what came to light")
        self.and_the_page_is_accessible()
        self.tap("radio", "A hidden recording was found")
        self.fill("What happened?", "A second phone lay under the blanket and was recording")
        self.tap("radio", "Care went on")
        self.tap("button", "Report it")
        self.then_the_page_says("The playbook")
        self.then_the_page_says("Carry on with care.")
        self.and_the_log_shows("recordingrequest.raise_incident")

    def then_the_request_and_its_incident_lead_to_each_other(self) -> None:
        incident = Incident.objects.get(about_reference=self.request.reference)
        assert (incident.kind, incident.care) == (Kind.COVERT, "continued")
        assert incident.patient == self.request.patient
        self.when_opened("incidents:incident-detail", reference=incident.reference)
        self.then_the_page_says("A second phone lay under the blanket")
        self.tap("link", f"Request {self.request.reference}: sound, the explanation")
        self.then_the_page_says(f"incident {incident.reference}")
        self.then_the_page_says("A recording that staff did not know about came to light")
        self.and_the_page_is_accessible()

    def when_the_governance_lead_looks_at_the_repeated_exam(self) -> None:
        self.given_signed_in("governance_lead")
        self.then_the_page_says(self.request.reference)
        self.then_the_page_says("Average delay by a recording")
        self.when_the_request_page_is_opened("request-detail")
        self.then_the_page_does_not_say("Marigold")
        self.tap("link", "Part of the exam was repeated: look at it")
        self.and_the_page_is_accessible()
        self.fill("What did you find, and what follows?", "The dose is in the record; the team was told")
        self.tap("button", "Save")
        self.then_the_page_says("Looked at: The dose is in the record")
        self.and_the_page_is_accessible()

    def when_a_colleague_says_what_it_did_to_them_and_what_worries_them(self) -> None:
        self.given_signed_in("sonographer")
        self.when_the_request_page_is_opened("request-impact")
        self.and_the_page_is_accessible()
        self.page.get_by_label("It distracted me").check()
        self.tap("button", "Save")
        self.then_the_page_says("It distracted me")
        self.tap("link", "Tell a worry in confidence")
        self.and_the_page_is_accessible()
        self.fill("What worries you?", "That my words are cut and posted")
        self.page.get_by_label("A talk with my manager").check()
        self.tap("button", "Keep it in confidence")
        self.then_the_page_says("Where you may turn")
        self.and_the_page_is_accessible()
        concern = StaffConcern.objects.get()
        self.given_signed_in("radiographer")
        self.when_the_request_page_is_opened("request-detail")
        self.then_the_page_does_not_say(concern.reference)
        self.then_the_page_does_not_say("cut and posted")

    def when_the_note_is_filed_the_request_closes(self) -> None:
        note = HealthRecordNote.objects.about(self.request).get()
        assert "The recording added 6 minutes to the visit." in note.text
        self.when_opened("notes:note-file-by-hand", reference=note.reference)
        self.fill("Reference in the health record", "EPR 2206")
        self.tap("button", "Mark as filed")
        self.then_the_page_says("Filed")
        self.request.refresh_from_db()
        assert self.request.status == RequestStatus.CLOSED

    def when_the_request_page_is_opened(self, page: str) -> None:
        self.when_opened(f"requests:{page}", reference=self.request.reference)
