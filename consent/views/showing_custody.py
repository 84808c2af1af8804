"""Where the paper of a form is, as its page says it."""

from typing import Any

from consent.models import ConsentForm, CustodyStep
from consent.models.form_custody import AT_THE_START
from consent.scans.attaching import attached_to
from recordings_gov.pages.templatetags.pages import date_and_time


def custody_of(form: ConsentForm) -> dict[str, Any]:
    """Each station with its day, the next one, and the pages that are scanned. Rules: R-110."""
    if form.signed_at is None:
        return {}
    events = list(form.custody.select_related("by"))
    rows = [_station(event.get_step_display(), date_and_time(event.at), str(event.by)) for event in events]
    started = _station(AT_THE_START, date_and_time(form.signed_at), str(form.consent_taker))
    stations = [started, *rows]
    if form.next_station:
        stations[-1]["state"] = "now"
        stations.append(_station(CustodyStep(form.next_station).label, "Next", "") | {"state": "next"})
    pages = list(attached_to(form))
    there = {page.form_page for page in pages}
    total = pages[0].form_pages if pages else 0
    missing = [number for number in range(1, total + 1) if number not in there]
    return {"stations": stations, "pages": pages, "missing": missing}


def _station(title: Any, when: str, who: str) -> dict[str, str]:
    return {"title": str(title), "when": when, "who": who, "text": "", "state": ""}
