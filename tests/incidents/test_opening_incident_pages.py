"""Each step is a page: it opens for whoever may take it, says what is wrong, and keeps what was typed."""

from typing import Any

from django.urls import reverse

from recordings_gov.incidents.followups import Link, of, register
from recordings_gov.incidents.models import Incident, Kind
from recordings_gov.incidents.urls import STEPS
from tests.incidents.conftest import report


def page(incident: Incident, step: str) -> str:
    return reverse(f"incidents:incident-{step}", kwargs={"reference": incident.reference})


def test_every_step_opens_and_an_empty_answer_comes_back_with_words(
    signed_in: Any, radiographer: Any, department: Any, head_of_media_studio: Any
) -> None:
    incident = report(radiographer, department, Kind.DISCLOSURE)
    client = signed_in(head_of_media_studio)
    for step in STEPS:
        assert client.get(page(incident, step)).status_code == 200, step
        answer = client.post(page(incident, step), {})
        assert answer.status_code in {200, 302, 422}, step
        if answer.status_code == 422:
            assert "There is a problem" in answer.content.decode(), step


def test_a_date_out_of_order_comes_back_beside_its_field_with_what_was_typed(
    signed_in: Any, reported: Incident, governance_lead: Any
) -> None:
    asked = {
        "responded_on_day": "1",
        "responded_on_month": "11",
        "responded_on_year": "2026",
        "answer": "We wrote.",
    }
    answer = signed_in(governance_lead).post(page(reported, "respond"), asked)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "The date must be on or after 20 November 2026" in shown
    assert "We wrote." in shown
    reported.refresh_from_db()
    assert reported.responded_on is None


def test_closing_early_by_the_page_lists_what_is_missing(
    signed_in: Any, reported: Incident, governance_lead: Any
) -> None:
    shown = signed_in(governance_lead).get(page(reported, "close")).content.decode()
    assert "It cannot be closed yet" in shown
    assert page(reported, "datix") in shown
    answer = signed_in(governance_lead).post(page(reported, "close"))
    assert answer.status_code == 422
    reported.refresh_from_db()
    assert reported.is_open


def test_whoever_reported_it_sees_no_link_to_what_others_decide(
    signed_in: Any, reported: Incident, radiographer: Any
) -> None:
    shown = signed_in(radiographer).get(reported.get_absolute_url()).content.decode()
    assert "Give a first real answer" in shown
    assert page(reported, "respond") not in shown
    assert page(reported, "datix") in shown
    assert signed_in(radiographer).get(page(reported, "respond")).status_code == 403


def test_rooms_above_show_what_follows_an_incident(
    signed_in: Any, reported: Incident, governance_lead: Any, monkeypatch: Any
) -> None:
    from recordings_gov.incidents import followups

    monkeypatch.setattr(followups, "_registered", [])
    register(lambda incident, _: [Link("Start a revision", f"/policies/?for={incident.reference}", "due")])
    assert of(reported, governance_lead)[0].state == "due"
    assert "Start a revision" in signed_in(governance_lead).get(reported.get_absolute_url()).content.decode()


def test_one_incident_asks_few_questions(
    signed_in: Any, reported: Incident, governance_lead: Any, at_most_queries: Any
) -> None:
    client = signed_in(governance_lead)
    client.get(reported.get_absolute_url())
    with at_most_queries(24):
        client.get(reported.get_absolute_url())


def test_the_report_is_a_document_of_its_own_made_once_a_state(
    signed_in: Any, reported: Incident, governance_lead: Any, radiographer: Any
) -> None:
    first = signed_in(governance_lead).get(page(reported, "document"))
    assert first.status_code == 302
    assert first["Location"] == signed_in(governance_lead).get(page(reported, "document"))["Location"]
    assert "Marigold" not in first["Location"]
    assert signed_in(governance_lead).get(first["Location"]).status_code == 200
    assert signed_in(radiographer).get(first["Location"]).status_code in {403, 404}
    reported.give_datix(by=governance_lead, datix_reference="W-1")
    assert first["Location"] != signed_in(governance_lead).get(page(reported, "document"))["Location"]
    assert signed_in(radiographer).get(page(reported, "document")).status_code == 403
