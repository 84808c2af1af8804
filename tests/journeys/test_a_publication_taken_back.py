"""A recording is copied, goes to a publisher and comes out once; then consent is taken back."""

import re
from typing import Any

import pytest

from recordings_gov.accounts.models import Department, User
from recordings_gov.patients.models import Patient
from tests.consent.endings import recorded, taken_back
from tests.consent.leaving import released
from tests.consent.situations import ARTICLE, TEACHING, explained, signed, started
from tests.consent.test_holding_copies import given
from tests.journeys.story import Journey


@pytest.mark.only_on_sqlite
class TestAPublicationTakenBack(Journey):
    """Locked away at once; what is not out stops, what is out cannot be recalled; everybody is told."""

    @pytest.mark.rule("R-133", "E", "R-135", "E", "R-155", "E", "R-175", "E", "R-176", "N")
    def test_one_is_stopped_in_time_and_one_is_beyond_recall(self) -> None:
        self.given_a_recording_of_which_one_picture_is_out()
        self.when_a_second_publication_is_planned()
        self.when_media_studio_gives_it_to_the_publisher()
        self.when_the_patient_takes_all_of_it_back()
        self.then_the_holder_of_a_copy_is_asked_for_it_and_the_recording_is_gone()
        self.then_the_second_stops_and_the_publisher_is_told()
        self.then_the_first_says_that_it_cannot_be_recalled()
        self.then_the_letter_says_what_stops_and_what_cannot()

    def given_a_recording_of_which_one_picture_is_out(self) -> None:
        people: dict[str, Any] = {user.username: user for user in User.objects.all()}
        self.people, taker = people, people["consultant"]
        department = Department.objects.get(slug="imaging")
        patient = Patient.objects.get(nhs_number="9990001073")
        form = started(taker, department, patient, TEACHING, ARTICLE, made_for="secondary")
        self.recording = recorded(signed(explained(form, taker), taker), people["media_studio"])
        self.copy = given(self.recording, people["radiographer"], people["media_studio"], aim="teaching")
        self.first = released(self.recording, people["media_studio"])
        self.first.come_out(by=people["media_studio"], on=self.first.contract_read_on, where="Page 12")

    def when_a_second_publication_is_planned(self) -> None:
        self.given_signed_in("consultant")
        self.when_opened("consent:recording-detail", reference=self.recording.reference)
        self.tap("link", "Plan a publication")
        self.page.wait_for_url(re.compile(r"/publish/$"))
        self.and_the_page_is_accessible()
        self.page.get_by_role("radio", name=re.compile("Hands in contrast")).check()
        self.page.get_by_role("radio", name="In print", exact=True).check()
        self.fill("Where?", "British Journal of Imaging, second edition")
        self.fill("Who publishes it?", "Example Press")
        self.fill("Where to write to them", "1 Example Street")
        self.tap("button", "Plan it")
        self.page.wait_for_url(re.compile(r"/publications/PUB-"))
        self.and_the_page_is_accessible()
        self.tap("link", "Read the contract")
        self.page.wait_for_url(re.compile(r"/contract/$"))
        self.page.get_by_role("radio", name=re.compile("was struck out before signing")).check()
        self.fill("Reference of the contract", "EP-18")
        self.and_the_page_is_accessible()
        self.tap("button", "Save")
        self.page.wait_for_url(re.compile(r"/publications/PUB-[^/]+/$"))
        self.second = self.recording.publications.order_by("-pk").first()

    def when_media_studio_gives_it_to_the_publisher(self) -> None:
        self.given_signed_in("media_studio")
        self.page.goto(f"{self.site}{self.second.get_absolute_url()}")
        self.tap("link", "Give it to the publisher")
        self.page.wait_for_url(re.compile(r"/release/$"))
        self.and_the_page_is_accessible()
        self.tap("button", "Give it to the publisher")
        self.then_the_page_says("With the publisher")
        self.and_the_log_shows("publication.release")

    def when_the_patient_takes_all_of_it_back(self) -> None:
        taken_back(self.recording.form, self.people["consultant"])
        self.recording.refresh_from_db()
        assert self.recording.status == "quarantined"

    def then_the_holder_of_a_copy_is_asked_for_it_and_the_recording_is_gone(self) -> None:
        self.given_signed_in("radiographer")
        entry = f"{self.site}{self.recording.get_absolute_url()}"
        assert self.page.request.get(entry).status == 404
        self.tap("link", "Destroy your copy, or give it back, and say so")
        self.page.wait_for_url(re.compile(r"/copies/CPY-"))
        self.then_the_page_says("It may no longer be used")
        self.and_the_page_is_accessible()
        self.tap("link", "Say that it was destroyed or given back")
        self.page.wait_for_url(re.compile(r"/end/$"))
        self.page.get_by_role("radio", name="Destroyed", exact=True).check()
        self.fill("How, or to whom?", "Deleted, and the bin emptied")
        self.and_the_page_is_accessible()
        self.tap("button", "Save")
        self.then_the_page_says("Deleted, and the bin emptied")
        self.and_the_log_shows("copy.end")

    def then_the_second_stops_and_the_publisher_is_told(self) -> None:
        self.given_signed_in("media_studio")
        self.then_the_page_says(f"Tell the publisher that consent has ended: {self.second.reference}")
        self.page.goto(f"{self.site}{self.second.get_absolute_url()}")
        self.then_the_page_says("Consent has ended: this does not come out")
        self.and_the_page_is_accessible()
        self.tap("link", "The publisher was told")
        self.page.wait_for_url(re.compile(r"/told/$"))
        self.and_the_page_is_accessible()
        self.tap("button", "Save")
        self.then_the_page_says("The publisher has been told")

    def then_the_first_says_that_it_cannot_be_recalled(self) -> None:
        self.when_opened("consent:publication-list")
        self.and_the_page_is_accessible()
        self.page.goto(f"{self.site}{self.first.get_absolute_url()}")
        self.then_the_page_says("It cannot be called back")
        self.and_the_page_is_accessible()

    def then_the_letter_says_what_stops_and_what_cannot(self) -> None:
        withdrawal = self.recording.form.withdrawals.get()
        self.page.goto(f"{self.site}{withdrawal.get_absolute_url()}")
        self.then_the_page_says("We have locked it away. No one uses it")
        self.then_the_page_says("nobody can call this back")
        self.then_the_page_says("Page 12")
        self.and_the_page_is_accessible()
