"""The dashboard and the calendar: what is in force, overdue and due, for whom, at what cost."""

from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from policies import reviewables
from policies.models import Acknowledgement, CalendarToken, LeafletEdition, PolicyVersion, Review
from policies.reviewables import Asked
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.audit.models import Event
from recordings_gov.pages.cards import cards_of
from tests.policies.test_flagging_reviews import adopted

DASHBOARD = reverse("policies:list")
CALENDAR = reverse("policies:calendar")
TODAY = date(2026, 11, 22)
DUE = (
    (-1, "Late"),
    (0, "Now"),
    (30, "Month"),
    (31, "Two"),
    (60, "Sixty"),
    (61, "Three"),
    (90, "Ninety"),
    (91, "Far"),
)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sunday 22 November 2026."""
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-11-22T09:00:00+00:00")


def due_in(people: Any, days: int, title: str, department: Any = None) -> PolicyVersion:
    due = TODAY + timedelta(days=days)
    return adopted(people, due.replace(year=due.year - 3), title=title, department=department)


def page(client: Any, url: str, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.rule("R-217")
@pytest.mark.rule("R-050", "P")
def test_in_force_and_overdue_stand_side_by_side(
    trust_policy: PolicyVersion, governance_lead: User, signed_in: Any
) -> None:
    shown = page(signed_in(governance_lead), DASHBOARD)
    assert "Sunday 22 November 2026" in shown
    tags = shown.index("In force</strong>"), shown.index("Overdue by 1,575 days</strong>")
    assert tags[0] < tags[1]
    assert "July 2019" in shown
    assert "July 2022" in shown


@pytest.mark.rule("R-050", "W")
@pytest.mark.rule("R-216", "N")
def test_the_five_figures_lead_to_their_rows(people: Any, governance_lead: User, signed_in: Any) -> None:
    for days, title in DUE:
        due_in(people, days, title)
    client = signed_in(governance_lead)
    answer = client.get(DASHBOARD)
    assert [figure["number"] for figure in answer.context["figures"]] == [8, 1, 2, 2, 2]
    for figure in answer.context["figures"]:
        found = client.get(DASHBOARD, {"due": figure["due"]}).context
        assert found["count"] == str(len(found["rows"])) == str(figure["number"])
    assert [row["title"] for row in client.get(DASHBOARD, {"due": "30"}).context["rows"]] == ["Now", "Month"]
    tags = [tag.text for row in answer.context["rows"] for tag in row["tags"][1:]]
    assert tags[:3] == ["Overdue by 1 day", "Due today", "Due in 30 days"]


@pytest.mark.rule("R-002", "W")
def test_policies_leaflets_and_risk_assessments_stand_in_one_list_by_their_day(
    in_force: PolicyVersion, leaflet: LeafletEdition, trust_policy: PolicyVersion, people: Any, signed_in: Any
) -> None:
    client = signed_in(people.publisher)
    rows = client.get(DASHBOARD).context["rows"]
    assert rows[0]["title"] == trust_policy.policy.title
    assert {row["kind"] for row in rows} == {"Policy", "Leaflet", "Risk assessment"}
    assert [row["kind"] for row in client.get(DASHBOARD, {"kind": "leaflet"}).context["rows"]] == ["Leaflet"]
    assert len(client.get(DASHBOARD, {"kind": "nonsense"}).context["rows"]) == len(rows)
    for row in rows:
        assert client.get(row["url"]).status_code == 200


def test_it_is_counted_and_filtered_by_department_and_owner(
    in_force: PolicyVersion, trust_policy: PolicyVersion, people: Any, signed_in: Any
) -> None:
    client = signed_in(people.publisher)
    seen = client.get(DASHBOARD).context
    area = str(in_force.policy.department_id)
    assert [(row["value"], row["counts"].held) for row in seen["areas"]] == [("trust", 1), (area, 2)]
    assert ("none", 1) in [(row["value"], row["counts"].held) for row in seen["owners"]]
    for query, titles in (
        ({"area": "trust"}, {trust_policy.policy.title}),
        ({"area": area}, {in_force.policy.title}),
        ({"owner": "none"}, {trust_policy.policy.title}),
        ({"owner": str(in_force.owner_id), "kind": "policy"}, {in_force.policy.title}),
        ({"owner": "99999"}, set()),
    ):
        assert {row["title"] for row in client.get(DASHBOARD, query).context["rows"]} == titles


def test_the_export_holds_what_is_on_screen_with_formulas_defused(
    trust_policy: PolicyVersion, people: Any, signed_in: Any
) -> None:
    due_in(people, 200, "=Danger")
    client = signed_in(people.publisher)
    lines = client.get(DASHBOARD, {"format": "csv"}).content.decode().splitlines()
    assert lines[1].startswith(
        '"Clinical recordings of patients, Version 7",Policy,Trust-wide,No owner,July 2019,July 2022,'
        '"In force, Overdue by 1,575 days",PV-'
    )
    assert lines[2].startswith("\"'=Danger")
    assert len(client.get(DASHBOARD, {"format": "csv", "due": "overdue"}).content.decode().splitlines()) == 2


def test_pages_follow_each_other_both_ways_and_paper_has_them_all(
    people: Any, governance_lead: User, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policies.views.dashboard.PAGE", 3)
    for number in range(7):
        due_in(people, 10 + number // 3, f"Policy {number}")
    client = signed_in(governance_lead)
    for sort in ("", "-due"):
        seen, token = [], ""
        while True:
            found = client.get(DASHBOARD, {"sort": sort, **({"after": token} if token else {})}).context
            seen += [row["title"] for row in found["rows"]]
            token = found["next"]
            if not token:
                break
        assert sorted(seen) == [f"Policy {number}" for number in range(7)]
        assert seen[0] in ({"Policy 6"} if sort else {"Policy 0", "Policy 1", "Policy 2"})
    assert len(client.get(DASHBOARD, {"format": "print"}).context["rows"]) == 7
    assert client.get(DASHBOARD, {"after": "forged"}).status_code == 404


def test_the_dashboard_costs_the_same_for_many_as_for_few(
    in_force: PolicyVersion, leaflet: LeafletEdition, people: Any, signed_in: Any, at_most_queries: Any
) -> None:
    client = signed_in(people.publisher)
    client.get(DASHBOARD)
    for number in range(20):
        due_in(people, number, f"Policy {number}")
    # Session, user, roles; two for each of six kinds; a reading event for each kind that is shown.
    with at_most_queries(20):
        client.get(DASHBOARD)
    with at_most_queries(11):
        client.get(CALENDAR)


def test_whoever_has_no_dashboard_sees_the_plain_list(
    trust_policy: PolicyVersion, radiographer: User, signed_in: Any
) -> None:
    answer = signed_in(radiographer).get(DASHBOARD)
    assert "figures" not in answer.context
    assert "Clinical recordings of patients" in answer.content.decode()


def test_what_is_listed_is_logged_as_read(trust_policy: PolicyVersion, people: Any, signed_in: Any) -> None:
    signed_in(people.publisher).get(DASHBOARD)
    event = Event.objects.get(action="policyversion.listed")
    assert event.actor == people.publisher


@pytest.mark.rule("R-214")
def test_the_home_page_shows_revisions_in_time_and_policies_past_review_to_those_they_concern(
    trust_policy: PolicyVersion, people: Any, radiographer: User, signed_in: Any
) -> None:
    review = Review.plan(trust_policy, by=people.publisher)
    review.hold(by=people.publisher, held_on=TODAY, outcome="revised", evidence="Out of date")
    shown = page(signed_in(people.publisher), reverse("home"))
    assert "Revisions done in 3 months" in shown
    assert "0 of 0 since 1 January 2026. Target 85%" in shown
    assert "Calendar months, from opened to approved" in shown
    assert "Policies past review" in shown
    assert "Answered within 7 days" in shown
    assert "0 of 0 incidents and complaints about our own recordings in 12 months. Target 95%." in shown
    assert "Notes not yet filed" in shown
    assert "Not yet covered" in shown
    assert not cards_of(radiographer, TODAY)
    listed = page(signed_in(people.publisher), reverse("policies:revisions"))
    assert "the new version was approved by the day they were due, three calendar months" in listed


def test_the_calendar_shows_a_month_by_day_and_a_year_as_a_list(
    people: Any, governance_lead: User, signed_in: Any
) -> None:
    due_in(people, 3, "This month")
    due_in(people, 40, "Next year")
    client = signed_in(governance_lead)
    seen = client.get(CALENDAR).context
    assert [entry.what for entry in seen["entries"]] == ["Review This month"]
    days = [day for week in seen["weeks"] for day in week]
    assert len(days) % 7 == 0
    assert [day["day"] for day in days if day["entries"]] == [date(2026, 11, 25)]
    listed = client.get(CALENDAR, {"view": "list"}).context["entries"]
    assert [entry.what for entry in listed] == ["Review This month", "Review Next year"]
    assert client.get(CALENDAR, {"month": "2027-02"}).context["month"] == date(2027, 2, 1)
    for wrong in ("soon", "2027-13", "0000-01"):
        assert client.get(CALENDAR, {"month": wrong}).context["month"] == date(2026, 11, 1)


def address_of(person: User, client: Any) -> str:
    told: str = client.post(reverse("policies:calendar-address"), {"make": "yes"}).context["told"]
    return told.partition("/policies/")[2]


def test_the_feed_opens_with_the_secret_alone_and_says_no_more_than_days_and_titles(
    trust_policy: PolicyVersion, people: Any, signed_in: Any, client: Any
) -> None:
    version = due_in(people, 3, "Ours; with, marks")
    path = "/policies/" + address_of(people.publisher, signed_in(people.publisher))
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Review Ours; with, marks"]
    assert events[0].decoded("dtstart") == version.review_due_on
    assert str(events[0]["uid"]).startswith(version.reference)
    kept = CalendarToken.objects.get()
    assert kept.digest not in path
    assert path.rpartition("/")[2].removesuffix(".ics") not in str(list(CalendarToken.objects.values()))
    assert Client().get(path.replace(".ics", "x.ics")).status_code == 404
    assert Client().post(path).status_code == 405


def test_an_address_that_is_ended_or_replaced_or_whose_person_left_opens_nothing(
    people: Any, governance_lead: User, signed_in: Any
) -> None:
    client = signed_in(governance_lead)
    first, second = ("/policies/" + address_of(governance_lead, client) for _ in range(2))
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    QuerySet(User).filter(pk=governance_lead.pk).update(is_active=False)
    assert Client().get(second).status_code == 404
    QuerySet(User).filter(pk=governance_lead.pk).update(is_active=True)
    client = signed_in(governance_lead)
    client.post(reverse("policies:calendar-address"), {"end": "yes"})
    assert Client().get(second).status_code == 404


def test_the_feed_keeps_to_the_day_across_the_clock_change(
    people: Any, governance_lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = adopted(people, date(2024, 3, 28))
    for moment in ("2027-03-28T00:30:00+00:00", "2027-03-28T01:30:00+00:00"):
        monkeypatch.setenv("RECORDINGS_GOV_NOW", moment)
        found = reviewables.page(Asked(governance_lead, clock.today(), due="30"), 5)
        assert [row.due for _, row in found] == [version.review_due_on] == [date(2027, 3, 28)]
    assert datetime.fromisoformat(moment).date() == clock.today()


@pytest.mark.rule("R-049", "P", "R-233", "P")
def test_the_home_page_says_how_many_have_read_it_and_what_nothing_answers(
    in_force: PolicyVersion, other_department: Any, governance_lead: User, radiographer: User
) -> None:
    for person in (governance_lead, radiographer):
        Acknowledgement.give(version=in_force, by=person)
    said = {card.label: card for card in cards_of(governance_lead, TODAY)}
    assert said[f"Have read ‘{in_force.policy.title}’"].number == "100%"
    uncovered = said["Not yet covered"]
    assert "1 without a policy" in uncovered.note
    assert (uncovered.number, uncovered.kind) == ("1", "watch")
