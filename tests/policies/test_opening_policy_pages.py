"""The staff pages: who may open what, what they show, what they log, and at what cost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies.models import LeafletEdition, PolicyVersion, Source, VersionStatus
from policies.starter import demonstrating, loading
from recordings_gov import clock
from recordings_gov.audit.models import Event
from tests.policies.test_flagging_reviews import adopted

LIST = reverse("policies:list")
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sunday 22 November 2026."""
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-11-22T09:00:00+00:00")


def page(client: Any, url: str, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_list_is_filtered_by_area_and_owner(
    in_force: PolicyVersion, trust_policy: PolicyVersion, people: Any, radiographer: Any, signed_in: Any
) -> None:
    client = signed_in(radiographer)
    area = str(in_force.policy.department_id)
    titles = [
        [row["cells"][0].title for row in client.get(LIST, query).context["rows"]]
        for query in (
            {"area": area},
            {"area": "trust"},
            {"owner": str(people.publisher.pk)},
            {"owner": "99999"},
        )
    ]
    ours, trusts = in_force.policy.title, trust_policy.policy.title
    assert titles == [[ours], [trusts], [ours], [trusts, ours]]


def test_the_export_holds_what_is_on_screen(
    trust_policy: PolicyVersion, in_force: PolicyVersion, radiographer: Any, signed_in: Any
) -> None:
    rows = (
        signed_in(radiographer).get(LIST, {"format": "csv", "due": "overdue"}).content.decode().splitlines()
    )
    assert rows == [
        "Policy,Owner,In force since,Review due,State",
        (
            '"Clinical recordings of patients, version 7, Trust-wide",No owner,July 2019,July 2022,'
            '"In force, Overdue by 1,575 days"'
        ),
    ]


def test_the_list_costs_the_same_for_many_policies_as_for_few(
    people: Any, radiographer: Any, signed_in: Any
) -> None:
    client = signed_in(radiographer)

    def asked_for() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    adopted(people, date(2024, 1, 1))
    client.get(LIST)
    few = asked_for()
    for number in range(20):
        adopted(people, date(2024, 1, 1) + timedelta(days=number), title=f"Policy {number}")
    assert asked_for() == few
    assert few <= 12


@pytest.mark.rule("R-219", "P")
def test_each_source_is_shown_with_its_date_and_state(people: Any, radiographer: Any, signed_in: Any) -> None:
    loading.load_sources(people.drafter)
    shown = page(signed_in(radiographer), reverse("policies:sources"))
    assert "Issuer closed" in shown
    assert "Undated, 2018 or later" in shown
    one = page(signed_in(radiographer), Source.objects.get(edition="Version 7").get_absolute_url())
    assert "July 2022" in one
    assert "Past its own review date" in one


@pytest.mark.rule("R-001", "W")
def test_whoever_signs_reads_that_no_patient_was_asked(
    draft: PolicyVersion, people: Any, signed_in: Any
) -> None:
    draft.consult(by=people.drafter, group="staff", method="a", held_on=TODAY, effect="b")
    shown = page(signed_in(people.approver), draft.get_absolute_url())
    pauses = shown.split("Think about these first")[1].split("About this version")[0]
    assert "No patient or public group was consulted" in pauses
    assert "No member of staff was consulted" not in shown


def test_an_adopted_version_shows_its_gaps(
    trust_policy: PolicyVersion, radiographer: Any, signed_in: Any
) -> None:
    shown = page(signed_in(radiographer), trust_policy.get_absolute_url())
    for gap in trust_policy.obstacles():
        assert gap.says in shown
    assert "July 2022" in shown


def test_a_version_shows_every_stance_and_section(
    in_force: PolicyVersion, radiographer: Any, signed_in: Any
) -> None:
    shown = page(signed_in(radiographer), in_force.get_absolute_url())
    assert in_force.sections.count() == 28
    for section in in_force.sections.all():
        assert f"{section.number}. {section.title}</span>" in shown.replace("&#x27;", "'")
    for stance in in_force.stances.all():
        assert f'scope="row">{stance.code}</th>' in shown
    assert "not filled in yet" not in shown


def test_opening_a_version_is_logged(in_force: PolicyVersion, radiographer: Any, signed_in: Any) -> None:
    page(signed_in(radiographer), in_force.get_absolute_url())
    event = Event.objects.about(in_force).get(action="policyversion.read")
    assert event.actor == radiographer


def test_a_draft_is_not_there_for_those_who_neither_prepare_nor_sign(
    draft: PolicyVersion, radiographer: Any, people: Any, signed_in: Any
) -> None:
    assert signed_in(radiographer).get(draft.get_absolute_url()).status_code == 404
    assert (
        str(draft.number)
        not in page(signed_in(radiographer), draft.policy.get_absolute_url())
        .split("Versions")[1]
        .split("Review due")[0]
    )
    for person in (people.drafter, people.validator, people.ratifier, people.approver):
        assert signed_in(person).get(draft.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["list", "sources", "leaflets"])
def test_an_outsider_opens_nothing(outsider: Any, signed_in: Any, name: str) -> None:
    assert signed_in(outsider).get(reverse(f"policies:{name}")).status_code == 403


def test_nobody_opens_a_staff_page_without_signing_in(in_force: PolicyVersion, client: Any) -> None:
    for url in (LIST, in_force.get_absolute_url(), in_force.policy.get_absolute_url()):
        assert client.get(url).status_code == 302


def test_a_version_goes_through_its_pages_into_force(
    draft: PolicyVersion, people: Any, signed_in: Any
) -> None:
    loading.set_contacts(people.publisher, draft.policy.department)
    due = clock.today() + timedelta(days=365)
    from policies.starter.files import read

    day = {"held_on_day": "5", "held_on_month": "1", "held_on_year": "2026"}
    steps = (
        (people.drafter, "entrust", {"owner": str(people.publisher.pk), "sponsor": "Director"}),
        (people.drafter, "fill-in", read("demonstration")["policy"]),
        (people.drafter, "consult", {"group": "staff", "method": "Meeting", "effect": "None", **day}),
        (people.validator, "validate", {"statement": "Checked"}),
        (people.ratifier, "ratify", {"statement": "Agreed"}),
        (people.dpo, "sign-off", {"statement": "Agreed"}),
        (people.employer, "endorse", {"statement": "Agreed"}),
        (
            people.approver,
            "approve",
            {
                "approved_by_whom": "Group",
                "review_due_on_day": str(due.day),
                "review_due_on_month": str(due.month),
                "review_due_on_year": str(due.year),
            },
        ),
        (
            people.publisher,
            "disseminate",
            {"statement": "All told", "dms_reference": "DMS-1", "despite": "Patients are asked in May"},
        ),
    )
    demonstrating.complete(draft, by=people.drafter, assessor=people.publisher)
    for person, step, asked in steps:
        client = signed_in(person)
        url = f"{draft.get_absolute_url()}{step}/"
        assert f'href="{url}"' in page(client, draft.get_absolute_url())
        assert client.get(url).status_code == 200
        answer = client.post(url, asked)
        assert answer.status_code == 302, answer.content.decode()
    draft.refresh_from_db()
    assert draft.status == VersionStatus.DISSEMINATED


def test_the_drafter_is_told_that_another_person_signs(
    governance_lead: Any, department: Any, signed_in: Any
) -> None:
    mine = loading.draft_starter_policy(governance_lead, department)
    mine.consult(by=governance_lead, group="staff", method="a", held_on=TODAY, effect="b")
    client = signed_in(governance_lead)
    shown = page(client, mine.get_absolute_url())
    assert "another person signs it" in shown
    assert 'validate/"' not in shown
    answer = client.post(f"{mine.get_absolute_url()}validate/", {"statement": "Checked"})
    assert answer.status_code == 422
    assert "You drafted this version: another person signs it" in answer.content.decode()


def test_what_is_missing_is_said_on_the_page_of_the_last_step(
    draft: PolicyVersion, people: Any, signed_in: Any
) -> None:
    draft.consult(by=people.drafter, group="staff", method="a", held_on=TODAY, effect="b")
    draft.validate(by=people.validator, statement="a")
    draft.ratify(by=people.ratifier, statement="a")
    draft.approve(by=people.approver, review_due_on=TODAY + timedelta(days=9), approved_by_whom="Group")
    answer = signed_in(people.publisher).post(f"{draft.get_absolute_url()}disseminate/", {"statement": "a"})
    assert answer.status_code == 422
    assert "No owner is named" in answer.content.decode()


@pytest.mark.rule("R-002", "W")
def test_a_leaflet_is_shown_as_due_before_its_day_and_overdue_after(
    leaflet: LeafletEdition, radiographer: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(radiographer)
    for days, said in ((-20, "Due in 20 days"), (1, "Overdue by 1 day")):
        day = leaflet.review_due_on + timedelta(days=days)
        monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{day}T09:00:00+00:00")
        client = signed_in(radiographer)
        assert said in page(client, reverse("policies:leaflets"))
        assert said in page(client, leaflet.get_absolute_url())


def test_a_leaflet_goes_through_its_pages_onto_show(
    edition: LeafletEdition, people: Any, signed_in: Any
) -> None:
    due = clock.today() + timedelta(days=300)
    asked = {
        "review_due_on_day": str(due.day),
        "review_due_on_month": str(due.month),
        "review_due_on_year": str(due.year),
        "read_by": "Four patients",
    }
    assert signed_in(people.approver).post(f"{edition.get_absolute_url()}approve/", asked).status_code == 302
    assert signed_in(people.publisher).post(f"{edition.get_absolute_url()}publish/", {}).status_code == 302
    edition.refresh_from_db()
    assert edition.status == "published"


@pytest.mark.rule("R-042", "P")
def test_a_policy_is_printed_with_its_state(
    in_force: PolicyVersion, radiographer: Any, signed_in: Any
) -> None:
    client = signed_in(radiographer)
    answer = client.get(reverse("policies:version-document", kwargs={"reference": in_force.reference}))
    assert answer.status_code == 302
    assert client.get(answer.url).headers["Content-Type"] == "application/pdf"
