"""The incident on paper: what is printed today is read on another day."""

from typing import Any

import pypdfium2
import pytest

from recordings_gov.audit.acting import acting_as
from recordings_gov.incidents.documents import report_pdf
from recordings_gov.incidents.models import Incident
from recordings_gov.incidents.models.words import Kind


def test_every_event_on_paper_has_its_date(
    radiographer: Any, department: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-11-22T09:00:00+00:00")
    incident = Incident.report(by=radiographer, kind=Kind.COVERT, department=department)
    with acting_as(radiographer), pypdfium2.PdfDocument(report_pdf(incident).content()) as document:
        printed = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert "22 November 2026 09:00, Robin Sample" in printed
    assert "Today" not in printed
