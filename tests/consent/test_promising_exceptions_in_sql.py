"""What each exception promises holds in the database, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from consent.models import Anonymisation, ParentsTold, Procedure, Recording, RecordingAuthority
from consent.models.recording_exception import EXCEPTION_CONSTRAINTS
from recordings_gov import clock
from tests.consent.exceptions import SHOWN, protected_and_signed, without_consent
from tests.consent.test_listing_tests_that_record import GASTRIC, capture

pytestmark = pytest.mark.django_db

BROKEN: dict[type, dict[str, str]] = {
    Procedure: {
        "procedure_is_listed_by_two_people": "status = 'listed'",
        "procedure_names_its_exception_and_reason": "exception = 'camera'",
        "procedure_off_the_list_says_why": (
            "status = 'retired', decided_by_id = {other}, decided_at = created_at"
        ),
    },
    RecordingAuthority: {
        "authority_says_why_vital_interests_call_for_it": "because = ''",
        "authority_about_an_injury_has_both_statements": "ground = 'non_accidental_injury'",
        "authority_about_abuse_has_its_proof": "ground = 'adult_abuse'",
        "authority_for_litigation_has_a_second_signature": "ground = 'litigation'",
        "authority_is_signed_by_two_different_people": "second_by_id = consultant_id",
    },
    Anonymisation: {"anonymisation_says_what_was_done": "how = ''"},
    ParentsTold: {"parents_are_told_or_it_waits_for_a_reason": "who = ''"},
}
OF_A_TEST = {
    "recording_has_the_evidence_of_its_basis": "procedure_code = ''",
    "recording_part_of_a_test_comes_after_they_were_told": "captured_at = '2001-01-01'",
    "recording_part_of_a_test_says_if_anonymous_use_was_told": "anonymous_use_told = ''",
}
OF_AN_AUTHORITY = {
    "recording_comes_after_its_authority": "captured_at = '2001-01-01'",
    "recording_without_consent_is_restricted": "access = 'ordinary'",
    "recording_has_the_evidence_of_its_basis": "authority_id = NULL",
}
OF_AN_OFFICER = {"recording_by_an_officers_yes_comes_after_the_signatures": "captured_at = '2001-01-01'"}


def refused(model: Any, pk: int, broken: dict[str, str], **words: Any) -> None:
    for name, change in broken.items():
        statement = f"UPDATE {model._meta.db_table} SET {change.format(**words)} WHERE id = %s"  # noqa: S608
        with (
            pytest.raises(IntegrityError, match=name),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [pk])


@pytest.mark.rule("R-064", "E")
@pytest.mark.rule("R-158", "E")
@pytest.mark.rule("R-159", "E")
@pytest.mark.rule("R-160", "E")
@pytest.mark.rule("R-161", "E")
@pytest.mark.rule("R-162", "E")
@pytest.mark.both
def test_the_database_itself_refuses(
    consultant: Any, media_studio: Any, ig_manager: Any, department: Any, patient: Any
) -> None:
    asked = Procedure.propose(by=consultant, **GASTRIC)
    refused(Procedure, asked.pk, BROKEN[Procedure], other=ig_manager.pk)
    form = without_consent(consultant, department, "vital_interests")
    given = RecordingAuthority.give(by=consultant, form=form, is_in_charge=True)
    refused(RecordingAuthority, given.pk, BROKEN[RecordingAuthority])
    made = Recording.capture(by=media_studio, form=form, captured_at=clock.now(), **SHOWN)
    refused(Recording, made.pk, OF_AN_AUTHORITY)
    tested = capture(media_studio, department, patient)
    refused(Recording, tested.pk, OF_A_TEST)
    tested.keep_anonymised(by=media_studio, how="Face taken out")
    refused(Anonymisation, tested.anonymisations.get().pk, BROKEN[Anonymisation])


@pytest.mark.rule("R-152", "E")
def test_what_follows_an_officers_yes_is_refused_in_sql(
    consultant: Any, media_studio: Any, department: Any
) -> None:
    form = protected_and_signed(consultant, department)
    made = Recording.capture(by=media_studio, form=form, captured_at=clock.now(), **SHOWN)
    refused(Recording, made.pk, OF_AN_OFFICER)
    form.tell_parents(by=consultant, told_at=clock.now(), who="The mother")
    refused(ParentsTold, form.parents_told.get().pk, BROKEN[ParentsTold])


def test_every_promise_of_an_exception_is_broken_once_above() -> None:
    for model, broken in BROKEN.items():
        alone = {each.name for each in model._meta.constraints if isinstance(each, CheckConstraint)}
        assert set(broken) == alone
    here = {*OF_A_TEST, *OF_AN_AUTHORITY, *OF_AN_OFFICER}
    assert {each.name for each in EXCEPTION_CONSTRAINTS} == here - {"recording_has_the_evidence_of_its_basis"}
