"""Journey 5: leave to use a camera is given by two offices, by two people, neither of them the applicant."""

import re

import pytest

from consent.models import Registration, RegistrationStatus
from recordings_gov.accounts.models import Department, Membership, User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from tests.journeys.story import Journey


class TestApprovingARegistration(Journey):
    """A radiographer applies; the Head of Media Studio and the information governance manager decide."""

    @pytest.mark.rule("R-115", "E")
    def test_both_offices_approve(self) -> None:
        self.given_signed_in("radiographer")
        self.given_an_application_is_submitted()
        self.when_media_studio_checks_the_equipment()
        self.when_this_person_approves_from_the_inbox("head_of_media_studio")
        assert self.registration.status == RegistrationStatus.SUBMITTED
        self.when_this_person_approves_from_the_inbox("ig_manager")
        assert self.registration.status == RegistrationStatus.ACTIVE
        self.when_opened("consent:registration-detail", reference=self.registration.reference)
        self.then_the_page_says("Active")
        self.then_the_page_says("Harper Placeholder")
        self.then_the_page_says("Indigo Instance")
        self.and_the_page_is_accessible()
        self.and_the_log_shows("registration.read")

    @pytest.mark.rule("R-115", "E")
    def test_one_person_in_both_offices_approves_for_one_of_them_only(self) -> None:
        self.given_somebody_holds_both_offices()
        self.given_signed_in("radiographer")
        self.given_an_application_is_submitted()
        self.when_media_studio_checks_the_equipment()
        self.when_this_person_approves_from_the_inbox("head_of_media_studio")
        self.when_opened("consent:registration-detail", reference=self.registration.reference)
        assert self.page.get_by_role("button", name=re.compile("^Approve")).count() == 0
        self.and_the_page_is_accessible()
        assert self.registration.status == RegistrationStatus.SUBMITTED

    @pytest.mark.rule("R-115", "E")
    def test_the_applicant_does_not_approve(self) -> None:
        self.given_signed_in("ig_manager")
        self.given_an_application_is_submitted()
        self.when_opened("consent:registration-inbox")
        theirs = self.page.locator(f"#reg-{self.reference}")
        assert theirs.get_by_role("button", name=re.compile("^Approve")).count() == 0
        self.and_the_page_is_accessible()

    def given_somebody_holds_both_offices(self) -> None:
        head = User.objects.get(username="head_of_media_studio")
        with acting_as(None, job="arranging a test"):
            Membership(user=head, role=Role.IG_MANAGER).save()
        assert Department.objects.exists()

    def given_an_application_is_submitted(self) -> None:
        self.when_opened("consent:registration-apply")
        self.and_the_page_is_accessible()
        for label, words in (
            ("Make", "Canon"),
            ("Model", "EOS 90D"),
            ("Serial or asset number", "NM-0042"),
            ("Where is it locked away when idle?", "Cupboard 3, CT office"),
            ("What is it for?", "Positioning, for teaching"),
            ("Why can Media Studio not make these recordings?", "Out of hours nobody is there."),
        ):
            self.fill(label, words)
        for label in ("My department's", "Radiographer, or another profession of the HCPC"):
            self.page.get_by_role("radio", name=label).check()
        for asked in ("When did you do the training", "store and find images", "network access to images"):
            group = self.page.get_by_role("group", name=re.compile(asked))
            for label, value in (("Day", "3"), ("Month", "11"), ("Year", "2026")):
                group.get_by_label(label).fill(value)
        self.page.get_by_role("checkbox", name="All of these are so").check()
        self.page.locator("main form button.nhsuk-button").last.click()
        self.page.wait_for_url(re.compile(r"/registrations/REG-"))
        self.reference = Registration.objects.latest("id").reference
        self.when_opened("consent:registration-submit", reference=self.reference)
        self.and_the_page_is_accessible()
        self.page.locator("main form").get_by_role("checkbox").check()
        self.page.locator("main form button.nhsuk-button").last.click()
        self.page.wait_for_url(re.compile(rf"/{self.reference}/$"))
        self.and_the_log_shows("registration.submit")

    def when_media_studio_checks_the_equipment(self) -> None:
        self.given_signed_in("media_studio")
        self.tap("link", "Check the equipment of Robin Sample")
        self.and_the_page_is_accessible()
        self.page.get_by_role("checkbox", name="I looked at sample images of this equipment").check()
        self.page.get_by_role("radio", name="Yes").check()
        self.page.get_by_role("button", name="Save what you found").click()
        self.page.wait_for_url(re.compile(rf"/{self.reference}/$"))
        self.then_the_page_says("Media Studio found it fit")
        self.and_the_page_is_accessible()
        self.and_the_log_shows("registration.assess_kit")

    @property
    def registration(self) -> Registration:
        """As it stands now."""
        found: Registration = Registration.objects.get(reference=self.reference)
        return found

    def when_this_person_approves_from_the_inbox(self, username: str) -> None:
        self.given_signed_in(username)
        self.when_opened("consent:registration-inbox")
        self.and_the_page_is_accessible()
        row = self.page.locator(f"#reg-{self.reference}")
        row.get_by_role("button", name=re.compile("^Approve")).click()
        self.page.locator(f"#reg-{self.reference}.app-inbox__item--done").wait_for()
        self.and_the_page_is_accessible()
