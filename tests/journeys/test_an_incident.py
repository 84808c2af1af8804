"""Journey: an incident from the report to closed, with an explanation and both confirmations."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from recordings_gov import clock
from recordings_gov.incidents.models import Incident, IncidentStatus
from recordings_gov.notes.models import HealthRecordNote
from tests.journeys.story import Journey


@pytest.mark.only_on_sqlite
class TestAnIncident(Journey):
    """A radiographer, the governance lead, medical records and the head of Media Studio."""

    incident: Incident

    @pytest.mark.rule("R-203", "E")
    @pytest.mark.rule("R-205", "E")
    @pytest.mark.rule("R-213", "E")
    def test_from_report_to_closed_with_candour(self) -> None:
        self.given_a_radiographer_reports_that_filming_went_on()
        self.when_they_write_down_what_was_said_and_tick_the_playbook()
        self.when_the_governance_lead_tries_to_close_it_the_page_says_what_is_missing()
        self.when_the_governance_lead_answers_decides_and_explains()
        self.when_medical_records_file_the_note()
        self.when_it_is_put_right_and_reviewed_by_the_head_of_media_studio()
        self.then_it_is_closed_and_printed()

    def given_a_radiographer_reports_that_filming_went_on(self) -> None:
        self.given_signed_in("radiographer")
        self.when_opened("incidents:report")
        self.and_the_page_is_accessible()
        self.tap("button", "Report it")
        self.then_the_page_says("Say what happened")
        self.tap("radio", "Recording went on against our policy")
        self.fill("Patient number", "999 000 1073")
        self.fill("Where?", "CT 2")
        self.tap("radio", "Care went on")
        self.fill(
            "What happened, in a few sentences", "Filming went on after we had talked <script>x</script>."
        )
        self.tap("button", "Report it")
        self.then_the_page_says("Reported. Whoever answers for it has been told")
        self.incident = Incident.objects.order_by("-pk")[0]
        self.then_the_page_says("after we had talked <script>x</script>.")
        self.and_the_page_is_accessible()
        self.and_the_log_shows("incident.report")

    def when_they_write_down_what_was_said_and_tick_the_playbook(self) -> None:
        self.opened_step("said")
        self.and_the_page_is_accessible()
        for question in (
            "Was the response script used?",
            "Were they told what the recording is: theirs, and no hospital record?",
            "Was every device left alone: not taken, held or searched?",
            "Was nothing said about an offence or the law being broken?",
        ):
            self.answer(question, "Yes")
        self.fill("What was advised", "Please ask the others before sharing.")
        self.saved("What was said is written down")
        self.opened_step("playbook")
        self.and_the_page_is_accessible()
        self.page.get_by_label("Support the staff afterwards.").check()
        self.page.get_by_label("Offered: A written summary of what was said").select_option("Accepted")
        self.saved("Steps saved", "Save what I ticked")
        self.then_the_page_says("A written summary of what was said: accepted")
        self.opened_step("datix")
        self.fill("Datix reference", "W-90600")
        self.saved("Datix reference saved")

    def when_the_governance_lead_tries_to_close_it_the_page_says_what_is_missing(self) -> None:
        self.given_signed_in("governance_lead")
        self.then_the_page_says(f"Answer {self.incident.reference}")
        self.opened_step("close")
        self.then_the_page_says("It cannot be closed yet")
        self.then_the_page_says("Give a first real answer")
        expect(self.page.get_by_role("button", name="Close", exact=True)).to_have_count(0)
        self.and_the_page_is_accessible()

    def when_the_governance_lead_answers_decides_and_explains(self) -> None:
        self.opened_step("respond")
        self.fill("What the answer was, and to whom", "We wrote to the patient.")
        self.today("responded_on")
        self.saved("Answer saved")
        self.opened_step("severity")
        self.answer("How serious is it?", "Low")
        self.answer("May it be serious misconduct?", "No")
        self.fill("Why", "Nobody was harmed.")
        self.saved("Saved")
        self.opened_step("escalate")
        self.answer("Is it escalated?", "No")
        self.fill("Why, or why not", "Settled in the room.")
        self.saved("Decision saved")
        self.opened_step("candour")
        self.tap("radio", "Yes, an explanation is owed")
        self.fill("Why", "Another patient walked past.")
        self.saved("Decision saved")
        self.opened_step("explain")
        self.and_the_page_is_accessible()
        self.tap("radio", "The patient")
        self.today("explained_on")
        self.fill("What was explained", "We said what was filmed and what we do about it.")
        self.saved("Conversation saved, note drafted")
        self.opened_step("confirm")
        self.today("confirmed_on_report_on")
        self.saved("Confirmed on the incident report")
        self.then_the_page_says("File the note of the conversation in the health record")

    def when_medical_records_file_the_note(self) -> None:
        self.incident.refresh_from_db()
        note = HealthRecordNote.objects.get(about_reference=self.incident.reference)
        medical_records = self.given_signed_in("medical_records")
        self.when_opened("notes:note-detail", reference=note.reference)
        self.then_the_page_says("We said what was filmed and what we do about it.")
        self.when_opened("notes:note-file-by-hand", reference=note.reference)
        self.fill("Reference in the health record", "EPR-104417")
        self.saved("Note filed", "Mark as filed")
        self.incident.refresh_from_db()
        assert self.incident.confirmed_in_record_on == clock.today()
        self.and_the_log_shows("incident.confirm_in_record", medical_records.username)

    def when_it_is_put_right_and_reviewed_by_the_head_of_media_studio(self) -> None:
        self.given_signed_in("governance_lead")
        self.opened_step("act")
        self.fill("What is to be put right", "Put up the poster on open recording")
        self.page.get_by_label("Who sees to it").select_option(label="Gale Dummy")
        self.today("due_on")
        self.saved("Plan saved")
        self.opened_step("act-done")
        self.page.get_by_label("What is put right").select_option(index=1)
        self.today("done_on")
        self.fill("What was done", "It hangs in CT 2.")
        self.saved("Saved what was put right")
        self.opened_step("recurrence")
        self.tap("radio", "It has not happened again")
        self.today("recurrence_on")
        self.fill("How you checked", "Asked the team.")
        self.saved("Check saved")
        self.given_signed_in("head_of_media_studio")
        self.opened_step("review")
        self.fill("What you found", "Well handled.")
        self.saved("Review saved")
        self.and_the_page_is_accessible()

    def then_it_is_closed_and_printed(self) -> None:
        self.given_signed_in("governance_lead")
        self.opened_step("close")
        self.then_the_page_says("Every fact is here")
        self.saved("Closed", "Close")
        self.incident.refresh_from_db()
        assert self.incident.status == IncidentStatus.CLOSED
        self.and_the_log_shows("incident.close")
        self.and_the_page_is_accessible()
        for name in ("list", "complaints", "playbooks", "figures", "covert", "evaluations", "offices"):
            self.when_opened(f"incidents:{name}")
            self.and_the_page_is_accessible()

    # --- words of this story -----------------------------------------------------------------------

    def opened_step(self, step: str) -> None:
        self.when_opened(f"incidents:incident-{step}", reference=self.incident.reference)

    def answer(self, question: str, choice: str) -> None:
        group: Any = self.page.get_by_role("group", name=re.compile(re.escape(question)))
        group.get_by_label(choice, exact=True).check()

    def today(self, field: str) -> None:
        day = clock.today()
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            self.page.locator(f"#id_{field}_{part}").fill(str(value))

    def saved(self, says: str, button: str = "Save") -> None:
        self.tap("button", button)
        self.then_the_page_says_or_banner(says)

    def then_the_page_says_or_banner(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text)
