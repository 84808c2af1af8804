"""Which version answers for a department on a day, and what happens when none does."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.decisions import Situation, stance_for
from policies.matrix import matrix_of, telling_of, version_for
from policies.missing import ask_for_policy
from policies.models import PolicyVersion
from policies.operations import draft_version
from policies.stances import DIMENSIONS
from policies.starter import loading
from policies.starter.files import read
from recordings_gov import clock
from recordings_gov.notifications.models import Task
from recordings_gov.pages.needs import needs_of


def trust_wide(people: Any) -> PolicyVersion:
    return loading.bring_into_force(loading.draft_starter_policy(people.drafter, None), people)


def test_the_departments_own_policy_comes_before_the_trusts(
    in_force: PolicyVersion,
    people: Any,
    department: Any,
    other_department: Any,
    django_assert_num_queries: Any,
) -> None:
    loading.set_contacts(people.publisher, None)
    trusts = trust_wide(people)
    with django_assert_num_queries(1):
        assert version_for(department, clock.today()) == in_force
    assert version_for(other_department, clock.today()) == trusts


def test_before_a_policy_held_there_was_none(in_force: PolicyVersion, department: Any) -> None:
    assert version_for(department, clock.today() - timedelta(days=1)) is None


def test_a_policy_without_stances_is_not_asked(trust_policy: PolicyVersion, department: Any) -> None:
    assert version_for(department, clock.today(), "we_record_patients") is None


def test_a_draft_answers_nothing(draft: PolicyVersion, department: Any) -> None:
    assert version_for(department, clock.today()) is None


@pytest.mark.rule("R-217")
def test_an_overdue_policy_still_answers(in_force: PolicyVersion, department: Any) -> None:
    assert version_for(department, in_force.review_due_on + timedelta(days=400)) == in_force


def in_order(rows: Any) -> list[Any]:
    """The same situation is kept in one order of its words, however the file wrote it."""
    return [replace(row, **{name: tuple(sorted(getattr(row, name))) for name in DIMENSIONS}) for row in rows]


def test_a_version_says_what_its_file_said(in_force: PolicyVersion, matrix: Any) -> None:
    assert in_order(matrix_of(in_force).rows) == in_order(matrix.rows)
    assert matrix_of(in_force).conditions == matrix.conditions
    assert matrix_of(in_force).zones == matrix.zones
    assert telling_of(in_force) == read("telling")


def test_a_version_in_force_is_read_once(in_force: PolicyVersion) -> None:
    matrix_of(in_force)
    with CaptureQueriesContext(connection) as asked:
        matrix_of(in_force)
    assert not asked.captured_queries


def test_a_draft_is_read_as_it_is_now(draft: PolicyVersion, people: Any) -> None:
    before = len(matrix_of(draft).rows)
    second = draft_version(draft.policy, by=people.drafter)
    assert before == 28
    second.matrix = draft.matrix
    assert matrix_of(second).rows == ()


def test_without_a_policy_the_starter_list_is_told() -> None:
    assert telling_of(None) == read("telling")
    assert stance_for(Situation("examination", "mri", ("video",)), matrix_of(None)).safety


def test_the_governance_lead_is_asked_once_for_a_missing_policy(
    department: Any, radiographer: Any, governance_lead: Any
) -> None:
    ask_for_policy(department, radiographer)
    ask_for_policy(department, radiographer)
    assert Task.objects.count() == 1
    deeds = [need.deed for need in needs_of(governance_lead, clock.today())]
    assert deeds.count("Bring a policy into force: Imaging, patients record us") == 1
