"""Reviews due and overdue: one reminder a run, one task, one e-mail, and never twice."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify

from policies.models import LeafletEdition, Policy, PolicyVersion, Reminder
from policies.next_version import start_next_version
from policies.operations import draft_version
from policies.sweep import flag_overdue
from policies.tasks import flag_reviews
from recordings_gov import clock
from recordings_gov.accounts.models import Membership
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.notifications.models import Message, Task
from recordings_gov.pages.needs import needs_of

TODAY = date(2026, 11, 22)


def adopted(people: Any, approved_on: date, title: str = "A policy", department: Any = None) -> PolicyVersion:
    """A Trust policy approved on a day, so due three years later to the day."""
    with acting_as(people.drafter):
        policy = Policy(
            title=title,
            slug=slugify(title),
            direction="we_record_patients",
            department=department,
        )
        policy.save()
    version = draft_version(policy, by=people.drafter)
    version.adopt(
        by=people.approver, approved_on=approved_on, approved_by_whom="The Trust", evidence="On paper"
    )
    return version


@pytest.mark.rule("R-216", "N")
def test_an_overdue_policy_makes_one_task_and_one_e_mail_and_none_the_second_time(
    trust_policy: PolicyVersion, governance_lead: Any
) -> None:
    assert flag_overdue(TODAY) == 1
    assert flag_overdue(TODAY) == 0
    assert flag_overdue(TODAY + timedelta(days=1)) == 0
    task = Task.objects.get()
    assert (task.key, task.role, task.due_on) == (
        trust_policy.review_key,
        "governance_lead",
        date(2022, 7, 31),
    )
    message = Message.objects.get(to=governance_lead)
    assert "overdue by 1,575 days, due July 2022" in message.body


@pytest.mark.rule("R-216", "N")
def test_the_governance_lead_finds_it_on_their_own_page_and_others_do_not(
    trust_policy: PolicyVersion, governance_lead: Any, radiographer: Any
) -> None:
    flag_overdue(TODAY)
    deeds = [need.deed for need in needs_of(governance_lead, TODAY)]
    assert "Review Clinical recordings of patients, version 7" in deeds
    assert not needs_of(radiographer, TODAY)


@pytest.mark.rule("R-217")
def test_flagging_ends_no_policy(trust_policy: PolicyVersion, people: Any) -> None:
    flag_overdue(TODAY)
    trust_policy.refresh_from_db()
    assert trust_policy.is_in_force


@pytest.mark.rule("R-216", "N")
def test_a_late_start_sends_the_latest_reminder_and_says_of_the_others_that_they_were_missed(
    trust_policy: PolicyVersion, people: Any
) -> None:
    flag_overdue(TODAY)
    rows = Reminder.objects.order_by("-days_before").values_list("days_before", "outcome", "reason")
    assert list(rows) == [
        (90, "skipped", "late start"),
        (60, "skipped", "late start"),
        (30, "skipped", "late start"),
        (7, "skipped", "late start"),
        (0, "skipped", "late start"),
        (-1568, "skipped", "late start"),
        (-1575, "sent", ""),
    ]
    assert Reminder.objects.get(days_before=-1568).times == 224


@pytest.mark.rule("R-216", "N")
def test_a_sweep_every_day_reminds_on_each_reminder_day_once(people: Any, governance_lead: Any) -> None:
    version = adopted(people, date(2024, 6, 1))
    due = version.review_due_on
    assert due == date(2027, 6, 1)
    sent_on = [day for day in range(-100, 18) if flag_overdue(due + timedelta(days=day))]
    assert sent_on == [-90, -60, -30, -7, 0, 7, 14]
    assert set(Reminder.objects.values_list("outcome", flat=True)) == {"sent"}
    assert Message.objects.filter(to=governance_lead).count() == len(sent_on)
    assert Task.objects.count() == 1


@pytest.mark.rule("R-216", "N")
def test_a_sweep_that_was_down_for_a_week_sends_one_reminder_and_skips_the_missed(people: Any) -> None:
    version = adopted(people, date(2024, 6, 1))
    flag_overdue(version.review_due_on - timedelta(days=40))
    assert flag_overdue(version.review_due_on - timedelta(days=5)) == 1
    rows = Reminder.objects.order_by("-days_before").values_list("days_before", "outcome")
    assert list(rows) == [(90, "skipped"), (60, "sent"), (30, "skipped"), (7, "sent")]


def test_a_month_is_overdue_when_it_is_over(trust_policy: PolicyVersion, people: Any) -> None:
    flag_overdue(date(2022, 7, 31))
    assert Reminder.objects.get(outcome="sent").days_before == 0
    assert "due July 2022" in Message.objects.get().body
    assert "overdue by" not in Message.objects.get().body


def test_nothing_is_said_of_drafts_or_of_what_is_due_much_later(draft: PolicyVersion, people: Any) -> None:
    adopted(people, TODAY - timedelta(days=30))
    assert flag_overdue(TODAY) == 0
    assert not Message.objects.exists()


def test_a_version_that_is_replaced_is_not_asked_about_any_more(in_force: PolicyVersion, people: Any) -> None:
    flag_overdue(in_force.review_due_on)
    reviews = Task.objects.undone().filter(key__startswith="policy-review:")
    assert reviews.count() == 2  # the version, and its risk assessment
    second = start_next_version(in_force, by=people.drafter)
    as_approved = {"status": "approved", "content_digest": "b" * 64}
    QuerySet(PolicyVersion).filter(pk=second.pk).update(**as_approved)  # its own way is told elsewhere
    in_force.supersede(by=people.publisher, successor=PolicyVersion.objects.get(pk=second.pk))
    assert not reviews.exists()
    assert flag_overdue(in_force.review_due_on - timedelta(days=100)) == 0


def test_a_departments_policy_is_its_own_leads_business(
    people: Any, other_department: Any, governance_lead: Any
) -> None:
    theirs = adopted(people, date(2020, 1, 1), department=other_department)
    with acting_as(None, job="arranging a test"):
        Membership(user=people.approver, role=Role.GOVERNANCE_LEAD, department=other_department).save()
    flag_overdue(TODAY)
    assert [message.to for message in Message.objects.order_by("pk")] == [people.approver, people.employer]
    assert Task.objects.get().department == other_department
    assert str(theirs) in Message.objects.get(to=people.approver).body


@pytest.mark.rule("R-002", "N")
@pytest.mark.rule("R-216", "N")
def test_leaflets_and_risk_assessments_are_swept_as_policies_are(
    in_force: PolicyVersion, leaflet: LeafletEdition, people: Any
) -> None:
    assert leaflet.review_due_on == in_force.review_due_on
    assert flag_overdue(in_force.review_due_on - timedelta(days=30)) == 3
    assert flag_overdue(in_force.review_due_on - timedelta(days=30)) == 0
    kinds = Task.objects.filter(key__startswith="policy-review:").order_by("about_type")
    assert list(kinds.values_list("about_type", "rule")) == [
        ("policies.leafletedition", "R-002"),
        ("policies.policyversion", "R-216"),
        ("policies.riskassessment", "R-216"),
    ]
    body = Message.objects.get(to=people.publisher, key__startswith="policy-reviews:").body
    assert f"- {leaflet.leaflet.title}, edition 1: due" in body
    assert "- Risk assessment of Recording by patients and visitors, version 1: due" in body


@pytest.mark.rule("R-216", "N")
def test_what_is_a_week_late_is_told_to_the_sponsor_it_names_and_to_no_other(
    in_force: PolicyVersion, people: Any, head_of_media_studio: Any
) -> None:
    QuerySet(PolicyVersion).update(sponsored_by=head_of_media_studio)

    def told() -> list[Any]:
        return [message.to for message in Message.objects.filter(key__startswith="policy-reviews:")]

    flag_overdue(in_force.review_due_on + timedelta(days=6))
    assert head_of_media_studio not in told()
    flag_overdue(in_force.review_due_on + timedelta(days=7))
    assert head_of_media_studio in told()
    assert people.employer not in told()
    told_as_sponsor = Message.objects.get(to=head_of_media_studio)
    assert "as its sponsor" in told_as_sponsor.body
    assert "overdue by 7 days" in told_as_sponsor.body


LEAP_DAYS_AND_CLOCK_CHANGES = (
    (date(2028, 2, 29), 0, date(2028, 2, 29)),
    (date(2028, 3, 30), 30, date(2028, 2, 29)),
    (date(2028, 5, 29), 90, date(2028, 2, 29)),
    (date(2028, 2, 22), -7, date(2028, 2, 29)),
    (date(2027, 3, 28), 0, date(2027, 3, 28)),
    (date(2027, 4, 27), 30, date(2027, 3, 28)),
    (date(2027, 10, 31), 0, date(2027, 10, 31)),
    (date(2027, 10, 24), -7, date(2027, 10, 31)),
)


@pytest.mark.rule("R-216", "N")
def test_a_reminder_day_is_a_day_of_the_calendar_across_leap_days_and_clock_changes(
    people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = adopted(people, date(2020, 1, 1))
    for due, days, reminded_on in LEAP_DAYS_AND_CLOCK_CHANGES:
        QuerySet(PolicyVersion).filter(pk=version.pk).update(review_due_on=due, review_at_latest_on=due)
        # Half past midnight and half past eleven in London, by summer and by winter time.
        for hour in ("00:30", "23:30"):
            moment = datetime.fromisoformat(f"{reminded_on} {hour}").replace(tzinfo=clock.LONDON)
            monkeypatch.setenv("RECORDINGS_GOV_NOW", moment.isoformat())
            flag_reviews.apply().get()
        kept = Reminder.objects.get(outcome="sent", due_on=due)
        assert (kept.days_before, kept.reminder_on) == (days, reminded_on)


@pytest.mark.rule("R-216", "N")
@pytest.mark.rule("R-108", "N")
def test_the_owner_of_a_policy_hears_of_it_too(
    in_force: PolicyVersion, people: Any, head_of_media_studio: Any
) -> None:
    QuerySet(PolicyVersion).update(owner=head_of_media_studio)
    flag_overdue(in_force.review_due_on)
    assert {message.to for message in Message.objects.all()} == {people.publisher, head_of_media_studio}


def test_one_e_mail_a_lead_names_all_that_is_due(people: Any, governance_lead: Any) -> None:
    for number in range(25):
        adopted(people, date(2020, 1, 1) + timedelta(days=number), title=f"Policy {number}")
    assert flag_overdue(TODAY) == 25
    message = Message.objects.get(to=governance_lead)
    assert message.subject == "25 reviews due or overdue"
    assert "and 5 more" in message.body


def test_a_lead_who_owns_a_policy_counts_it_once_and_other_departments_not_at_all(
    people: Any, department: Any, other_department: Any
) -> None:
    with acting_as(None, job="arranging a test"):
        Membership(user=people.approver, role=Role.GOVERNANCE_LEAD, department=department).save()
    for title, whose in (("Ours", department), ("The Trust's", None), ("Theirs", other_department)):
        adopted(people, date(2020, 1, 1), title=title, department=whose)
    owned = adopted(people, date(2020, 1, 1), title="Theirs, owned by me", department=other_department)
    QuerySet(PolicyVersion).filter(policy__in=[owned.policy, Policy.objects.get(title="Ours")]).update(
        owner=people.approver
    )
    flag_overdue(TODAY)
    message = Message.objects.get(to=people.approver)
    assert message.subject == "3 reviews due or overdue"
    assert "- Theirs, owned by me, version 1" in message.body
    assert "- Theirs, version 1" not in message.body


def test_no_version_is_brought_into_python(trust_policy: PolicyVersion, governance_lead: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        flag_overdue(TODAY)
    assert not [query["sql"] for query in asked if '"matrix"' in query["sql"]]


def test_a_long_title_is_cut_in_its_task(people: Any) -> None:
    version = adopted(people, TODAY - timedelta(days=2000))
    QuerySet(Policy).filter(pk=version.policy_id).update(title="Long " * 39)
    version.policy.refresh_from_db()
    flag_overdue(TODAY)
    task = Task.objects.get()
    assert task.what == f"Review {version.policy.title}, version 1"[:200]
    assert (task.url, task.about_reference) == (version.get_absolute_url(), version.reference)


def test_the_number_of_queries_does_not_grow_with_the_number_of_policies(
    people: Any, governance_lead: Any
) -> None:
    def asked_for(count: int, first: int) -> int:
        for number in range(first, first + count):
            adopted(people, date(2020, 1, 1), title=f"Policy {number}")
        with CaptureQueriesContext(connection) as asked:
            flag_overdue(TODAY)
        return len(asked)

    assert asked_for(20, 100) - asked_for(2, 0) <= 3


def test_the_database_keeps_a_reminder_day_single(trust_policy: PolicyVersion, people: Any) -> None:
    flag_overdue(TODAY)
    kept = Reminder.objects.first()
    again = Reminder(
        version=trust_policy,
        due_on=kept.due_on,
        days_before=kept.days_before,
        reminder_on=kept.reminder_on,
        outcome="sent",
    )
    with (
        acting_as(people.publisher),
        pytest.raises(IntegrityError, match="version_reminded_once_a_reminder_day"),
    ):
        again.save()


def test_the_job_is_named_in_every_event(
    trust_policy: PolicyVersion, governance_lead: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-11-22T09:00:00+00:00")
    assert flag_reviews.apply().get() == 1
    events = Event.objects.filter(action__in=["reminder.sent", "reminder.skipped", "task.created"])
    assert sorted(events.values_list("action", flat=True)) == [
        "reminder.sent",
        "reminder.skipped",
        "reminder.skipped",
        "task.created",
    ]
    assert set(events.values_list("on_behalf_of_job", "actor")) == {("flag policy reviews", None)}
