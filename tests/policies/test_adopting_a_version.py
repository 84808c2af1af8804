"""A version approved before this software: in force with what is known, its gaps shown."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from policies.models import PolicyVersion, Source, VersionStatus
from policies.operations import draft_version
from policies.starter import loading
from recordings_gov.workflow import WrongState

KNOWN = {"approved_on": date(2019, 7, 1), "approved_by_whom": "The Trust", "evidence": "Printed on it"}


@pytest.mark.rule("R-216")
@pytest.mark.rule("R-217")
def test_the_trusts_policy_is_in_force_and_overdue(trust_policy: PolicyVersion) -> None:
    today = date(2026, 11, 22)
    assert trust_policy.number == 7
    assert trust_policy.is_in_force
    assert trust_policy.review_due_on == date(2022, 7, 31)
    assert trust_policy.review_due_precision == "month"
    assert trust_policy.days_overdue(today) == 1575
    assert PolicyVersion.objects.overdue(today).get() == trust_policy
    assert PolicyVersion.objects.in_force_on(today).get() == trust_policy


@pytest.mark.rule("R-217")
def test_a_review_due_in_a_month_is_not_overdue_before_the_month_is_over(trust_policy: PolicyVersion) -> None:
    assert not PolicyVersion.objects.overdue(date(2022, 7, 31)).exists()
    assert PolicyVersion.objects.overdue(date(2022, 8, 1)).exists()


def test_what_is_not_known_is_a_gap_and_stays_one(trust_policy: PolicyVersion) -> None:
    assert [gap.says for gap in trust_policy.obstacles()] == [
        "No owner is named",
        "No management sponsor is named",
        "No consultation is recorded",
        "It has not been validated",
        "It has not been ratified",
        "The Data Protection Officer has not signed it off",
        "The employer has not endorsed it",
        "Its approval here is not recorded",
        "Its text is not held here",
        "Its place in the document management system is not known",
    ]


def test_only_the_first_version_of_a_policy_is_adopted(trust_policy: PolicyVersion, people: Any) -> None:
    second = draft_version(trust_policy.policy, by=people.drafter)
    assert second.number == 8
    with pytest.raises(ValidationError, match="Only the first version"):
        second.adopt(by=people.publisher, **KNOWN)


def test_a_version_is_adopted_once(trust_policy: PolicyVersion, people: Any) -> None:
    with pytest.raises(WrongState):
        trust_policy.adopt(by=people.publisher, **KNOWN)


def test_nobody_adopts_what_they_entered(draft: PolicyVersion, governance_lead: Any, people: Any) -> None:
    version = loading._policy(governance_lead, "x", "X", None, "we_record_patients", holds_stances=False)[0]
    entered = draft_version(version, by=governance_lead)
    with pytest.raises(IntegrityError, match="version_is_signed_by_another_person_than_its_drafter"):
        entered.adopt(by=governance_lead, **KNOWN)


@pytest.mark.parametrize("missing", ["approved_by_whom", "evidence"])
def test_a_version_is_not_adopted_on_nothing(draft: PolicyVersion, people: Any, missing: str) -> None:
    with pytest.raises(IntegrityError, match="version_adopted_with_evidence"):
        draft.adopt(by=people.publisher, **KNOWN | {missing: ""})
    draft.refresh_from_db()
    assert draft.status == VersionStatus.DRAFT


@pytest.mark.rule("R-219", "P")
def test_the_five_sources_keep_their_dates_as_printed(people: Any) -> None:
    loading.load_sources(people.drafter)
    loading.load_sources(people.drafter)
    dates = Source.objects.order_by("pk").values_list("dated_on", "dated_precision", "standing")
    assert list(dates[:5]) == [
        (None, "undated", "current"),
        (None, "undated", "current"),
        (date(2015, 7, 16), "day", "current"),
        (date(2019, 7, 31), "month", "current"),
        (date(2016, 12, 31), "year", "issuer_closed"),
    ]


def test_loading_twice_adds_nothing(
    trust_policy: PolicyVersion, draft: PolicyVersion, people: Any, department: Any
) -> None:
    assert loading.adopt_trust_policy(people.drafter, people.publisher) == trust_policy
    assert loading.draft_starter_policy(people.drafter, department) == draft
    assert PolicyVersion.objects.count() == 2


def test_the_starter_policys_sections_keep_the_numbers_its_text_refers_to(draft: PolicyVersion) -> None:
    titles = dict(draft.sections.values_list("number", "title"))
    assert titles[12] == "Safety, and not getting in the way"
    assert titles[17] == "Sharing and misuse"
    assert titles[27] == "Sources and legal status"
