"""A review: planned, brought forward, held, confirmed by a second person, and what it moves."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet

from policies import early
from policies.models import (
    EarlyTrigger,
    LeafletEdition,
    PolicyVersion,
    Review,
    Revision,
    RiskAssessment,
    Source,
)
from policies.next_version import start_next_version
from policies.review_figures import revisions_in_time
from policies.revision_reminders import remind_of_revisions
from policies.starter import loading
from policies.sweep import flag_overdue
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications.models import Message, Task
from recordings_gov.workflow import WrongState

TODAY = date(2026, 11, 22)
SOON = TODAY + timedelta(days=60)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sunday 22 November 2026."""
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-11-22T09:00:00+00:00")


def forward(about: Any, by: Any, trigger: str = "technique", **changed: Any) -> Review:
    given = {"what": "A new scanner", "came_on": TODAY, "to": SOON} | changed
    return Review.bring_forward(about, by=by, trigger=trigger, **given)


@pytest.mark.rule("R-003")
@pytest.mark.parametrize("trigger", ["technique", "staff", "premises", "expectation", "law"])
def test_a_change_brings_a_leaflets_review_forward_and_is_kept_with_its_day(
    leaflet: LeafletEdition, people: Any, trigger: str
) -> None:
    before = leaflet.review_due_on
    review = forward(leaflet, people.publisher, trigger)
    leaflet.refresh_from_db()
    assert leaflet.review_due_on == review.planned_on == SOON
    kept = EarlyTrigger.objects.get()
    assert (kept.kind, kept.came_on, kept.due_before, kept.due_after) == (trigger, TODAY, before, SOON)
    assert review.trigger == trigger


@pytest.mark.rule("R-216", "N")
def test_the_owner_is_told_and_the_reminders_follow_the_new_day(in_force: PolicyVersion, people: Any) -> None:
    review = forward(in_force, people.approver)
    assert Task.objects.undone().get(about_reference=review.reference).person == in_force.owner
    message = Message.objects.get(to=in_force.owner, key__startswith="review-hold:")
    assert "21 January 2027" in message.body
    assert "A new scanner" in message.body
    assert flag_overdue(SOON - timedelta(days=30)) == 1


def test_a_second_change_joins_the_review_that_is_open(in_force: PolicyVersion, people: Any) -> None:
    first = forward(in_force, people.publisher)
    second = forward(in_force, people.publisher, "law", to=SOON - timedelta(days=30))
    assert first == second
    assert second.triggers.count() == 2
    second.refresh_from_db()
    assert (second.trigger, second.planned_on) == ("law", SOON - timedelta(days=30))


def test_an_overdue_policy_stays_due_when_it_was(trust_policy: PolicyVersion, people: Any) -> None:
    review = forward(trust_policy, people.publisher)
    trust_policy.refresh_from_db()
    assert trust_policy.review_due_on == review.planned_on == date(2022, 7, 31)


def test_nobody_brings_forward_what_is_retired_and_reads_why(in_force: PolicyVersion, people: Any) -> None:
    review = Review.plan(in_force, by=people.publisher)
    review.hold(by=people.publisher, held_on=TODAY, outcome="retired", evidence="Merged into another policy")
    review.confirm(by=people.approver)
    in_force.refresh_from_db()
    assert (in_force.status, in_force.superseded_on) == ("retired", TODAY)
    assert not in_force.is_in_force
    with pytest.raises(ValidationError, match="retired on 22 November 2026, so there is no review"):
        forward(in_force, people.publisher)


@pytest.mark.rule("R-216", "E")
def test_reaffirming_is_a_new_approval_of_the_same_words(in_force: PolicyVersion, people: Any) -> None:
    digest, latest = in_force.content_digest, date(2029, 11, 22)
    review = Review.plan(in_force, by=people.publisher)
    review.hold(
        by=people.publisher, held_on=TODAY, outcome="reaffirmed", evidence="All read it", next_due_on=latest
    )
    in_force.refresh_from_db()
    assert in_force.review_due_on != latest  # nothing has been approved yet
    with pytest.raises(ValidationError, match="another person confirms it"):
        review.confirm(by=people.publisher)
    review.confirm(by=people.approver)
    in_force.refresh_from_db()
    assert (in_force.review_due_on, in_force.reaffirmed_on) == (latest, TODAY)
    assert in_force.content_digest == digest
    assert in_force.is_in_force
    assert not Task.objects.undone().filter(about_reference=review.reference).exists()


@pytest.mark.rule("R-216", "E")
def test_not_even_a_reaffirmed_policy_goes_beyond_three_years(in_force: PolicyVersion, people: Any) -> None:
    review = Review.plan(in_force, by=people.publisher)
    beyond = date(2029, 11, 23)
    review.hold(by=people.publisher, held_on=TODAY, outcome="reaffirmed", evidence="a", next_due_on=beyond)
    with pytest.raises(ValidationError, match="within three years"):
        review.confirm(by=people.approver)


def test_a_second_person_may_send_it_back_with_a_reason(in_force: PolicyVersion, people: Any) -> None:
    review = Review.plan(in_force, by=people.publisher)
    review.hold(by=people.publisher, held_on=TODAY, outcome="retired", evidence="Nobody reads it")
    review.send_back(by=people.approver, reason="Staff asked for it last week")
    assert (review.status, review.outcome) == ("planned", "")
    again = Task.objects.undone().get(about_reference=review.reference)
    assert again.what.endswith("again")


@pytest.mark.rule("R-214")
def test_revised_opens_a_revision_that_the_approval_of_new_words_ends(
    in_force: PolicyVersion, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review.plan(in_force, by=people.publisher)
    review.hold(by=people.publisher, held_on=TODAY, outcome="revised", evidence="Live calls are missing")
    revision = Revision.objects.get()
    assert (review.status, revision.review, revision.due_on) == ("closed", review, date(2027, 2, 22))
    assert Task.objects.undone().get(about_reference=revision.reference).due_on == date(2027, 2, 22)
    in_force.refresh_from_db()
    assert in_force.is_in_force
    second = start_next_version(in_force, by=people.drafter)
    signed = {"status": "ratified", "content_digest": "b" * 64}
    QuerySet(PolicyVersion).filter(pk=second.pk).update(**signed)  # its own way is told elsewhere
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2027-02-22T22:00:00+00:00")
    words = PolicyVersion.objects.get(pk=second.pk)
    words.approve(by=people.approver, review_due_on=date(2028, 2, 1), approved_by_whom="Group")
    revision.refresh_from_db()
    assert (revision.status, revision.done_on, revision.version) == ("done", date(2027, 2, 22), words)
    assert not Task.objects.undone().filter(about_reference=revision.reference).exists()
    share = revisions_in_time(clock.today())
    assert (share.done, share.of) == (1, 1)


def test_a_revision_is_reminded_of_once_a_reminder_day(in_force: PolicyVersion, people: Any) -> None:
    review = Review.plan(in_force, by=people.publisher)
    review.hold(by=people.publisher, held_on=TODAY, outcome="revised", evidence="Live calls are missing")
    due = Revision.objects.get().due_on
    for days in (-40, -30, -29, -7, 0, 6, 7, 7):
        remind_of_revisions(due + timedelta(days=days))
    told = Message.objects.filter(key__startswith="revision:")
    assert [message.to for message in told] == [in_force.owner] * 4
    assert "is 7 days late" in told.last().body


def test_a_department_that_chose_a_shorter_time_keeps_to_it(in_force: PolicyVersion, people: Any) -> None:
    with acting_as(people.publisher):
        Setting(
            name="policy-review-months",
            value=12,
            reason="Much changes",
            set_by=people.publisher,
            department=in_force.policy.department,
        ).save()
    review = Review.plan(in_force, by=people.publisher)
    later = date(2027, 11, 23)
    review.hold(by=people.publisher, held_on=TODAY, outcome="reaffirmed", evidence="a", next_due_on=later)
    with pytest.raises(ValidationError, match="22 November 2027 or an earlier day"):
        review.confirm(by=people.approver)


def test_a_review_lapses_when_another_version_takes_the_place(in_force: PolicyVersion, people: Any) -> None:
    review = forward(in_force, people.publisher)
    second = start_next_version(in_force, by=people.drafter)
    QuerySet(PolicyVersion).filter(pk=second.pk).update(status="approved", content_digest="b" * 64)
    in_force.supersede(by=people.publisher, successor=PolicyVersion.objects.get(pk=second.pk))
    review.refresh_from_db()
    assert review.status == "lapsed"
    with pytest.raises(WrongState):
        review.hold(by=people.publisher, held_on=TODAY, outcome="revised", evidence="a")


def test_a_risk_assessment_is_reviewed_and_ends_only_with_its_version(
    in_force: PolicyVersion, people: Any
) -> None:
    assessment = RiskAssessment.objects.get(version=in_force)
    review = forward(assessment, people.publisher, "incident")
    assessment.refresh_from_db()
    assert assessment.review_due_on == SOON
    review.hold(
        by=people.publisher, held_on=TODAY, outcome="reaffirmed", evidence="Scored again", next_due_on=SOON
    )
    review.confirm(by=people.approver)
    assessment.refresh_from_db()
    assert assessment.reaffirmed_on == TODAY
    assert not [gap for gap in in_force.obstacles() if "validated" in gap.says]
    with pytest.raises(ValidationError, match="ends with its version"):
        assessment.retire(by=people.approver)


def test_days_out_of_order_are_told_apart(in_force: PolicyVersion, people: Any) -> None:
    review = Review.plan(in_force, by=people.publisher)
    given = {"outcome": "revised", "evidence": "a"}
    with pytest.raises(ValidationError, match="a day that has been"):
        review.hold(by=people.publisher, held_on=TODAY + timedelta(days=1), **given)
    with pytest.raises(ValidationError, match="before it was approved"):
        review.hold(by=people.publisher, held_on=TODAY - timedelta(days=1), **given)
    with pytest.raises(ValidationError, match="day of the next review"):
        review.hold(by=people.publisher, held_on=TODAY, outcome="reaffirmed", evidence="a")
    with pytest.raises(ValidationError, match="what shows that"):
        review.hold(by=people.publisher, held_on=TODAY, outcome="revised", evidence="  ")


def test_one_review_is_open_at_a_time_and_only_some_may_hold_it(
    in_force: PolicyVersion, people: Any, radiographer: Any
) -> None:
    Review.plan(in_force, by=people.publisher)
    with pytest.raises(IntegrityError, match="version_has_one_review_open"):
        Review.plan(in_force, by=people.publisher)
    with pytest.raises(PermissionDenied):
        forward(in_force, radiographer)
    review = Review.objects.get()
    with pytest.raises(PermissionDenied):
        review.hold(by=radiographer, held_on=TODAY, outcome="revised", evidence="a")


def test_the_database_keeps_the_second_person_another(in_force: PolicyVersion, people: Any) -> None:
    review = Review.plan(in_force, by=people.publisher)
    review.confirmed_by = review.held_by = people.publisher
    with (
        acting_as(people.publisher),
        pytest.raises(IntegrityError, match="review_is_confirmed_by_another_person_than_held_it"),
    ):
        review.save()


@pytest.mark.rule("R-219", "N")
def test_the_owner_hears_when_a_source_that_the_policy_names_is_superseded(
    in_force: PolicyVersion, trust_policy: PolicyVersion, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading.load_sources(people.drafter)
    source = Source.objects.exclude(cited_as=[]).first()
    naming = PolicyVersion.objects.filter(pk=in_force.pk)
    monkeypatch.setattr(early, "versions_citing", lambda _: naming)
    early.source_overtaken(source, people.publisher)
    review = Review.objects.get()
    assert (review.version, review.trigger) == (in_force, "law")
    assert review.planned_on == TODAY + timedelta(days=90)
    message = Message.objects.get(to=in_force.owner, key__startswith="review-hold:")
    assert source.title in message.body
