"""A recording that somebody had bookmarked has gone into quarantine since."""

import re
from typing import Any

import pytest

from consent.models import Recording
from recordings_gov.accounts.models import Department, User
from recordings_gov.patients.models import Patient
from tests.consent.endings import recorded
from tests.consent.situations import explained, signed, started
from tests.journeys.story import Journey


@pytest.mark.only_on_sqlite
class TestAnOldBookmark(Journey):
    """It is not there, in plain words; and that somebody came for it is in the trail."""

    also_heard = ("status of 404",)

    @pytest.mark.rule("R-155", "E")
    @pytest.mark.rule("R-210", "E")
    @pytest.mark.rule("R-210", "P")
    def test_it_is_not_available_and_whoever_came_for_it_is_in_the_trail(self) -> None:
        self.given_a_consultant_who_bookmarked_a_recording()
        self.given_it_has_gone_into_quarantine()
        self.when_the_consultant_comes_back_to_it()
        self.then_it_is_not_there_in_plain_words()
        self.then_information_governance_sees_who_came_and_prints_it()

    def given_a_consultant_who_bookmarked_a_recording(self) -> None:
        taker, studio = (User.objects.get(username=name) for name in ("consultant", "media_studio"))
        department = Department.objects.get(slug="imaging")
        patient = Patient.objects.get(nhs_number="9990001073")
        form = signed(explained(started(taker, department, patient), taker), taker)
        self.recording: Recording = recorded(form, studio)
        self.given_signed_in("consultant")
        self.when_opened("consent:recording-detail", reference=self.recording.reference)
        self.then_the_page_says("The left hand")
        self.bookmark = self.page.url

    def given_it_has_gone_into_quarantine(self) -> None:
        self.given_signed_in("media_studio")
        self.when_opened("consent:recording-quarantine", reference=self.recording.reference)
        self.and_the_page_is_accessible()
        self.fill("Why does it go into quarantine?", "A bystander is in it")
        self.tap("button", "Place it in quarantine")
        self.then_the_page_says("It is in quarantine")

    def when_the_consultant_comes_back_to_it(self) -> None:
        self.given_signed_in("consultant")
        answer: Any = self.page.goto(self.bookmark)
        assert answer.status == 404

    def then_it_is_not_there_in_plain_words(self) -> None:
        self.then_the_page_says("There is nothing at this address, or it is not one that you can see")
        self.then_the_page_says("ask information governance")
        for hidden in ("The left hand", "quarantine", self.recording.patient.family_name):
            self.then_the_page_does_not_say(hidden)
        self.and_the_page_is_accessible()
        self.and_the_log_shows("recording.not_available.read", "consultant")

    def then_information_governance_sees_who_came_and_prints_it(self) -> None:
        self.given_signed_in("ig_manager")
        self.when_opened("consent:quarantine-detail", reference=self.recording.reference)
        self.then_the_page_does_not_say("The left hand")
        self.and_the_page_is_accessible()
        self.tap("link", "Who looked at it, or asked in vain")
        self.then_the_page_says("Asked for while in quarantine: not available")
        consultant = User.objects.get(username="consultant")
        row = self.page.get_by_role("row").filter(has_text="not available")
        assert row.filter(has_text=str(consultant)).count() == 1
        self.and_the_page_is_accessible()
        with self.page.expect_download() as told:
            self.tap("button", re.compile("Print it, because a breach is suspected"))
        self.kept_for_looking(told.value.path().read_bytes())
