"""A governed record cannot change without history, an event and a name."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from recordings_gov import references
from recordings_gov.accounts.models import Setting
from recordings_gov.audit import log
from recordings_gov.audit.acting import NobodyActs, acting_as
from recordings_gov.audit.models import ConstraintBroken, Event
from recordings_gov.patients.models import Patient


def a_patient(**values: Any) -> Patient:
    return Patient(
        **(
            {
                "nhs_number": "9990001073",
                "family_name": "Test",
                "given_name": "Marigold",
                "birth_date": date(1951, 5, 4),
            }
            | values
        )
    )


def test_a_new_record_leaves_history_and_an_event_with_its_author(radiographer: Any) -> None:
    with acting_as(radiographer):
        patient = a_patient()
        patient.save()
    event = Event.objects.about(patient).get()
    assert (event.action, event.actor, event.actor_label) == ("patient.created", radiographer, "Robin Sample")
    assert event.payload.body["family_name"] == "Test"
    assert patient.history.get().history_user == radiographer


def test_a_change_says_what_stood_before(patient: Patient, radiographer: Any) -> None:
    with acting_as(radiographer):
        patient.given_name = "Mary"
        patient.save()
    event = Event.objects.about(patient).latest("id")
    assert event.payload.body == {"given_name": ["Marigold", "Mary"]}
    assert patient.history.count() == 2


@pytest.mark.django_db
def test_nothing_is_written_when_nobody_acts() -> None:
    with pytest.raises(NobodyActs):
        a_patient().save()
    assert not Patient.objects.exists()


def test_an_actor_does_not_outlive_a_failing_block(radiographer: Any) -> None:
    with pytest.raises(ZeroDivisionError), acting_as(radiographer):
        1 / 0  # noqa: B018
    with pytest.raises(NobodyActs):
        a_patient().save()


def test_when_the_event_cannot_be_written_the_act_is_undone(
    radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr(log, "record", broken)
    with acting_as(radiographer), pytest.raises(RuntimeError):
        a_patient().save()
    assert not Patient.objects.exists()
    assert not Patient.history.exists()


@pytest.mark.parametrize(
    "forbidden",
    [
        lambda rows: rows.update(given_name="x"),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_create([a_patient()]),
        lambda rows: rows.bulk_update([], ["given_name"]),
    ],
)
def test_nobody_writes_behind_the_records_back(patient: Patient, forbidden: Any) -> None:
    with pytest.raises(TypeError):
        forbidden(Patient.objects.all())


def test_nothing_is_deleted(patient: Patient) -> None:
    with pytest.raises(TypeError):
        patient.delete()


def test_a_clash_of_references_draws_again(setting_up: None, monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter(["PAT-0000-0000-0", "PAT-0000-0000-0", "PAT-1111-1111-1"])
    monkeypatch.setattr(references, "new", lambda _: next(draws))
    a_patient().save()
    second = a_patient(nhs_number=None, local_number="NM1")
    second.save()
    assert second.reference == "PAT-1111-1111-1"


def test_a_broken_invariant_names_its_constraint_and_says_it_in_words(setting_up: None) -> None:
    nobody = a_patient(nhs_number=None)
    with pytest.raises(IntegrityError, match="patient_has_a_number") as caught:
        nobody.save()
    assert caught.value.messages == ["Give the NHS number or the local number"]


def test_a_unique_value_in_use_is_said_in_words(patient: Patient, setting_up: None) -> None:
    with pytest.raises(ConstraintBroken, match="NHS number is in use") as caught:
        a_patient().save()
    assert caught.value.is_about("nhs_number")


def test_a_conditional_constraint_is_named_too(department: Any, radiographer: Any, setting_up: None) -> None:
    row = {"name": "person_word", "value": "patient", "reason": "ours", "set_by": radiographer}
    Setting(**row).save()
    with pytest.raises(ConstraintBroken, match="setting_once_trust_wide"):
        Setting(**row).save()


@pytest.mark.parametrize(
    "name", ["Te\x00st", "Te\u202est", "Te\u2066st", "Te\ud800st", "T" + "\u0301" * 12, "x" * 1_000_000]
)
def test_text_that_does_not_belong_in_a_name_is_refused(setting_up: None, name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        a_patient(family_name=name).save()
    assert "family_name" in caught.value.message_dict


@pytest.mark.parametrize("name", ["O'Brien-Łukasz", "محمد", "נועה", "👩\u200d🔬 Ada", "<script>", "{{7*7}}"])
def test_names_of_all_scripts_are_kept_as_written(setting_up: None, name: str) -> None:
    patient = a_patient(family_name=name)
    patient.save()
    patient.refresh_from_db()
    assert patient.family_name == name


def test_two_spellings_of_one_name_are_one(setting_up: None) -> None:
    patient = a_patient(family_name="Ame\u0301lie")
    patient.save()
    assert Patient.objects.filter(family_name="Amélie").exists()


def test_a_failed_save_in_a_transaction_leaves_the_rest_alone(patient: Patient, setting_up: None) -> None:
    with transaction.atomic():
        with pytest.raises(ConstraintBroken):
            a_patient().save()
        a_patient(nhs_number=None, local_number="NM2").save()
    assert Patient.objects.count() == 2
