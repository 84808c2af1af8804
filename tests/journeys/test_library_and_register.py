"""Library and register: an export is refused, brought right, and each kind of difference is looked after."""

import re
from datetime import timedelta
from typing import Any

import pytest

from consent.models import Mismatch, MismatchKind
from consent.tasks import take_library_exports
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.patients.models import Patient
from tests.consent.library_exports import export, image, one_of_each
from tests.journeys.story import Journey


class TestReconcilingTheLibrary(Journey):
    """Media Studio brings the library's export and puts right what differs."""

    @pytest.mark.only_on_sqlite
    @pytest.mark.rule("R-184", "P")
    @pytest.mark.rule("R-207", "P")
    @pytest.mark.rule("R-249", "P")
    def test_every_kind_of_difference_is_found_given_away_and_resolved(self, monkeypatch: Any) -> None:
        self.given_a_library_that_differs_in_every_way(monkeypatch)
        self.given_signed_in("media_studio")
        self.when_a_wrong_export_is_refused()
        self.when_the_right_one_is_taken_over()
        self.then_every_kind_is_on_the_page()
        self.when_one_is_given_away_and_one_resolved()
        self.and_the_log_shows("libraryimport.confirm", "media_studio")
        self.and_the_log_shows("mismatch.resolve", "media_studio")

    def given_a_library_that_differs_in_every_way(self, monkeypatch: Any) -> None:
        studio, consultant = (User.objects.get(username=name) for name in ("media_studio", "consultant"))
        self.department = Department.objects.get(pk__in=[held for _, held in consultant.roles])
        before = clock.now() - timedelta(days=14)
        patient = Patient.objects.filter(birth_date__year__lt=1990, access_needs=[]).earliest("pk")
        with monkeypatch.context() as then:
            then.setenv("RECORDINGS_GOV_NOW", before.isoformat())
            rows, _ = one_of_each(studio, consultant, self.department, patient)
        self.rows = [{"department": self.department.name} | row for row in rows]

    def when_a_wrong_export_is_refused(self) -> None:
        self.when_opened("consent:reconciliation")
        self.and_the_page_is_accessible()
        self.bring(export(*self.rows, image("L-7", department="Elsewhere")))
        self.then_the_page_says("Which column is which?")
        self.and_the_page_is_accessible()
        self.tap("button", "Keep these columns")
        self.bring(export(*self.rows, image("=L-7", department=self.department.name)))
        self.then_the_page_says("1 line wrong: nothing was taken over")
        self.then_the_page_says("Line 8: Number in the library begins as a formula does")
        self.and_the_page_is_accessible()

    def bring(self, content: bytes) -> None:
        self.when_opened("consent:library-import-bring")
        self.page.get_by_label("Whose images are they?").select_option(self.department.name)
        self.page.locator("input[type=file]").set_input_files(
            {"name": "Test Marigold.csv", "mimeType": "text/csv", "buffer": content}
        )
        self.tap("button", "Check this export")

    def when_the_right_one_is_taken_over(self) -> None:
        self.when_opened("consent:library-import-bring")
        self.and_the_page_is_accessible()
        self.bring(export(*self.rows))
        self.then_the_page_says("Is this the right export?")
        self.and_the_page_is_accessible()
        self.tap("link", "Take it over")
        self.and_the_page_is_accessible()
        self.tap("button", "Take it over")
        self.then_the_page_says("It is being taken over")
        take_library_exports()

    def then_every_kind_is_on_the_page(self) -> None:
        self.when_opened("consent:reconciliation")
        kinds = set(Mismatch.objects.standing().values_list("kind", flat=True))
        assert kinds == set(MismatchKind.values)
        for kind in MismatchKind:
            self.page.get_by_role("link", name=str(kind.label)).wait_for()
        self.then_the_page_says("Held until they are asked")
        self.and_the_page_is_accessible()

    def when_one_is_given_away_and_one_resolved(self) -> None:
        self.tap("link", str(MismatchKind.VISIBLE.label))
        self.and_the_page_is_accessible()
        self.tap("link", "Library number L-2")
        self.then_the_page_says("Hide it in the library today")
        self.and_the_page_is_accessible()
        self.tap("link", "Give it to somebody else")
        self.fill("User name of the person", "head_of_media_studio")
        self.and_the_page_is_accessible()
        self.tap("button", "Give it to them")
        self.then_the_page_says("They look after it now")
        self.tap("link", "It is resolved")
        self.page.get_by_label(re.compile("How was it resolved")).fill("Hidden in the library")
        self.and_the_page_is_accessible()
        self.tap("button", "Resolved")
        self.then_the_page_says("If a newer export still shows it, it comes back")
        self.and_the_page_is_accessible()
