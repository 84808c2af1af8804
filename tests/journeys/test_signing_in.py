"""The first page everybody meets."""

import re

from tests.journeys.story import Journey


class TestSigningIn(Journey):
    """A radiographer starts the day."""

    def test_a_radiographer_signs_in_and_sees_what_needs_them(self) -> None:
        self.when_opened("home")
        self.and_the_page_is_accessible()
        self.given_signed_in("radiographer")
        self.then_the_page_says("What needs you now")
        self.and_the_page_is_accessible()

    def test_a_wrong_password_is_said_plainly(self) -> None:
        self.when_opened("account_login")
        self.fill("User name", "radiographer")
        self.fill("Password", "not-this-one")
        self.tap("button", "Sign in")
        self.then_the_page_says("There is a problem")
        self.and_the_page_is_accessible()

    def test_signing_out_ends_it(self) -> None:
        self.given_signed_in("radiographer")
        self.tap("button", re.compile("Sign out"), exact=False)
        self.when_opened("home")
        self.then_the_page_says("Sign in")
