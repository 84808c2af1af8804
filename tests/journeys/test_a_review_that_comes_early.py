"""Journey: a change brings a policy's review forward; it is held, and another person approves it again."""

from datetime import date, timedelta

import pytest

from policies.models import PolicyVersion, Review
from recordings_gov import clock
from tests.journeys.story import Journey

TITLE = "Photographs of treatment positions"


@pytest.mark.only_on_sqlite
class TestAReviewThatComesEarly(Journey):
    """From the dashboard to the calendar, through every page of a review."""

    @pytest.mark.rule("R-003")
    @pytest.mark.rule("R-050", "P")
    def test_a_change_of_technique_is_reviewed_and_the_words_are_approved_again(self) -> None:
        self.given_signed_in("governance_lead")
        self.when_the_review_is_brought_forward_by_twenty_days()
        self.when_it_is_held_and_the_words_stay_as_they_are()
        self.given_signed_in("ig_manager")
        self.when_it_is_confirmed()
        self.then_it_is_due_in_two_years()
        self.then_the_calendar_and_the_lists_are_accessible()

    def when_the_review_is_brought_forward_by_twenty_days(self) -> None:
        self.when_opened("policies:list")
        self.then_the_page_says("Due in 48 days")
        self.and_the_page_is_accessible()
        self.tap("link", TITLE, exact=False)
        self.tap("link", "Bring its review forward")
        self.page.get_by_label("Technique or equipment").check()
        self.fill("Say what changed", "A camera is fixed to the wall now")
        self.type_day(0, clock.today())
        self.type_day(1, clock.today() + timedelta(days=20))
        self.and_the_page_is_accessible()
        self.tap("button", "Bring forward")
        self.then_the_page_says("A camera is fixed to the wall now")
        self.and_the_page_is_accessible()
        self.and_the_log_shows("review.join")

    def when_it_is_held_and_the_words_stay_as_they_are(self) -> None:
        self.tap("link", "Say what came of it")
        self.type_day(0, clock.today())
        self.page.get_by_label("It stays as it is").check()
        self.fill("What shows that", "Radiographers and the patient panel read it")
        self.tap("button", "Save")
        self.then_the_page_says("Give the day of the next review")
        self.and_the_page_is_accessible()
        self.type_day(1, clock.today() + timedelta(days=730))
        self.tap("button", "Save")
        self.then_the_page_says("You held this review")

    def when_it_is_confirmed(self) -> None:
        self.page.goto(self.site + Review.objects.latest("pk").get_absolute_url())
        self.tap("link", "Confirm it")
        self.and_the_page_is_accessible()
        self.tap("button", "Confirm")
        self.then_the_page_says("Closed")

    def then_it_is_due_in_two_years(self) -> None:
        version = PolicyVersion.objects.in_force().get(policy__title=TITLE)
        assert version.review_due_on == clock.today() + timedelta(days=730)
        assert version.reaffirmed_on == clock.today()

    def then_the_calendar_and_the_lists_are_accessible(self) -> None:
        for name in ("policies:calendar", "policies:reviews", "policies:revisions"):
            self.when_opened(name)
            self.and_the_page_is_accessible()
        self.when_opened("policies:calendar-address")
        self.tap("button", "Make an address")
        self.then_the_page_says("It is not shown again")
        self.and_the_page_is_accessible()

    def type_day(self, which: int, day: date) -> None:
        """Into the three boxes of the first or second date of the form."""
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.page.get_by_label(label, exact=True).nth(which).fill(str(number))
