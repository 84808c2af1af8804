"""A recording goes to a publisher and one comes out; then consent is taken back."""

import re
from typing import Any

import pytest

from recordings_gov.accounts.models import Department, User
from recordings_gov.patients.models import Patient
from tests.consent.endings import recorded, taken_back
from tests.consent.leaving import released
from tests.consent.situations import explained, signed, started
from tests.journeys.story import Journey


@pytest.mark.only_on_sqlite
class TestAPublicationTakenBack(Journey):
    """What is not out yet stops; what is out cannot be recalled; the publisher is told."""

    @pytest.mark.rule("R-133", "E", "R-135", "E", "R-175", "E")
    def test_one_is_stopped_in_time_and_one_is_beyond_recall(self) -> None:
        self.given_a_recording_of_which_one_picture_is_out()
        self.when_a_second_publication_is_planned()
        self.when_media_studio_gives_it_to_the_publisher()
        self.when_the_patient_takes_it_back()
        self.then_the_second_stops_and_the_publisher_is_told()
        self.then_the_first_says_that_it_cannot_be_recalled()

    def given_a_recording_of_which_one_picture_is_out(self) -> None:
        people: dict[str, Any] = {user.username: user for user in User.objects.all()}
        self.people, taker = people, people["consultant"]
        form = started(
            taker, Department.objects.get(slug="imaging"), Patient.objects.get(nhs_number="9990001073")
        )
        self.recording = recorded(signed(explained(form, taker), taker), people["media_studio"])
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

    def when_the_patient_takes_it_back(self) -> None:
        taken_back(self.recording.form, self.people["consultant"])

    def then_the_second_stops_and_the_publisher_is_told(self) -> None:
        self.when_opened("home")
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
