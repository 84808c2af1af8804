"""A leaflet goes from draft to the public, in English and in Urdu, and is parsed back from its PDF."""

import io
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest

from policies.leaflet_words import said_in
from policies.models import LeafletEdition
from recordings_gov import clock
from tests.journeys.story import Journey

SLUG = "recording-your-scan-or-appointment"


class TestALeafletFromDraftToPublic(Journey):
    """Communications writes, lay people read, two others approve and put on show, anybody reads."""

    @pytest.mark.on_sqlite
    @pytest.mark.rule("R-002", "P", "R-004", "R-005")
    def test_an_english_leaflet_goes_on_show(self) -> None:
        draft = LeafletEdition.objects.get(leaflet__slug="recording-your-radiotherapy")
        self.given_signed_in("communications")
        self.when_opened("policies:leaflets")
        self.and_the_page_is_accessible()
        self.when_opened("policies:edition-detail", reference=draft.reference)
        self.then_the_page_says("615 words, 8.5 a sentence")
        self.then_the_page_says("No patient or other lay person has read it yet")
        self.and_the_page_is_accessible()
        self.tap("link", "Change its words")
        self.and_the_page_is_accessible()
        self.tap("link", "Change part 2")
        self.and_the_page_is_accessible()
        self.page.get_by_label("Words").fill(
            "You can record a talk with us. It can help you and your family."
        )
        self.tap("button", "Save this part")
        self.then_the_page_says("It can help you and your family.")
        self.when_opened("policies:edition-ask-lay-readers", reference=draft.reference)
        self.fill("Who read it", "Two patients of the liaison group")
        self._date("read_on", clock.today())
        self.fill("What came of it", "A shorter second part")
        self.tap("button", "Save what they said")
        self.then_the_page_says("Lay reading recorded")
        self._approved_and_on_show(draft)
        self._the_public_reads("recording-your-radiotherapy", draft, "en-GB")

    @pytest.mark.rule("R-002", "P", "R-005")
    def test_a_translation_from_right_to_left_goes_on_show(self) -> None:
        draft = LeafletEdition.objects.get(leaflet__slug=SLUG, language="ur")
        self.given_signed_in("ig_manager")
        self.when_opened("policies:edition-detail", reference=draft.reference)
        self.then_the_page_says("A named person approves the translation first")
        self.and_the_page_is_accessible()
        self.tap("link", "Approve the translation")
        self.fill("Person who has read the translation", "A. Khan, translator (demonstration)")
        self.and_the_page_is_accessible()
        self.tap("button", "Approve the translation")
        self.then_the_page_says("Translation approved")
        self._approved_and_on_show(draft)
        self._the_public_reads(f"{SLUG}/ur", draft, "ur")
        html = self.page.locator("html")
        assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ur", "rtl")
        self.tap("link", "English")
        assert self.page.locator("html").get_attribute("lang") == "en-GB"
        self.and_the_page_is_accessible()

    def _approved_and_on_show(self, draft: LeafletEdition) -> None:
        self.given_signed_in("ig_manager")
        self.when_opened("policies:edition-approve", reference=draft.reference)
        self._date("review_due_on", clock.today() + timedelta(days=365))
        self.and_the_page_is_accessible()
        self.tap("button", "Approve")
        self.then_the_page_says("Approved")
        self.given_signed_in("governance_lead")
        self.when_opened("policies:edition-publish", reference=draft.reference)
        self.tap("button", "Put on show")
        self.then_the_page_says("Edition on show")
        self.and_the_log_shows("leafletedition.publish", "governance_lead")
        draft.refresh_from_db()
        assert draft.status == "published"

    def _the_public_reads(self, path: str, edition: LeafletEdition, language: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto(f"{self.site}/public/")
        self.and_the_page_is_accessible()
        self.page.goto(f"{self.site}/public/leaflets/{path}/")
        self.then_the_page_says(said_in(edition.review_due_on, language))
        self.and_the_page_is_accessible()
        assert self.page.context.cookies() == []
        address = self.page.locator("main a[href$='.pdf']").first.get_attribute("href")
        body = self.page.request.get(f"{self.site}{address}").body()
        self.kept_for_looking(body)
        with pikepdf.open(io.BytesIO(body)) as pdf:
            assert str(pdf.Root.Lang) == language
            assert pdf.Root.MarkInfo.Marked
            assert "pdfuaid" in str(pdf.open_metadata())
            assert (pdf.Root.ViewerPreferences.get("/Direction") == "/R2L") is (language == "ur")
            fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
            assert fonts
            assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)
        text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(body))
        assert str(edition.review_due_on.year) in text

    def _date(self, name: str, day: object) -> None:
        for part in ("day", "month", "year"):
            self.page.locator(f"#id_{name}_{part}").fill(str(getattr(day, part)))
