"""Who answers for the policies, which divisions passed them on, and what the board reads."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from policies.acknowledging import ask_and_remind
from policies.models import Acknowledgement, Dissemination, OfficeHolder, PolicyVersion
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.workflow import WrongState

SINCE = date(2024, 4, 1)
MAP = reverse("policies:accountability")


def director(by: User, division: str = "Diagnostics") -> OfficeHolder:
    return OfficeHolder.name_holder(
        by=by, office="divisional_director", name="Dana Director", division=division, since=SINCE
    )


@pytest.mark.rule("R-104", "R", "R-105", "R")
def test_the_map_says_who_holds_which_office_and_who_held_it(
    governance_lead: User, radiographer: User, signed_in: Any
) -> None:
    client = signed_in(governance_lead)
    for office, name in (("chief_executive", "Chris Chief"), ("chief_operating_officer", "Olly Officer")):
        day = {"since_day": "1", "since_month": "4", "since_year": "2024"}
        answer = client.post(reverse("policies:holder-name"), {"office": office, "name": name, **day})
        assert answer.status_code == 302, answer.content.decode()
    first = OfficeHolder.objects.get(office="chief_executive")
    with pytest.raises(ValidationError, match="end theirs first"):
        OfficeHolder.name_holder(by=governance_lead, office="chief_executive", name="Next", since=SINCE)
    day = {"until_day": "31", "until_month": "3", "until_year": "2025"}
    assert client.post(first.get_absolute_url(), day).status_code == 302
    OfficeHolder.name_holder(by=governance_lead, office="chief_executive", name="Nicky New", since=SINCE)
    shown = signed_in(radiographer).get(MAP).content.decode()
    for name in ("Nicky New", "Olly Officer", "Chris Chief"):
        assert name in shown
    held, before = shown.split("Who held them before")
    assert "Nicky New" in held
    assert "Chris Chief" in before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"since": date(2090, 1, 1)}, "a day that has been"),
        ({"division": "Diagnostics"}, "others have none"),
        ({"office": "divisional_director"}, "others have none"),
    ],
)
def test_an_office_that_makes_no_sense_is_refused(
    governance_lead: User, wrong: dict[str, Any], said: str
) -> None:
    asked = {"office": "chief_executive", "name": "Chris Chief", "since": SINCE}
    with pytest.raises(ValidationError, match=said):
        OfficeHolder.name_holder(by=governance_lead, **asked | wrong)


def test_the_map_is_kept_by_governance_alone_and_days_stay_in_order(
    governance_lead: User, radiographer: User
) -> None:
    with pytest.raises(PermissionDenied):
        director(radiographer)
    holder = director(governance_lead)
    for until, said in (
        (SINCE - timedelta(days=1), "on or after the first day"),
        (date(2090, 1, 1), "has been"),
    ):
        with pytest.raises(ValidationError, match=said):
            holder.end(by=governance_lead, until=until)
    holder.end(by=governance_lead, until=SINCE)


@pytest.mark.rule("R-106", "R", "P")
def test_each_division_is_told_of_each_version_once(
    in_force: PolicyVersion, people: Any, signed_in: Any
) -> None:
    lead, today = people.publisher, clock.today()
    told, untold = director(lead), director(lead, "Surgery")
    client = signed_in(lead)
    page = reverse("policies:version-pass-on", kwargs={"reference": in_force.reference})
    day = {"passed_on_day": today.day, "passed_on_month": today.month, "passed_on_year": today.year}
    answer = client.post(page, {"holder": told.pk, "how": "Team brief", **day})
    assert answer.status_code == 302, answer.content.decode()
    with pytest.raises(ValidationError, match="has been told"):
        Dissemination.keep(version=in_force, by=lead, holder=told, passed_on=today, how="Again")
    readers = client.get(reverse("policies:version-readers", kwargs={"reference": in_force.reference}))
    assert readers.context["divisions"] == [("Diagnostics", in_force.disseminations.get()), ("Surgery", None)]
    shown = readers.content.decode()
    assert "Team brief" in shown
    assert "Not told yet" in shown
    for wrong in (in_force.in_force_from - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(ValidationError, match="since the version came into force"):
            Dissemination.keep(version=in_force, by=lead, holder=untold, passed_on=wrong, how="x")


def test_a_draft_is_passed_on_by_nobody(draft: PolicyVersion, people: Any) -> None:
    holder = director(people.publisher)
    with pytest.raises(WrongState):
        Dissemination.keep(
            version=draft, by=people.publisher, holder=holder, passed_on=clock.today(), how="Brief"
        )


@pytest.mark.rule("R-105", "P", "R-106", "P")
def test_the_board_reads_what_holds_who_read_it_who_was_told_and_what_is_covered(
    in_force: PolicyVersion,
    trust_policy: PolicyVersion,
    people: Any,
    radiographer: User,
    signed_in: Any,
    at_most_queries: Any,
) -> None:
    lead = people.publisher
    Dissemination.keep(
        version=in_force, by=lead, holder=director(lead), passed_on=clock.today(), how="Team brief"
    )
    ask_and_remind(clock.today())
    Acknowledgement.give(version=in_force, by=radiographer)
    client = signed_in(lead)
    with at_most_queries(20):
        answer = client.get(reverse("policies:board-report"))
    shown = " ".join(answer.content.decode().split())
    assert "2 policies are in force, 1 past the review date" in shown
    assert "1 of 2 (50%)" in shown
    assert "1 of 1</td>" in shown
    assert "<bdi>Dana Director</bdi> (Diagnostics)" in shown
    assert sum(count for _, count in answer.context["covered"]) == answer.context["clauses"] == 140
    assert signed_in(radiographer).get(reverse("policies:board-report")).status_code == 403
