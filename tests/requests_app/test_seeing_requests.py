"""Who sees a request and how much of it; every look is kept, and lists ask little of the database."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.accounts.models import Membership
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.pages.needs import needs_of
from requests_app.models import RecordingRequest
from requests_app.views.request import RequestList

Log = Callable[..., RecordingRequest]
LIST = "requests:list"
OWN_TABLES = ("requests_app_", "notes_", "patients_", "policies_")


def address(request: RecordingRequest, step: str = "detail") -> str:
    return reverse(f"requests:request-{step}", kwargs={"reference": request.reference})


def text(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_page_shows_the_note_first_then_request_answer_and_what_is_next(
    log: Log, signed_in: Any, radiographer: Any
) -> None:
    request = log(offered=["written_summary"])
    shown = text(signed_in(radiographer).get(address(request)))
    order = [
        "Was a recording made?",
        "Note for the health record",
        "The request",
        "The answer given",
        "What has happ",
    ]
    assert [shown.index(each) for each in order] == sorted(shown.index(each) for each in order)
    for said in (
        "Test, Marigold",
        "999 000 1073",
        "Written summary",
        "A later version does not change this answer",
    ):
        assert said in shown


@pytest.mark.rule("R-041", "E")
def test_the_page_leads_from_the_answer_to_the_filed_note(
    log: Log, signed_in: Any, radiographer: Any
) -> None:
    request, browser = log(), signed_in(radiographer)
    assert browser.post(address(request, "was-it-made"), {"made": "made"}).status_code == 302
    owed = text(browser.get(address(request)))
    assert "Was a recording made?" not in owed
    assert "To be filed by" in owed
    assert "I filed it by hand" in owed


@pytest.mark.rule("R-039", "E")
def test_a_stop_is_said_on_its_page(log: Log, signed_in: Any, radiographer: Any) -> None:
    request, browser = log(), signed_in(radiographer)
    page = text(browser.get(address(request, "what-happened")))
    assert "Stopped for safety" in page
    asked = browser.post(address(request, "what-happened"), {"outcome": "stopped_for_safety"})
    assert asked.status_code == 422
    told = {"outcome": "stopped_for_safety", "outcome_reason": "The magnet", "need_met": "A hearing loop"}
    assert browser.post(address(request, "what-happened"), told).status_code == 302
    request.refresh_from_db()
    assert request.recording_made == "begun"


def test_a_page_that_is_old_says_how_it_stands_now(log: Log, signed_in: Any, radiographer: Any) -> None:
    request, browser = log(), signed_in(radiographer)
    request.say_whether_made(by=radiographer, made="no")
    answered = browser.post(address(request, "was-it-made"), {"made": "made"})
    assert answered.status_code == 302
    assert "is closed now" in text(browser.get(answered.url))


def test_opening_a_request_is_a_reading(log: Log, signed_in: Any, medical_records: Any) -> None:
    request = log()
    text(signed_in(medical_records).get(address(request)))
    event = Event.objects.about(request).latest("id")
    assert (event.action, event.actor) == ("recordingrequest.read", medical_records)


@pytest.mark.parametrize("step", ["detail", "was-it-made", "what-happened"])
def test_another_departments_request_is_not_there(
    log: Log, signed_in: Any, other_radiographer: Any, step: str
) -> None:
    request, browser = log(), signed_in(other_radiographer)
    assert browser.get(address(request, step)).status_code == 404
    assert browser.post(address(request, step), {"made": "no"}).status_code in (404, 405)
    assert request.reference not in text(browser.get(reverse(LIST)))


@pytest.mark.parametrize("step", ["detail", "was-it-made", "what-happened"])
def test_somebody_without_a_role_is_turned_back(log: Log, signed_in: Any, outsider: Any, step: str) -> None:
    assert signed_in(outsider).get(address(log(), step)).status_code == 403


@pytest.mark.parametrize("step", ["was-it-made", "what-happened"])
def test_who_only_reads_cannot_say_what_happened(
    log: Log, signed_in: Any, medical_records: Any, step: str
) -> None:
    assert signed_in(medical_records).get(address(log(), step)).status_code == 403


@pytest.mark.parametrize(
    "forged", ["REQ-0000-0000-0", "REQ-7K2M-9QXD-H", "CF-7K2M-9QXD-G", "1", "..", "%00", "REQ" * 40]
)
def test_a_forged_reference_is_not_there(signed_in: Any, radiographer: Any, forged: str) -> None:
    browser = signed_in(radiographer)
    for step in ("", "was-it-made/", "what-happened/"):
        assert browser.get(f"/requests/{forged}/{step}").status_code == 404


def test_a_reference_is_read_however_it_is_typed(log: Log, signed_in: Any, radiographer: Any) -> None:
    loosely = log().reference.lower().replace("-", "")
    assert "Test, Marigold" in text(signed_in(radiographer).get(f"/requests/{loosely}/"))


@pytest.mark.parametrize("role", ["governance_lead", "ig_manager", "auditor"])
def test_masked_roles_see_the_request_and_not_the_patient(
    log: Log, signed_in: Any, colleague: Any, request: pytest.FixtureRequest, role: str
) -> None:
    found = log(answers={colleague: "no"})
    browser = signed_in(request.getfixturevalue(role))
    for place in (address(found), reverse(LIST), reverse(LIST) + "?format=csv"):
        said = text(browser.get(place))
        assert "Hidden" in said
        assert not [word for word in ("Marigold", "999 000 1073", "9990001073", "1951") if word in said]
    assert colleague.name not in text(browser.get(address(found)))
    assert "1 here, 0 may be in it" in text(browser.get(address(found)))


def test_who_needs_a_reason_sees_no_name_in_the_list_and_gives_it_for_the_page(
    log: Log, signed_in: Any, caldicott_guardian: Any
) -> None:
    request, browser = log(), signed_in(caldicott_guardian)
    assert "Marigold" not in text(browser.get(reverse(LIST)))
    assert "Marigold" not in text(browser.get(address(request)))
    browser.post(address(request), {"reason": "A complaint was made about this visit"})
    assert "Marigold" in text(browser.get(address(request)))


def test_a_radiographer_who_also_governs_elsewhere_sees_names_at_home_only(
    log: Log, signed_in: Any, governance_lead: Any, other_department: Any
) -> None:
    request = log()
    with acting_as(None, job="arranging a test"):
        Membership(user=governance_lead, role=Role.RADIOGRAPHER, department=other_department).save()
    browser = signed_in(governance_lead)
    assert "Marigold" not in text(browser.get(reverse(LIST)))
    assert "Marigold" not in text(browser.get(address(request)))


def test_the_list_filters_sorts_pages_and_exports(log: Log, signed_in: Any, radiographer: Any) -> None:
    ct = log()
    mri = log(modality="mri", outcome="patient_chose_not_to", told=[])
    browser = signed_in(radiographer)
    for query, shown, left_out in (
        ("state=closed", mri, ct),
        ("state=outcome_given", ct, mri),
        ("modality=mri", mri, ct),
        ("outcome=agreed", ct, mri),
    ):
        said = text(browser.get(f"{reverse(LIST)}?{query}"))
        assert shown.reference in said
        assert left_out.reference not in said
    oldest_first = text(browser.get(reverse(LIST) + "?sort=logged_at"))
    assert oldest_first.index(ct.reference) < oldest_first.index(mri.reference)
    rows = list(csv.reader(io.StringIO(text(browser.get(reverse(LIST) + "?format=csv&modality=mri")))))
    assert rows[0][:3] == ["Logged", "Patient", "What"]
    assert [row[1] for row in rows[1:]] == ["Test, Marigold"]


@pytest.mark.parametrize(
    "query", ["state=nonsense", "sort=patient", "sort=-pk", "modality=%00", "outcome=<b>"]
)
def test_a_query_that_means_nothing_is_let_be(
    log: Log, signed_in: Any, radiographer: Any, query: str
) -> None:
    request = log()
    assert request.reference in text(signed_in(radiographer).get(f"{reverse(LIST)}?{query}"))
    assert signed_in(radiographer).get(reverse(LIST) + "?after=forged").status_code == 404


def test_the_list_asks_three_questions_however_long_it_is(
    log: Log, signed_in: Any, radiographer: Any
) -> None:
    browser = signed_in(radiographer)
    log()
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as context:
            text(browser.get(reverse(LIST)))
        asked.append(
            [query["sql"] for query in context if any(table in query["sql"] for table in OWN_TABLES)]
        )
        for _ in range(4):
            log()
    assert len(asked[0]) == len(asked[1]) <= 3
    assert Event.objects.filter(action="recordingrequest.listed").count() == 2


def test_the_list_takes_nobodys_text_for_markup(
    log: Log, signed_in: Any, radiographer: Any, patient: Any
) -> None:
    with acting_as(radiographer):
        patient.family_name = "<script>alert('name')</script>"
        patient.save()
    log(room='"><script>alert("room")</script>')
    said = text(signed_in(radiographer).get(reverse(LIST)))
    assert "<script>alert" not in said
    assert "&lt;script&gt;alert(&#x27;name&#x27;)&lt;/script&gt;, Marigold" in said
    assert "&quot;&gt;&lt;script&gt;alert(&quot;room&quot;)&lt;/script&gt;" in said


def test_the_whole_list_asks_the_database_six_times(log: Log, signed_in: Any, radiographer: Any) -> None:
    log()
    browser = signed_in(radiographer)
    text(browser.get(reverse(LIST)))  # the first page puts a token into the session
    with CaptureQueriesContext(connection) as context:
        text(browser.get(reverse(LIST)))
    asked = [
        query["sql"]
        for query in context
        if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVE", "RELEASE"))
    ]
    assert len(asked) <= 6, asked


@pytest.mark.parametrize("order", ["", "?sort=logged_at"])
def test_the_next_page_goes_on_where_the_first_ended(
    log: Log, signed_in: Any, radiographer: Any, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr(RequestList, "page_size", 2)
    made = {log().reference for _ in range(3)}
    browser = signed_in(radiographer)
    first = text(browser.get(reverse(LIST) + order))
    following = re.search(r'href="([^"]+)" rel="next"', first)
    assert following
    second = text(browser.get(reverse(LIST) + unescape(following.group(1))))
    shown = [{each for each in made if each in page} for page in (first, second)]
    assert [len(each) for each in shown] == [2, 1]
    assert shown[0] | shown[1] == made
    assert 'rel="next"' not in second


@pytest.mark.rule("R-040", "E")
def test_home_asks_whether_a_recording_was_made_and_names_no_patient(
    log: Log, radiographer: Any, colleague: Any, other_radiographer: Any, medical_records: Any
) -> None:
    request = log()
    for person in (radiographer, colleague):
        (need,) = [each for each in needs_of(person, clock.today()) if request.reference in each.deed]
        assert need.url == address(request, "was-it-made")
        assert need.due_on == clock.local(request.logged_at).date()
        assert "Marigold" not in need.deed + need.detail
    for person in (other_radiographer, medical_records):
        assert not [each for each in needs_of(person, clock.today()) if "Was a recording" in each.deed]
    request.say_whether_made(by=radiographer, made="no")
    assert not [each for each in needs_of(radiographer, clock.today()) if "Was a recording" in each.deed]


def test_nothing_of_the_patient_stands_in_an_address(log: Log, signed_in: Any, radiographer: Any) -> None:
    shown = text(signed_in(radiographer).get(address(log())))
    links = [part.split('"')[0] for part in shown.split('href="')[1:]]
    assert not [link for link in links if "9990001073" in link or "arigold" in link]


def test_a_download_that_is_cut_says_so(
    log: Any, signed_in: Any, radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recordings_gov.pages.views.listing.EXPORT_ROWS", 2)
    log()
    log()
    whole = text(signed_in(radiographer).get(reverse(LIST) + "?format=csv"))
    assert "Only the first" not in whole
    log()
    cut = text(signed_in(radiographer).get(reverse(LIST) + "?format=csv"))
    assert "Only the first 2 rows are here. Filter the list for the others." in cut
    assert cut.count("REQ-") == whole.count("REQ-")
