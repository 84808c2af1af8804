"""A form is found never to have counted after something was recorded under it; and one is taken back."""

import re
from typing import Any

import pytest

from consent.models import ConsentForm
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.incidents.models import Incident
from recordings_gov.patients.models import Patient
from tests.consent.endings import recorded
from tests.consent.leaving import released
from tests.consent.situations import explained, signed, started
from tests.journeys.story import Journey


@pytest.mark.only_on_sqlite
class TestAFormInvalidated(Journey):
    """As if it had never been signed: locked away, an incident, and the patient is told."""

    @pytest.mark.rule("R-133", "E", "R-134", "E", "R-155", "E")
    def test_it_is_locked_away_becomes_an_incident_and_the_patient_is_told(self) -> None:
        self.given_a_recording_under_a_signed_form()
        self.when_part_of_it_is_taken_back_by_phone()
        self.when_information_governance_finds_that_it_never_counted()
        self.then_the_recording_is_gone_and_an_incident_is_there()
        self.when_media_studio_has_told_the_patient()

    def given_a_recording_under_a_signed_form(self) -> None:
        people: dict[str, Any] = {user.username: user for user in User.objects.all()}
        department = Department.objects.get(slug="imaging")
        patient = Patient.objects.get(nhs_number="9990001073")
        taker = people["consultant"]
        form = started(taker, department, patient)
        self.form: ConsentForm = signed(explained(form, taker), taker)
        self.recording = recorded(self.form, people["media_studio"])
        self.publication = released(self.recording, people["media_studio"])

    def when_part_of_it_is_taken_back_by_phone(self) -> None:
        self.given_signed_in("radiographer")
        self.when_opened("consent:form-detail", reference=self.form.reference)
        self.and_the_page_is_accessible()
        self.tap("link", "Consent is taken back")
        self.page.wait_for_url(re.compile(r"/withdraw/$"))
        self.and_the_page_is_accessible()
        self.page.get_by_role("checkbox", name="Teaching", exact=True).check()
        for answer in ("The patient", "By phone", "A letter"):
            self.page.get_by_role("radio", name=answer, exact=True).check()
        self.tap("button", "Take it back now")
        self.page.wait_for_url(re.compile(r"/withdrawals/CW-"))
        self.then_the_page_says("You still agree to: Health record")
        self.and_the_page_is_accessible()
        self.and_the_log_shows("consentform.withdraw")
        self.when_opened("consent:recording-detail", reference=self.recording.reference)
        self.then_the_page_says("The left hand")

    def when_information_governance_finds_that_it_never_counted(self) -> None:
        self.given_signed_in("ig_manager")
        self.when_opened("consent:form-invalidate", reference=self.form.reference)
        self.and_the_page_is_accessible()
        self.tap("button", "Say that it never counted")
        self.then_the_page_says("Tick that you know there is no way back")
        self.and_the_page_is_accessible()
        self.page.get_by_role("radio", name="Somebody signed who could not").check()
        self.fill("What was found, and how?", "The signature is her neighbour's.")
        self.page.get_by_role("checkbox", name=re.compile("no way back")).check()
        self.tap("button", "Say that it never counted")
        self.page.wait_for_url(re.compile(r"/invalidations/CI-"))
        self.then_the_page_says("locked away (1 recording)")
        self.and_the_page_is_accessible()

    def then_the_recording_is_gone_and_an_incident_is_there(self) -> None:
        incident = Incident.objects.get(about_reference=self.form.reference)
        assert incident.kind == "used_without_consent"
        assert f"Given to a publisher: {self.publication.reference}" in incident.what_happened
        self.given_signed_in("consultant")
        answer = self.page.request.get(f"{self.site}/consent/recordings/{self.recording.reference}/")
        assert answer.status == 404
        self.when_opened("consent:form-detail", reference=self.form.reference)
        self.then_the_page_says("This form never counted")
        self.and_the_page_is_accessible()

    def when_media_studio_has_told_the_patient(self) -> None:
        self.given_signed_in("media_studio")
        self.then_the_page_says("Tell the patient that a form never counted")
        self.page.goto(f"{self.site}{self.form.invalidation.get_absolute_url()}")
        self.then_the_page_does_not_say("neighbour")
        link = self.page.get_by_role("link", name=re.compile(r"\(PDF\)")).first.get_attribute("href")
        self.kept_for_looking(self.page.request.get(f"{self.site}{link}").body())
        self.tap("link", "The patient was told")
        self.page.wait_for_url(re.compile(r"/tell/$"))
        self.and_the_page_is_accessible()
        self.tap("button", "Save")
        self.then_the_page_says("Patient told")
        self.form.invalidation.refresh_from_db()
        assert self.form.invalidation.told_on == clock.today()
        self.when_opened("consent:withdrawal-list")
        self.then_the_page_says("Answer owed")
        self.and_the_page_is_accessible()
