"""Journey 7: anybody reads the leaflet, without signing in, on the screen and as a tagged PDF."""

import io

import pikepdf
import pypdfium2
import pytest

from policies.models import LeafletEdition
from recordings_gov.audit.models import Event
from tests.journeys.story import Journey

SLUG = "recording-your-scan-or-appointment"


class TestReadingTheLeaflet(Journey):
    """No session, no cookie, no staff header."""

    @pytest.mark.on_sqlite
    @pytest.mark.rule("R-002", "P", "R-042")
    def test_the_leaflet_opens_without_signing_in_and_as_a_tagged_pdf(self) -> None:
        edition = LeafletEdition.objects.get(leaflet__slug=SLUG, language="en-GB", format="standard")
        due = f"{edition.review_due_on:%-d %B %Y}"
        self.when_opened("public:index")
        self.and_the_page_is_accessible()
        self.tap("link", "Recording your scan or appointment")
        self.then_the_page_says(due)
        self.and_the_page_is_accessible()
        assert self.page.context.cookies() == []
        address = self.page.get_by_role("link", name="To print (PDF, A5)").get_attribute("href")
        answer = self.page.request.get(f"{self.site}{address}")
        assert "set-cookie" not in answer.headers
        with pikepdf.open(io.BytesIO(answer.body())) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert "pdfuaid" in str(pdf.open_metadata())
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.body()))
        assert due in " ".join(text.split())
        assert Event.objects.filter(
            action="leafletedition.publish", actor__username="governance_lead"
        ).exists()
