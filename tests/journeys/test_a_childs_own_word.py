"""Journeys: a child who can decide, against a parent; and a child's no that only protection sets aside."""

from datetime import timedelta

import pytest

from consent.models import ConsentForm, Recording
from consent.signing.evidence import NEEDED
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.notifications.models import Task
from tests.conftest import PASSWORD
from tests.consent.conftest import born
from tests.consent.exceptions import BECAUSE, PROOF
from tests.consent.situations import CARE, RECORD, TEACHING, explained, signed, started
from tests.journeys.test_asked_afterwards import Answering

PARENT = {"name": "Sam Example", "relation": "mother", "basis": "mother"}
OFFICER = {
    "no_parent_there": "yes",
    "kind": "social_worker",
    "name": "Jo Specimen",
    "number": "SW 4471",
    "service": "Northmere Council",
    "is_checked": "yes",
    "ground": "order",
    "says": "Family Court, order 12",
}


class TestAChildsOwnWord(Answering):
    """Their yes is enough, their no is final; protection alone sets it aside, for the record alone."""

    def given_a_draft_about_a_child_of(self, age: int) -> None:
        self.consultant = User.objects.get(username="consultant")
        imaging = Department.objects.get(slug="imaging")
        self.form = started(self.consultant, imaging, born(clock.today().year - age), RECORD, TEACHING)
        self.given_signed_in("consultant")

    def when_judged(self, outcome: str, *uses: str) -> None:
        """The eight questions on their page; the seven are answered with yes for a child who can decide."""
        self.page.goto(f"{self.site}/consent/forms/{self.form.reference}/signer/?question=competence")
        self.and_the_page_is_accessible()
        for name in (*NEEDED, "parent"):
            said = "yes" if outcome == "able" else "no"
            self.page.locator(f"[name=q_{name}][value={said}]").check(force=True)
        for use in uses:
            self.page.locator(f"[name=covers][value={use}]").check(force=True)
        self.page.locator(f"[name=outcome][value={outcome}]").check(force=True)
        self.page.locator("[name=because]").fill("She says back what it is for.")
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Continue").click()

    def then_nothing_can_be_signed(self) -> None:
        self.form = ConsentForm.objects.get(pk=self.form.pk)
        assert self.form.signer == ""
        self.page.goto(self.site + self.form.get_absolute_url())
        self.then_the_page_says("Nothing may be recorded yet")

    def when_registered(self) -> None:
        self.given_signed_in("media_studio")
        self.when_opened("consent:form-capture", reference=self.form.reference)
        self.and_the_page_is_accessible()
        now = clock.local(clock.now())
        self.write({"kind": "photograph", "shows": "Bruises on the left arm", "identifiable": "no"})
        self.write({"captured_on": now, "captured_time": f"{now:%H:%M}"})
        self.tap("button", "Register the recording")
        self.page.wait_for_url("**/consent/recordings/REC-**")
        self.and_the_page_is_accessible()
        self.recording = Recording.objects.get(form=self.form)

    @pytest.mark.only_on_sqlite
    @pytest.mark.rule("R-143", "E")
    def test_a_child_who_can_decide_signs_though_a_parent_objects(self) -> None:
        self.given_a_draft_about_a_child_of(14)
        self.when_judged("able", "record", "teaching")
        self.then_the_page_says("it is enough")
        self.form.hear(
            by=self.consultant,
            name="Sam Example",
            standing="responsible",
            answer="no",
            words="Not this.",
        )
        self.page.reload()
        self.form = ConsentForm.objects.get(pk=self.form.pk)
        assert self.form.signer == "competent_young_person"
        signed(explained(self.form, self.consultant), self.consultant)
        self.page.goto(self.site + self.form.get_absolute_url())
        self.then_the_page_says("Both have signed")
        self.and_the_page_is_accessible()
        self.when_registered()
        assert self.recording.basis == "consent"

    @pytest.mark.only_on_sqlite
    @pytest.mark.rule("R-145", "E")
    @pytest.mark.rule("R-152", "N")
    @pytest.mark.rule("R-160", "E")
    def test_a_childs_no_beats_a_parents_yes_and_only_protection_sets_it_aside(self) -> None:
        self.given_a_draft_about_a_child_of(6)
        self.when_judged("not_able", "record")
        self.answer("child", said="agrees", harm_likely="no")
        self.answer("parent", **PARENT)
        self.answer("child", said="no", harm_likely="no")
        self.then_the_page_says("whatever a parent says")
        self.then_nothing_can_be_signed()
        self.and_the_page_is_accessible()

        # A social worker agrees in a case of child protection, and says why the no is set aside.
        self.answer("circumstance", circumstance="child_protection")
        self.answer("officer", **OFFICER)
        self.then_the_page_says("Write down why protection sets that aside")
        self.answer("officer", **OFFICER, despite_no="To protect the brother.")
        self.form = ConsentForm.objects.get(pk=self.form.pk)
        self.form.say_care(by=self.consultant, **CARE)
        signed(explained(self.form, self.consultant), self.consultant)
        self.when_registered()
        assert (self.recording.basis, self.recording.access) == ("child_protection", "restricted")
        self.then_the_parents_are_told()

    def then_the_parents_are_told(self) -> None:
        task = Task.objects.get(rule="R-152")
        assert task.due_on == clock.today() + timedelta(days=1)
        self.given_signed_in("consultant")
        self.page.goto(self.site + task.url)
        self.then_the_page_says("They are told that they were made")
        self.and_the_page_is_accessible()
        self.tap("link", "Write down that they were told")
        self.page.wait_for_url("**/parents-told/")
        self.and_the_page_is_accessible()
        now = clock.local(clock.now())
        self.write({"who": "The mother", "told_on": now, "told_time": f"{now:%H:%M}"})
        self.tap("button", "Save")
        self.page.wait_for_url(f"**/{self.form.reference}/")
        self.then_the_page_says("The mother was told")
        task.refresh_from_db()
        assert task.done_at

    @pytest.mark.only_on_sqlite
    @pytest.mark.rule("R-160", "E")
    def test_an_injury_is_recorded_on_the_consultants_own_signature(self) -> None:
        self.given_a_draft_about_a_child_of(7)
        self.answer("circumstance", circumstance="non_accidental_injury")
        proof = PROOF["non_accidental_injury"]
        self.answer("consultant", name="Dr C, 7654321", because=BECAUSE, **proof)
        self.page.goto(self.site + self.form.get_absolute_url())
        self.then_the_page_says("the consultant in charge decides")
        self.and_the_page_is_accessible()
        self.tap("link", "Authorise it")
        self.page.wait_for_url("**/authorise/")
        self.and_the_page_is_accessible()
        self.page.locator("[name=is_in_charge]").check(force=True)
        self.page.locator("[name=secret]").fill(PASSWORD)
        self.tap("button", "Authorise it")
        self.page.wait_for_url("**/authorities/AU-**")
        self.then_the_page_says(proof["benefit"])
        self.and_the_page_is_accessible()
        self.when_registered()
        assert self.recording.authority is not None
