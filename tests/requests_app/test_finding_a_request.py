"""Finding one request by its reference or its patient, what was logged today, and what waits."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recordings_gov.audit.models import Event
from recordings_gov.notes.models import HealthRecordNote
from requests_app.models import RecordingRequest

Log = Callable[..., RecordingRequest]
FIND, BY_PATIENT = "requests:find", "requests:find-by-patient"


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


@pytest.mark.parametrize(
    "as_typed",
    [
        str.lower,
        lambda reference: reference.replace("-", " "),
        lambda reference: f"  {reference.replace('-', '')}  ",
        lambda reference: f"https://records.example/requests/{reference}/",
    ],
)
def test_a_reference_leads_straight_to_its_request(
    log: Log, signed_in: Any, radiographer: Any, as_typed: Callable[[str], str]
) -> None:
    request = log()
    answered = signed_in(radiographer).post(reverse(FIND), {"reference": as_typed(request.reference)})
    assert (answered.status_code, answered.url) == (302, request.get_absolute_url())


def test_the_reference_of_another_rooms_paper_leads_there(
    log: Log, signed_in: Any, radiographer: Any
) -> None:
    log()
    note = HealthRecordNote.objects.get()
    answered = signed_in(radiographer).post(reverse(FIND), {"reference": note.reference})
    assert answered.url == note.get_absolute_url()


def test_one_wrong_character_is_said_and_so_is_what_is_not_there(
    log: Log, signed_in: Any, radiographer: Any, other_radiographer: Any
) -> None:
    reference, browser = log().reference, signed_in(radiographer)
    wrong = reference[:-1] + ("0" if reference[-1] != "0" else "1")
    assert "One character of that reference is wrong" in text(
        browser.post(reverse(FIND), {"reference": wrong}), 422
    )
    assert "That is not a reference" in text(browser.post(reverse(FIND), {"reference": "9990001073"}), 422)
    elsewhere = signed_in(other_radiographer).post(reverse(FIND), {"reference": reference})
    assert "nothing with that reference" in text(elsewhere, 404)


def test_a_patients_requests_are_found_by_post_and_both_looks_are_logged(
    log: Log, signed_in: Any, radiographer: Any, patient: Any
) -> None:
    request, browser = log(), signed_in(radiographer)
    page = text(browser.post(reverse(BY_PATIENT), {"number": "999 000 1073"}))
    assert request.reference in page
    assert "9990001073" not in page.replace('value="999 000 1073"', "")
    searched, listed = Event.objects.order_by("id").filter(actor=radiographer).order_by("-id")[:2][::-1]
    assert (searched.action, listed.action) == ("patient.searched", "recordingrequest.listed")
    assert listed.payload.body == {"ids": [request.pk]}
    by_name = {
        "family_name": "test",
        "birth_date_day": "4",
        "birth_date_month": "5",
        "birth_date_year": "1951",
    }
    assert request.reference in text(browser.post(reverse(BY_PATIENT), by_name))


def test_a_patient_is_not_found_by_address_nor_by_who_may_not_look(
    log: Log, signed_in: Any, radiographer: Any, other_radiographer: Any, governance_lead: Any
) -> None:
    request = log()
    asked = text(signed_in(radiographer).get(reverse(BY_PATIENT) + "?number=9990001073"))
    assert request.reference not in asked
    elsewhere = text(signed_in(other_radiographer).post(reverse(BY_PATIENT), {"number": "9990001073"}))
    assert request.reference not in elsewhere
    assert "No request that you may see" in elsewhere
    browser = signed_in(governance_lead)
    assert browser.post(reverse(BY_PATIENT), {"number": "9990001073"}).status_code == 403
    assert "By patient" not in text(browser.get(reverse(FIND)))


def test_today_shows_who_what_our_answer_and_how_it_stands(
    log: Log, signed_in: Any, radiographer: Any, governance_lead: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-06-30T12:00")
    yesterday = log()
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-07-01T00:30")
    request = log()
    page = text(signed_in(radiographer).get(reverse("requests:today")))
    assert yesterday.reference not in page
    for said in ("00:30", "Test, Marigold", "Sound", request.answer["headline"], "Outcome given"):
        assert said in page
    masked = text(signed_in(governance_lead).get(reverse("requests:today")))
    assert "Hidden" in masked
    assert "Marigold" not in masked


def test_what_is_downloaded_and_printed_is_what_is_shown(log: Log, signed_in: Any, radiographer: Any) -> None:
    log()
    log(modality="mri", outcome="patient_chose_not_to", told=[])
    browser, today = signed_in(radiographer), reverse("requests:today")
    (headings, row) = csv.reader(io.StringIO(text(browser.get(f"{today}?state=closed&format=csv"))))
    assert headings[2] == "What, and our answer"
    assert "<" not in row[2]
    printed = text(browser.get(f"{today}?state=closed&format=print"))
    assert printed.count('<th class="nhsuk-table__header nhsuk-u-font-weight-normal"') == 1
    assert f"Printed by {radiographer.name}" in printed
    assert "State: Closed" in printed
    assert Event.objects.filter(action="recordingrequest.printed").count() == 1


@pytest.mark.rule("R-041", "E")
def test_the_worklist_holds_all_that_waits_the_oldest_first_and_says_what_for(
    log: Log, signed_in: Any, radiographer: Any, colleague: Any
) -> None:
    unknown, owed, again = log(), log(), log(answers={colleague: "yes"})
    closed = log(outcome="patient_chose_not_to", told=[])
    owed.say_whether_made(by=radiographer, made="made")
    again.answers.get().answer_for_oneself(by=colleague, says="no")
    browser, page = signed_in(radiographer), reverse("requests:worklist")
    shown = text(browser.get(page))
    assert closed.reference not in shown
    places = [shown.index(each.reference) for each in (unknown, owed, again)]
    assert places == sorted(places)
    for waits, request, said in (
        ("made", unknown, "Was a recording made?"),
        ("note", owed, "File the note"),
        ("again", again, "Look again"),
    ):
        rows = text(browser.get(f"{page}?waits={waits}")).partition("<tbody")[2].partition("</tbody")[0]
        assert request.reference in rows
        assert rows.count("<tr") == 1
        assert said in rows
    assert "<tbody" not in text(browser.get(f"{page}?waits=voice"))


def test_each_list_asks_the_same_however_long_it_is(log: Log, signed_in: Any, radiographer: Any) -> None:
    browser = signed_in(radiographer)
    for page in ("requests:today", "requests:worklist"):
        log()
        text(browser.get(reverse(page)))
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                text(browser.get(reverse(page)))
            counts.append(len(asked))
            log()
        assert counts[0] == counts[1] <= 10, page
