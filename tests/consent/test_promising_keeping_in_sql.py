"""What the keeping of recordings promises holds in the database, whoever writes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from consent.models import (
    Disposal,
    Fingerprint,
    FingerprintCheck,
    ImageDatabase,
    LegalHold,
    QuarantineOpening,
    QuarantineRelease,
    Recording,
    RecordingCustody,
)
from consent.models.recording_kept import KEPT_CONSTRAINTS
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from tests.consent.endings import recorded

AN_INSERT = {RecordingCustody, Fingerprint}
BROKEN: dict[type, dict[str, str]] = {
    Recording: {
        "recording_has_a_custodian": "custodian = ''",
        "recording_is_kept_in_a_place_that_is_allowed": "place_kind = 'laptop', place = 'x'",
        "recording_in_a_database_names_it": "place_kind = 'database', place = 'x'",
        "recording_kept_until_a_day_names_the_rule": "keep_until = NULL",
        "recording_that_left_the_trust_has_its_retention_rule": (
            "place_kind = 'outside', place = 'x', retention_rule = '', keep_until = NULL"
        ),
        "recording_made_by_staff_is_the_trusts_copyright": "copyright_owner = 'giver'",
        "recording_is_destroyed_after_retention_and_never_on_hold": "status = 'destroyed'",
    },
    LegalHold: {
        "legal_hold_says_why": "because = ''",
        "legal_hold_is_lifted_by_somebody_with_a_reason": "lifted_because = 'x'",
    },
    Disposal: {
        "disposal_comes_after_retention_and_says_why": "keep_until = proposed_on",
        "disposal_is_decided_by_a_second_person": (
            "decided_by_id = proposed_by_id, decided_at = created_at, is_agreed = TRUE, decided_because = 'x'"
        ),
        "disposal_is_carried_out_once_agreed": (
            "destroyed_by_id = proposed_by_id, destroyed_at = created_at, how = 'x'"
        ),
    },
    QuarantineOpening: {
        "quarantine_is_opened_on_a_stated_ground": "ground_reference = ''",
        "quarantine_opening_is_reviewed_by_another_person": (
            "reviewed_by_id = by_id, reviewed_at = at, was_right = TRUE, review_says = 'x'"
        ),
    },
    QuarantineRelease: {
        "quarantine_is_left_by_a_new_form_or_a_clinicians_reason": "clinician_id = NULL",
        "quarantine_release_is_agreed_by_a_second_person": (
            "decided_by_id = proposed_by_id, decided_at = proposed_at, is_agreed = TRUE,"
            " decided_because = 'x'"
        ),
    },
    FingerprintCheck: {"fingerprint_check_found_the_same_at_a_moment": "found = 'same'"},
    ImageDatabase: {
        "image_database_says_what_it_is": "owner = ''",
        "image_database_is_proposed_by_somebody": "proposed_by_id = NULL",
        "image_database_is_decided_on_by_a_second_person": (
            "status = 'refused', decided_by_id = proposed_by_id, decided_at = created_at,"
            " decided_because = 'x'"
        ),
        "image_database_authorised_has_its_review": (
            "status = 'authorised', decided_at = created_at, decided_because = 'x',"
            " decided_by_id = (SELECT MAX(id) FROM accounts_user WHERE id <> proposed_by_id)"
        ),
    },
    RecordingCustody: {
        "recording_custody_is_one_of_the_known_steps": "'lost' AS step",
        "recording_custody_names_who_did_it": "NULL AS by_id",
        "recording_custody_is_not_dated_in_the_future": "'2999-01-01' AS at",
    },
    Fingerprint: {"fingerprint_is_there": "'' AS sha256"},
}


@pytest.mark.rule("R-182", "E")
@pytest.mark.rule("R-183", "E")
@pytest.mark.rule("R-247", "E")
@pytest.mark.both
def test_the_database_itself_refuses(
    signed_form: Any,
    media_studio: Any,
    medical_records: Any,
    ig_manager: Any,
    consultant: Any,
    head_of_media_studio: Any,
) -> None:
    row = recorded(signed_form, media_studio)
    over = clock.today() - timedelta(days=1)
    row.look_up_retention(by=media_studio, retention_rule="Imaging, 8 years", keep_until=over)
    row.give_fingerprint(by=media_studio, sha256="a" * 64)
    row.propose_disposal(by=medical_records, because="Its time is over")
    row.set_legal_hold(by=ig_manager, because="A claim")
    row.quarantine(by=media_studio, reason="A bystander is in it")
    row.open_in_quarantine(
        by=ig_manager, ground="safeguarding", ground_reference="S-1", reason="The social worker asks for it"
    )
    row.propose_release(by=head_of_media_studio, ground="harm", clinician=consultant, because="Care needs it")
    ImageDatabase.propose(by=consultant, name="Atlas", owner="Us", place="Server", holds="Skin")
    with acting_as(None, job="arranging a test"):
        FingerprintCheck(recording=row, found="missing", at=clock.now()).save()
    for model in BROKEN:
        _refused(model, model._base_manager.order_by("pk").first().pk)


def _refused(model: Any, pk: int) -> None:
    for name, broken in BROKEN[model].items():
        with (
            pytest.raises(IntegrityError, match=name),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                _inserting(model, broken) if model in AN_INSERT else _changing(model, broken), [pk]
            )


def _changing(model: Any, broken: str) -> str:
    return f"UPDATE {model._meta.db_table} SET {broken} WHERE id = %s"  # noqa: S608


def _inserting(model: Any, broken: str) -> str:
    """What is written once is broken as it is written: a copy of the row, with one column wrong."""
    value, _, wrong = broken.partition(" AS ")
    quote = connection.ops.quote_name
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    casts = {
        "at": f"CAST({value} AS timestamp with time zone)" if connection.vendor == "postgresql" else value
    }
    chosen = ", ".join(casts.get(each, value) if each == wrong else quote(each) for each in columns)
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(map(quote, columns))})"  # noqa: S608
        f" SELECT {chosen} FROM {model._meta.db_table} WHERE id = %s"
    )


def test_every_promise_of_keeping_is_broken_once_above() -> None:
    for model in set(BROKEN) - {Recording}:
        alone = {each.name for each in model._meta.constraints if isinstance(each, CheckConstraint)}
        assert set(BROKEN[model]) == alone, model
    assert {each.name for each in KEPT_CONSTRAINTS} == set(BROKEN[Recording])
