"""The event log takes inserts and nothing else, on both databases."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from recordings_gov.audit import log, triggers
from recordings_gov.audit.models import Event, Payload
from recordings_gov.pages import timeline
from recordings_gov.patients.models import Patient

TABLES = ("audit_event", "audit_payload")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor_label = 'somebody else'",
        "UPDATE audit_payload SET body = '{}'",
        "DELETE FROM audit_payload",
        "DELETE FROM audit_event",
    ],
)
def test_the_database_itself_refuses_to_change_an_event(patient: Patient, statement: str) -> None:
    with pytest.raises(DatabaseError):
        run(statement)
    assert Event.objects.about(patient).get().actor_label == "arranging a test"


def test_a_replaced_row_does_not_slip_past_the_triggers(patient: Patient) -> None:
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError):
            run("TRUNCATE audit_event CASCADE")
        return
    with pytest.raises(DatabaseError):
        run("INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event")


def test_events_refuse_python_too(patient: Patient) -> None:
    with pytest.raises(TypeError):
        Event.objects.all().update(actor_label="x")
    with pytest.raises(TypeError):
        Payload.objects.all().delete()


def test_the_digest_proves_the_payload(patient: Patient) -> None:
    event = Event.objects.about(patient).get()
    payload = event.payload
    assert event.payload_digest == log.digest(payload.body, payload.salt)
    assert event.payload_digest != log.digest(payload.body | {"family_name": "Other"}, payload.salt)


def test_a_reading_is_an_event_of_its_own_and_not_in_the_timeline(patient: Patient, setting_up: None) -> None:
    log.read(patient)
    assert [entry["title"] for entry in timeline.entries(patient)] == ["Created"]
    assert Event.objects.about(patient).latest("id").action == "patient.read"


def test_an_event_without_person_or_job_is_refused(patient: Patient) -> None:
    event, _ = prepared_by_nobody(patient)
    with pytest.raises(DatabaseError, match="event_has_a_person_or_a_job"), transaction.atomic():
        event.save(force_insert=True)


def prepared_by_nobody(patient: Patient) -> tuple[Event, Any]:
    from recordings_gov.audit.acting import acting_as

    with acting_as(None, job="x"):
        event, payload = log.prepared("patient.read", "patients.patient", patient.pk, {})
    event.on_behalf_of_job = ""
    return event, payload


@pytest.mark.django_db
def test_the_application_role_has_insert_and_select_alone() -> None:
    if connection.vendor == "sqlite":
        assert triggers.missing() == []  # SQLite has no roles: the triggers are all there is.
        return
    rights = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"]
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                "SELECT has_table_privilege(current_user, %s, name) FROM unnest(%s::text[]) AS name",
                [table, rights],
            )
            assert [row[0] for row in cursor.fetchall()] == [True, True, False, False, False]
