"""Journey: a department's policy from its first word into force; and the policy of 2019 superseded."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from policies.models import PolicyVersion, VersionStatus
from policies.starter import demonstrating, loading
from policies.starter.files import read
from recordings_gov import clock
from recordings_gov.accounts.models import User
from tests.journeys.story import Journey

STATEMENT = "What you have checked or agreed"


@pytest.mark.only_on_sqlite
class TestAPolicyFromDraftToInForce(Journey):
    """Everybody signs in turn, on the pages, and sees what is still missing."""

    @pytest.mark.rule("R-026", "E")
    @pytest.mark.rule("R-027", "E")
    @pytest.mark.rule("R-052", "E")
    @pytest.mark.rule("R-108", "E")
    def test_a_departments_policy_comes_into_force(self) -> None:
        self.given_signed_in("communications")
        self.when_a_policy_is_set_up()
        self.then_what_is_missing_is_named()
        self.when_the_text_is_worked_on()
        self.when_owner_and_consultation_are_recorded()
        self.when_the_risks_are_scored()
        self.when_it_is_signed("ig_manager", "Validate", "The form and the content")
        self.when_it_is_signed("caldicott_guardian", "Ratify", "Agreed by the policy group")
        self.when_it_is_signed("dpo", "Sign off as Data Protection Officer", "Section 16", "Sign off")
        self.when_it_is_signed("executive_sponsor", "Endorse for the employer", "The board", "Endorse")
        self.when_it_is_approved()
        self.when_it_is_brought_into_force()

    def when_a_policy_is_set_up(self) -> None:
        self.when_opened("policies:policy-new")
        self.and_the_page_is_accessible()
        self.fill("Title of the policy", "Recording in radiotherapy")
        self.page.get_by_label("Whose policy?", exact=True).select_option(label="Radiotherapy")
        self.page.get_by_label("Patients record us", exact=True).check()
        self.page.get_by_label("The starter text and its stances, to be changed", exact=True).check()
        self.tap("button", "Set up")
        self.page.wait_for_url(re.compile("/versions/"))
        self.version = PolicyVersion.objects.get(policy__title="Recording in radiotherapy")

    def then_what_is_missing_is_named(self) -> None:
        for says in ("No owner is named", "There is no risk assessment", "No patient or public group was"):
            self.then_the_page_says(says)
        self.and_the_page_is_accessible()

    def when_the_text_is_worked_on(self) -> None:
        self.tap("link", "Work on the text")
        self.and_the_page_is_accessible()
        self.tap("link", "Change section 11")
        self.fill("Words", "A picture with the team. <script>alert(1)</script>")
        self.tap("button", "Save")
        self.then_the_page_says("Take out the HTML, it is not used here")
        self.and_the_page_is_accessible()
        expect(self.page.get_by_label("Words", exact=True)).to_have_value(
            re.compile("A picture with the team")
        )
        self.fill("Words", "A picture with the team means a lot.\n\n- each of us says yes on the day")
        self.tap("button", "Save")
        self.then_the_page_says("Section saved")
        self.page.get_by_role("button", name=re.compile("^Up ?: section 28$")).click()
        self.then_the_page_says("Section 28 is now section 27")

    def when_owner_and_consultation_are_recorded(self) -> None:
        self.version.refresh_from_db()
        by = User.objects.get(username="communications")
        loading.set_contacts(User.objects.get(username="governance_lead"), self.version.policy.department)
        self.when_opened("policies:version-entrust", reference=self.version.reference)
        self.page.get_by_label("Policy owner", exact=True).select_option(label="Gale Dummy, Governance lead")
        self.fill("Management sponsor", "Director of radiotherapy")
        self.page.get_by_label("Executive sponsor", exact=True).select_option(
            label="Emery Exemplar, Medical director"
        )
        self.and_the_page_is_accessible()
        self.tap("button", "Save")
        self.version.fill_in(by=by, values=read("demonstration")["policy"])
        for group in ("patients", "staff"):
            self.version.consult(by=by, group=group, method="Asked", held_on=clock.today(), effect="Heard")
        self.when_opened("policies:version-equality", reference=self.version.reference)
        self.and_the_page_is_accessible()
        self.fill("Its reference", "EIA-1")
        self.type_day("When it was made", clock.today())
        self.tap("button", "Save")
        self.then_the_page_says("Equality assessment recorded")
        self.when_opened("policies:version-related", reference=self.version.reference)
        self.page.get_by_label("Which policy?", exact=True).select_option(label="Mobile phones and devices")
        self.fill("Its title here", "Mobile devices")
        self.type_day("Checked against this policy on", clock.today())
        self.tap("button", "Add")
        self.then_the_page_says("Policy added to the list")
        self.and_the_page_is_accessible()

    def when_the_risks_are_scored(self) -> None:
        assessor = self.given_signed_in("governance_lead")
        self.when_opened("policies:version-risk", reference=self.version.reference)
        self.tap("button", "Start it")
        self.then_the_page_says("Item vi is missing from the text we hold")
        self.and_the_page_is_accessible()
        self.tap("link", "Score the next hazard")
        self.page.get_by_label("Yes", exact=True).check()
        for label, score in (
            ("How likely, with nothing done about it?", "2"),
            ("How bad, with nothing done about it?", "4"),
            ("How likely, with all of this in place?", "1"),
            ("How bad, with all of this in place?", "4"),
        ):
            self.page.get_by_label(label, exact=True).select_option(score)
        self.fill("Who sees to it", "Clinical lead")
        self.and_the_page_is_accessible()
        self.tap("button", "Save and go on")
        self.then_the_page_says("1 of 26 hazards answered")
        self.version.refresh_from_db()
        answers = demonstrating.as_suggested()
        self.version.score_hazards(
            by=assessor, answers={place: answers[place] for place in answers if place > 1}
        )
        self.version.describe_risk(
            by=assessor,
            owner=assessor,
            assessed_on=clock.today(),
            review_due_on=clock.today() + timedelta(days=300),
        )
        risk = self.version.risk_assessment.reference
        self.when_opened("policies:risk-tell", reference=risk)
        for who in ("employer", "insurer"):
            self.type_day(f"{who.capitalize()} told on", clock.today())
            self.fill(f"Who was told for the {who}", "Their office")
        self.and_the_page_is_accessible()
        self.tap("button", "Save")
        self.then_the_page_says("Complete")

    def when_it_is_signed(self, username: str, step: str, words: str, button: str = "") -> None:
        self.given_signed_in(username)
        self.tap("link", f"{step}: {self.version}")
        self.tap("link", step)
        self.fill(STATEMENT, words)
        self.and_the_page_is_accessible()
        self.tap("button", button or step)
        self.page.wait_for_url(re.compile(f"{self.version.reference}/$"))

    def when_it_is_approved(self) -> None:
        self.given_signed_in("ig_manager")
        self.when_opened("policies:version-approve", reference=self.version.reference)
        self.then_the_page_says("at most 36 months from today")
        self.fill("Group or person that approves it", "Radiotherapy governance")
        today = clock.today()
        self.type_day("Review due", date(today.year + 3, today.month, 28) + timedelta(days=5))
        self.tap("button", "Approve")
        self.then_the_page_says("at most three years after approval")
        self.and_the_page_is_accessible()
        self.type_day("Review due", date(today.year + 2, today.month, 28))
        self.tap("button", "Approve")
        self.and_the_paper_is_made()
        self.then_the_page_says("Kept word for word")
        self.and_the_page_is_accessible()

    def when_it_is_brought_into_force(self) -> None:
        self.given_signed_in("governance_lead")
        self.tap("link", f"Bring into force: {self.version}")
        self.then_the_page_says("Nothing stands in the way")
        self.tap("link", "Bring into force")
        self.fill("How it is made known", "All staff told")
        self.fill("Reference in the document management system", "DMS-77")
        self.and_the_page_is_accessible()
        self.tap("button", "Bring into force")
        self.and_the_paper_is_made()
        self.then_the_page_says("DMS-77")
        self.and_the_page_is_accessible()
        self.and_the_log_shows("policyversion.disseminate")
        self.version.refresh_from_db()
        assert self.version.status == VersionStatus.DISSEMINATED

    def and_the_paper_is_made(self) -> None:
        """The first paper of a process takes longer: the renderer starts."""
        self.page.wait_for_url(re.compile(f"{self.version.reference}/$"), timeout=60_000)

    def type_day(self, legend: str, day: date) -> None:
        """The three boxes of a date."""
        boxes = self.page.get_by_role("group", name=legend)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            boxes.get_by_label(part, exact=True).fill(str(value))


@pytest.mark.only_on_sqlite
class TestThePolicyOf2019(Journey):
    """Adopted with its gaps, and then superseded by its next version."""

    @pytest.mark.rule("R-217")
    def test_it_holds_with_its_gaps_until_the_next_version_is_made_known(self) -> None:
        old = PolicyVersion.objects.get(policy__slug=loading.TRUST_POLICY)
        self.given_signed_in("communications")
        self.when_opened("policies:version-detail", reference=old.reference)
        self.then_the_page_says("Gaps in what is known")
        self.then_the_page_says("The Data Protection Officer has not signed it off")
        self.tap("link", "Start the next version")
        self.and_the_page_is_accessible()
        self.tap("button", "Start it")
        self.then_the_page_says("Its text is not held here")
        new = PolicyVersion.objects.get(policy=old.policy, number=8)
        self.when_opened("policies:version-section-add", reference=new.reference)
        self.fill("Heading", "What this is for")
        self.fill("Words", "Pictures of patients need consent.")
        self.tap("button", "Add")
        self.then_the_page_says("Section added")
        self.when_everybody_signs(new)
        old.refresh_from_db()
        assert old.status == VersionStatus.DISSEMINATED
        self.given_signed_in("governance_lead")
        self.when_opened("policies:version-disseminate", reference=new.reference)
        self.fill("How it is made known", "All staff told")
        self.fill("Reference in the document management system", "DMS-78")
        self.tap("button", "Bring into force")
        self.then_the_page_says("Say why it goes ahead all the same")
        self.and_the_page_is_accessible()
        self.fill("Why it goes ahead all the same", "The equality assessment comes in March")
        self.tap("button", "Bring into force")
        self.page.wait_for_url(re.compile(f"{new.reference}/$"), timeout=60_000)
        self.then_the_page_says("Went ahead although")
        old.refresh_from_db()
        assert (old.status, old.replaced_by) == (VersionStatus.SUPERSEDED, new)
        self.when_opened("policies:version-difference", reference=new.reference)
        self.then_the_page_says("What this is for")
        self.and_the_page_is_accessible()

    def when_everybody_signs(self, new: PolicyVersion) -> None:
        """Through the verbs: the pages of these steps are the story above."""
        who = {user.username: user for user in User.objects.all()}
        by = who["communications"]
        new.refresh_from_db()
        new.entrust(by=by, owner=who["head_of_media_studio"], sponsor="Medical director")
        for group in ("patients", "staff"):
            new.consult(by=by, group=group, method="Asked", held_on=clock.today(), effect="Heard")
        new.validate(by=who["ig_manager"], statement="Checked")
        new.ratify(by=who["caldicott_guardian"], statement="Agreed")
        new.sign_off_as_dpo(by=who["dpo"], statement="Agreed")
        new.endorse(by=who["executive_sponsor"], statement="Agreed")
        due = clock.today() + timedelta(days=365)
        new.approve(by=who["ig_manager"], review_due_on=due, approved_by_whom="Policy group")
