"""Notes are found by whom they concern, filed with a reference, and every look is kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.notes.models import HealthRecordNote, NoteStatus, on_filed
from recordings_gov.pages.models import Draft


def a_note(by: Any, department: Any, patient: Any = None, owed_by: date | None = None) -> HealthRecordNote:
    with acting_as(by):
        note = HealthRecordNote(
            kind="test",
            about_type="tests.nothing",
            about_reference="REQ-0000-0000-0",
            department=department,
            patient=patient,
            text="Patient made a sound recording of the explanation.",
            written_by=by,
            owed_by=owed_by,
        )
        note.save()
    return note


@pytest.fixture
def note(radiographer: Any, department: Any, patient: Any) -> HealthRecordNote:
    return a_note(radiographer, department, patient, clock.today())


def page_of(note: HealthRecordNote, step: str = "detail") -> str:
    return reverse(f"notes:note-{step}", kwargs={"reference": note.reference})


def test_opening_a_note_is_a_reading(note: HealthRecordNote, signed_in: Any, medical_records: Any) -> None:
    answer = signed_in(medical_records).get(page_of(note))
    assert answer.status_code == 200
    event = Event.objects.about(note).latest("id")
    assert (event.action, event.actor) == ("healthrecordnote.read", medical_records)


def test_another_departments_note_is_not_there(
    note: HealthRecordNote, signed_in: Any, other_radiographer: Any
) -> None:
    browser = signed_in(other_radiographer)
    assert browser.get(page_of(note)).status_code == 404
    assert browser.post(page_of(note, "file-by-hand"), {"record_reference": "x"}).status_code == 404
    assert note.reference not in browser.get(reverse("notes:worklist") + "?state=all").content.decode()


def test_a_student_sees_a_note_and_cannot_file_it(
    note: HealthRecordNote, signed_in: Any, student: Any
) -> None:
    browser = signed_in(student)
    assert browser.get(page_of(note)).status_code == 200
    assert browser.get(page_of(note, "file-by-hand")).status_code == 403


@pytest.mark.parametrize(
    "forged", ["NOTE-0000-0000-1", "REQ-7K2M-9QXD-G", "x", "%00", "../../etc/passwd", "9" * 300]
)
def test_a_forged_reference_is_not_there(
    note: HealthRecordNote, signed_in: Any, medical_records: Any, forged: str
) -> None:
    assert signed_in(medical_records).get(f"/notes/{forged}/").status_code == 404


def test_a_reference_typed_in_small_letters_opens(
    note: HealthRecordNote, signed_in: Any, medical_records: Any
) -> None:
    assert signed_in(medical_records).get(page_of(note).lower()).status_code == 200


@pytest.mark.rule("R-041")
def test_a_note_is_filed_with_its_reference_by_somebody(
    note: HealthRecordNote, signed_in: Any, medical_records: Any
) -> None:
    answer = signed_in(medical_records).post(
        page_of(note, "file-by-hand"), {"record_reference": "EPR 4711"}, follow=True
    )
    assert "Note filed" in answer.content.decode()
    note.refresh_from_db()
    assert (note.status, note.filed_by, note.record_reference) == (
        NoteStatus.FILED,
        medical_records,
        "EPR 4711",
    )


def test_filing_without_a_reference_says_what_to_do(
    note: HealthRecordNote, signed_in: Any, medical_records: Any
) -> None:
    answer = signed_in(medical_records).post(page_of(note, "file-by-hand"), {"record_reference": "  "})
    assert answer.status_code == 422
    assert "Give the reference that the note has in the health record" in answer.content.decode()


def test_somebody_faster_is_told_as_the_new_state(
    note: HealthRecordNote, signed_in: Any, medical_records: Any
) -> None:
    note.file_by_hand(by=medical_records, record_reference="EPR 1")
    answer = signed_in(medical_records).post(
        page_of(note, "file-by-hand"), {"record_reference": "EPR 2"}, follow=True
    )
    assert answer.status_code == 200
    assert "is filed now" in answer.content.decode()


def test_a_form_sent_twice_is_done_once(note: HealthRecordNote, signed_in: Any, medical_records: Any) -> None:
    browser, body = signed_in(medical_records), {"record_reference": "EPR 4711", "idempotency_key": "one"}
    for _ in range(2):
        answer = browser.post(page_of(note, "file-by-hand"), body)
        assert answer.status_code == 302
    assert Event.objects.about(note).filter(action="healthrecordnote.file_by_hand").count() == 1
    assert (
        browser.post(page_of(note, "file-by-hand"), body | {"record_reference": "EPR 9"}).status_code == 422
    )


def test_what_was_typed_before_the_session_ended_is_back_and_gone_after_saving(
    note: HealthRecordNote, signed_in: Any, medical_records: Any
) -> None:
    browser = signed_in(medical_records)
    where = {"draft_form": "notes.healthrecordnote.file_by_hand", "draft_key": note.reference}
    browser.post(reverse("pages:draft"), where | {"record_reference": "EPR 47"})
    browser.logout()
    page = signed_in(medical_records).get(page_of(note, "file-by-hand")).content.decode()
    assert 'value="EPR 47"' in page
    assert "What you typed before is back" in page
    browser.post(page_of(note, "file-by-hand"), {"record_reference": "EPR 4711"})
    assert not Draft.objects.exists()


@pytest.mark.rule("R-041", "P")
def test_the_worklist_shows_what_is_owed_and_for_how_long(
    radiographer: Any, department: Any, signed_in: Any, medical_records: Any
) -> None:
    today = clock.today()
    late = a_note(radiographer, department, owed_by=today - timedelta(days=2))
    due = a_note(radiographer, department, owed_by=today)
    not_owed = a_note(radiographer, department)
    page = signed_in(medical_records).get(reverse("notes:worklist")).content.decode()
    assert late.reference in page
    assert "Overdue by 2 days" in page
    assert due.reference in page
    assert not_owed.reference not in page


@pytest.mark.rule("R-041", "N")
def test_an_owed_note_stands_on_the_home_page(
    note: HealthRecordNote, signed_in: Any, medical_records: Any
) -> None:
    assert f"File the note {note.reference}" in signed_in(medical_records).get("/").content.decode()
    note.file_by_hand(by=medical_records, record_reference="EPR 1")
    assert note.reference not in signed_in(medical_records).get("/").content.decode()


def test_a_list_costs_the_same_however_long_it_is(
    radiographer: Any, department: Any, signed_in: Any, medical_records: Any, at_most_queries: Any
) -> None:
    for _ in range(60):
        a_note(radiographer, department, owed_by=clock.today())
    browser = signed_in(medical_records)
    browser.get("/")  # the first page of a session gives it its form token
    # session, person with roles, rows, capped count, the reading event and its payload
    with at_most_queries(6):
        page = browser.get(reverse("notes:worklist")).content.decode()
    assert page.count("<tr") == 51
    assert "60" in page


def test_the_next_page_goes_on_where_the_first_ended(
    radiographer: Any, department: Any, signed_in: Any, medical_records: Any
) -> None:
    made = {a_note(radiographer, department, owed_by=clock.today()).reference for _ in range(53)}
    browser = signed_in(medical_records)
    first = browser.get(reverse("notes:worklist"))
    second = browser.get(reverse("notes:worklist"), {"after": first.context["next"]})
    seen = [row["cells"][0] for answer in (first, second) for row in answer.context["rows"]]
    assert len(seen) == 53
    assert set(seen) == made


@pytest.mark.parametrize("query", [{"after": "forged"}, {"after": "x" * 5000}])
def test_a_forged_place_in_a_list_is_not_there(
    signed_in: Any, medical_records: Any, query: dict[str, str]
) -> None:
    assert signed_in(medical_records).get(reverse("notes:worklist"), query).status_code == 404


@pytest.mark.parametrize("query", [{"sort": "password"}, {"state": "'; DROP TABLE"}, {"_connector": "OR"}])
def test_what_a_list_does_not_know_it_does_not_do(
    note: HealthRecordNote, signed_in: Any, medical_records: Any, query: dict[str, str]
) -> None:
    assert signed_in(medical_records).get(reverse("notes:worklist"), query).status_code == 200


def test_an_exported_list_is_what_is_on_screen_and_no_formula(
    department: Any, signed_in: Any, medical_records: Any, radiographer: Any
) -> None:
    radiographer.name = "=HYPERLINK(1)"
    radiographer.save()
    note = a_note(radiographer, department, owed_by=clock.today())
    answer = signed_in(medical_records).get(reverse("notes:worklist"), {"format": "csv"})
    rows = answer.content.decode().splitlines()
    assert rows[0].startswith("Note,About")
    assert note.reference in rows[1]
    assert "'=HYPERLINK(1)" in rows[1]
    event = Event.objects.filter(action="healthrecordnote.exported").latest("id")
    assert event.payload.body == {"ids": [note.pk]}


def test_whoever_waits_for_the_note_hears_of_it_in_the_same_transaction(
    note: HealthRecordNote, medical_records: Any
) -> None:
    def object_to_it(filed: HealthRecordNote, by: Any) -> None:
        raise RuntimeError(f"{filed.reference} by {by}")

    on_filed("tests.nothing", object_to_it)
    try:
        with pytest.raises(RuntimeError):
            note.file_by_hand(by=medical_records, record_reference="EPR 1")
        assert HealthRecordNote.objects.get().status == NoteStatus.DRAFTED
    finally:
        on_filed("tests.nothing", lambda *_: None)
