"""Many rows go through one named door, and leave what single rows leave."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import F, JSONField, Value

from recordings_gov import references
from recordings_gov.accounts.models import Membership, Setting, User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit import bulk, log
from recordings_gov.audit.acting import NobodyActs, acting_as
from recordings_gov.audit.bulk import write_alike, write_set, write_set_changes, write_set_from
from recordings_gov.audit.models import ConstraintBroken, Event
from recordings_gov.patients.models import Patient

MANY = 300


def patients(count: int = MANY) -> list[Patient]:
    return [
        Patient(local_number=f"NM{number}", family_name="Test", given_name="Many", birth_date="1951-05-04")
        for number in range(count)
    ]


def test_each_row_has_its_history_its_event_and_a_reference_of_its_own(radiographer: Any) -> None:
    made = write_set(Patient, patients(), "patient.imported", radiographer)

    assert len({patient.reference for patient in Patient.objects.all()}) == MANY
    assert Patient.history.filter(history_type="+", history_user=radiographer).count() == MANY
    event = Event.objects.about(made[7]).get()
    assert (event.action, event.actor, event.object_id) == ("patient.imported", radiographer, made[7].pk)
    assert event.payload.body["local_number"] == "NM7"
    assert event.payload_digest == log.digest(event.payload.body, event.payload.salt)


def test_the_history_says_what_the_row_says(radiographer: Any) -> None:
    made = write_set(Patient, patients(2), "patient.imported", radiographer)
    kept = made[0].history.get()
    for field in (
        "id",
        "reference",
        "local_number",
        "family_name",
        "birth_date",
        "changed_at",
        "access_needs",
    ):
        assert getattr(kept, field) == getattr(Patient.objects.get(pk=made[0].pk), field)


def test_a_job_may_be_the_author_and_one_event_may_name_them_all(db: None) -> None:
    made = write_set(Patient, patients(), "patient.imported", "nightly import", as_one=True)

    event = Event.objects.get(action="patient.imported")
    assert (event.actor, event.on_behalf_of_job) == (None, "nightly import")
    assert event.payload.body == {"ids": [patient.pk for patient in made]}
    assert Patient.history.count() == MANY


def test_nobody_is_no_author(db: None) -> None:
    with pytest.raises(NobodyActs):
        write_set(Patient, patients(1), "patient.imported", None)
    assert not Patient.objects.exists()


def test_one_broken_row_stops_them_all_and_names_its_constraint(patient: Patient, radiographer: Any) -> None:
    before = Event.objects.count()
    rows = patients(3)
    rows[1].local_number = None
    with pytest.raises(IntegrityError, match="patient_has_a_number"), transaction.atomic():
        write_set(Patient, rows, "patient.imported", radiographer)
    assert list(Patient.objects.all()) == [patient]
    assert Patient.history.count() == 1
    assert Event.objects.count() == before


def test_text_that_does_not_belong_in_a_record_is_refused_in_a_set_too(radiographer: Any) -> None:
    rows = patients(2)
    rows[1].family_name = "Te\u202est"
    with pytest.raises(ValidationError):
        write_set(Patient, rows, "patient.imported", radiographer)
    assert not Patient.objects.exists()


def test_changes_of_many_say_what_stood_before(radiographer: Any) -> None:
    write_set(Patient, patients(), "patient.imported", "import")
    rows = list(Patient.objects.order_by("pk"))
    for patient in rows[: MANY - 1]:
        patient.language = "cy"

    changed = write_set_changes(Patient, rows, "patient.translated", radiographer)

    assert len(changed) == MANY - 1
    assert Patient.objects.filter(language="cy").count() == MANY - 1
    assert Patient.history.filter(history_type="~", language="cy").count() == MANY - 1
    assert Event.objects.about(rows[0]).latest("id").payload.body == {"language": ["en", "cy"]}
    assert not rows[0].unsaved()


def test_the_number_of_statements_does_not_grow_with_the_rows(
    radiographer: Any, django_assert_max_num_queries: Any
) -> None:
    rows = [Setting(name=f"n{number}", value=1, reason="ours", set_by=radiographer) for number in range(60)]
    with django_assert_max_num_queries(10):
        write_set(Setting, rows, "setting.imported", radiographer)


def test_a_row_written_by_the_set_can_be_changed_by_itself(radiographer: Any) -> None:
    [patient] = write_set(Patient, patients(1), "patient.imported", "import")
    with acting_as(radiographer):
        patient.given_name = "Changed"
        patient.save()
    assert patient.history.count() == 2


def a_role_for_everybody() -> Any:
    return User.objects.values(user_id=F("pk"), role=Value(Role.STUDENT.value))


def test_a_query_writes_its_rows_with_history_and_one_event_and_the_second_time_none(
    radiographer: User, colleague: User, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(5 if connection.vendor == "postgresql" else 6):
        ids = write_set_from(Membership, a_role_for_everybody(), "membership.given", "the yearly intake")

    made = Membership.objects.filter(role=Role.STUDENT)
    assert sorted(ids) == sorted(made.values_list("pk", flat=True))
    assert {row.user_id for row in made} == {radiographer.pk, colleague.pk}
    assert all(row.department_id is None and row.created_at and row.changed_at for row in made)
    assert Membership.history.filter(id__in=ids, history_type="+").count() == 2
    event = Event.objects.get(action="membership.given")
    assert (event.on_behalf_of_job, event.payload.body) == ("the yearly intake", {"ids": ids})
    assert write_set_from(Membership, a_role_for_everybody(), "membership.given", "the yearly intake") == []
    assert Event.objects.filter(action="membership.given").count() == 1


def test_a_query_that_breaks_a_promise_writes_nothing(radiographer: User) -> None:
    broken = User.objects.values(set_by_id=F("pk"), new_name=Value("x"), value=Value(1, JSONField()))
    with pytest.raises(ConstraintBroken, match="setting_has_a_reason"), transaction.atomic():
        write_set_from(Setting, broken, "setting.imported", "import")
    assert not Setting.objects.exists()


def test_a_query_cannot_draw_references(db: None) -> None:
    with pytest.raises(TypeError, match="reference of its own"):
        write_set_from(Patient, User.objects.values(), "patient.imported", "import")


def a_reading(radiographer: User) -> Setting:
    return Setting(name="n", value=1, reason="ours", set_by=radiographer)


def test_rows_that_are_alike_but_for_one_field_are_written_with_history_and_one_event(
    radiographer: User, django_assert_num_queries: Any
) -> None:
    names = [f"n{number}" for number in range(MANY)]
    with django_assert_num_queries(6 if connection.vendor == "postgresql" else 8):
        ids = write_alike(a_reading(radiographer), "name", names, "setting.imported", "import")

    made = Setting.objects.order_by("pk")
    assert sorted(ids) == [row.pk for row in made]
    assert {row.name for row in made} == set(names)
    assert {(row.value, row.reason, row.set_by, row.department) for row in made} == {
        (1, "ours", radiographer, None)
    }
    assert all(row.created_at == row.changed_at for row in made)
    for row in made[:3]:
        kept = row.history.get()
        assert (kept.history_type, kept.history_user, kept.name) == ("+", None, row.name)
        assert (kept.changed_at, kept.value) == (row.changed_at, 1)
    event = Event.objects.get(action="setting.imported")
    assert (event.on_behalf_of_job, event.object_id) == ("import", 0)
    assert sorted(event.payload.body["ids"]) == sorted(ids)


def test_rows_that_are_alike_have_references_of_their_own(radiographer: User) -> None:
    row = patients(1)[0]
    assert len(write_alike(row, "local_number", ["NM1", "NM2", "NM3"], "patient.imported", radiographer)) == 3
    made = Patient.objects.all()
    assert {patient.local_number for patient in made} == {"NM1", "NM2", "NM3"}
    assert len({references.read(patient.reference) for patient in made}) == 3
    assert Patient.history.filter(history_user=radiographer).count() == 3


def test_a_reference_that_is_taken_is_drawn_anew(
    patient: Patient, radiographer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([patient.reference, references.new("PAT"), references.new("PAT")])
    monkeypatch.setattr(references, "new", lambda _: next(drawn))
    assert len(write_alike(patients(1)[0], "local_number", ["NM1"], "patient.imported", radiographer)) == 1
    assert next(drawn)
    assert Patient.objects.count() == 2
    assert Event.objects.filter(action="patient.imported").count() == 1


def test_one_broken_row_stops_all_that_are_alike(patient: Patient, radiographer: User) -> None:
    before, broken = Event.objects.count(), ["NM1", patient.local_number, "NM2"]
    with pytest.raises(ConstraintBroken):
        write_alike(patients(1)[0], "local_number", broken, "patient.imported", radiographer)
    assert list(Patient.objects.all()) == [patient]
    assert Patient.history.count() == 1
    assert Event.objects.count() == before
    with pytest.raises(ValidationError):
        write_alike(
            Patient(family_name="Te\u202est"), "local_number", ["NM3"], "patient.imported", radiographer
        )


def test_no_value_writes_nothing(radiographer: User) -> None:
    before = Event.objects.count()
    assert write_alike(a_reading(radiographer), "name", [], "setting.imported", "import") == []
    assert Event.objects.count() == before


def test_thousands_are_written_in_parts_and_all_of_them_or_none(
    radiographer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 100)
    names = [f"n{number}" for number in range(MANY)]
    ids = write_alike(a_reading(radiographer), "name", names, "setting.imported", "import")
    told = Event.objects.filter(action="setting.imported")
    assert [len(event.payload.body["ids"]) for event in told] == [100, 100, 100]
    assert sorted(pk for event in told for pk in event.payload.body["ids"]) == sorted(ids)
    broken = [*(f"m{number}" for number in range(150)), names[0]]
    with pytest.raises(ConstraintBroken):
        write_alike(a_reading(radiographer), "name", broken, "setting.imported", "import")
    assert Setting.objects.count() == MANY


def test_what_is_too_long_is_never_cut(radiographer: User) -> None:
    long = "n" * 2_000
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            write_alike(a_reading(radiographer), "name", [long], "setting.imported", "import")
        assert not Setting.objects.exists()
    else:  # which has no longest text of its own
        write_alike(a_reading(radiographer), "name", [long], "setting.imported", "import")
        assert Setting.objects.get().name == long
