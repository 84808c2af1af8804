"""What an ending promises holds in the database, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from consent.models import ConsentForm, Invalidation, Permission, RecordingStop, Withdrawal
from consent.models.ending_form import FORM_ENDS
from consent.models.ending_permission import PERMISSION_ENDS
from recordings_gov import clock
from tests.consent.conftest import born
from tests.consent.endings import childs, invalid, recorded, stopped, taken_back

pytestmark = pytest.mark.django_db

BROKEN: dict[type, dict[str, str]] = {
    Withdrawal: {
        "withdrawal_was_said_before_it_was_written_down": "said_at = '2999-01-01'",
        "withdrawal_names_who_decides_for_the_patient": "who = 'attorney', who_name = ''",
        "withdrawal_that_was_answered_says_when_and_by_whom": "status = 'told'",
        "withdrawal_of_a_child_goes_back_to_the_clinician_with_words": "clinician_words = 'x'",
    },
    Invalidation: {
        "invalidation_says_what_was_found": "words = ''",
        "invalidation_of_what_was_recorded_is_an_incident": "incident_reference = ''",
        "invalidation_told_says_when_and_by_whom": "status = 'told'",
    },
    RecordingStop: {
        "stop_is_not_dated_in_the_future": "stopped_at = '2999-01-01'",
        "stop_for_something_else_says_what": "why = 'other'",
        "stop_for_good_is_never_lifted_and_keeps_no_part": "is_for_good = TRUE, part = 'kept'",
        "stop_is_lifted_with_who_agreed": "resumed_words = 'x'",
    },
    Permission: {
        "permission_that_ended_says_when_and_by_whose_word": "status = 'withdrawn'",
        "permission_that_came_out_is_a_named_use_and_says_where": "came_out_where = 'x'",
    },
    ConsentForm: {"consent_form_that_was_replaced_names_the_newer_one": "status = 'superseded'"},
}


@pytest.mark.rule("R-133", "E")
@pytest.mark.rule("R-144", "E")
@pytest.mark.rule("R-155", "E")
@pytest.mark.both
def test_the_database_itself_refuses(signed_form: Any, media_studio: Any, ig_manager: Any) -> None:
    recorded(signed_form, media_studio)
    stopped(signed_form, media_studio)
    taken_back(signed_form, media_studio, permissions=[signed_form.permissions.get(kind="teaching").pk])
    given = signed_form.permissions.get(kind="record")
    _refused(Permission, given.pk)
    _refused(ConsentForm, signed_form.pk)
    invalid(signed_form, ig_manager)
    for model in (Withdrawal, Invalidation, RecordingStop):
        _refused(model, model.objects.get().pk)


def _refused(model: Any, pk: int) -> None:
    for name, broken in BROKEN[model].items():
        statement = f"UPDATE {model._meta.db_table} SET {broken} WHERE id = %s"  # noqa: S608
        with (
            pytest.raises(IntegrityError, match=name),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [pk])


@pytest.mark.rule("R-080", "E")
def test_a_childs_stop_is_not_lifted_even_in_sql(consultant: Any, department: Any, media_studio: Any) -> None:
    form = childs(consultant, department, born(clock.today().year - 8), "secondary")
    stopped(form, media_studio, why="distress", part="nothing")
    statement = (
        "UPDATE consent_recordingstop SET resumed_at = stopped_at, resumed_by_id = by_id, resumed_words = 'x'"
    )
    with (
        pytest.raises(IntegrityError, match="stop_for_good"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_every_promise_of_an_ending_is_broken_once_above() -> None:
    for model in (Withdrawal, Invalidation, RecordingStop):
        alone = {each.name for each in model._meta.constraints if isinstance(each, CheckConstraint)}
        assert set(BROKEN[model]) == alone
    assert {each.name for each in PERMISSION_ENDS} == set(BROKEN[Permission])
    assert {each.name for each in FORM_ENDS} == set(BROKEN[ConsentForm])
