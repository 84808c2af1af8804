"""A document is made once from one input, stored whole, and never changed."""

import errno
import os
import stat
import threading
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection

from recordings_gov import documents
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import ConstraintBroken, Event
from recordings_gov.documents import files
from recordings_gov.documents.errors import FileDamaged, FileNotKept, RenderingFailed
from recordings_gov.documents.models import Document, Variant
from recordings_gov.documents.producing import input_digest
from recordings_gov.documents.rendering import own
from recordings_gov.patients.models import Patient
from tests.documents.conftest import FACTS, SIGNED, TITLE, codes_on, opened, stored_files, text_of

pytestmark = pytest.mark.usefixtures("setting_up")
FORM = "documents/sample_form.html"


def made(patient: Patient, facts: dict[str, Any] = FACTS, **said: Any) -> Document:
    return documents.produce(
        FORM, facts, about=patient, kind="sample-form", **{"title": TITLE, "version": "4", **said}
    )


def test_a_document_carries_reference_version_and_fingerprints(patient: Patient) -> None:
    document = made(patient)
    content = document.content()
    assert document.reference.startswith("DOC-")
    assert (document.about_type, document.about_reference) == ("patients.patient", patient.reference)
    assert (document.pages, document.size) == (1, len(content))
    assert files.fingerprint(content) == document.sha256
    assert f"{patient.reference}, version 4" in text_of(content)
    assert codes_on(content) == [[f"{patient.reference}|1/1|v4"]]


def test_a_repeat_is_found_and_not_rendered(patient: Patient) -> None:
    first = made(patient)
    assert own._process
    before = own._process.documents
    assert made(patient).pk == first.pk
    assert own._process.documents == before


@pytest.mark.parametrize(
    "change",
    [
        {"facts": SIGNED},
        {"title": "Another title"},
        {"version": "5"},
        {"language": "cy"},
    ],
)
def test_other_input_is_another_document(patient: Patient, change: dict[str, Any]) -> None:
    first = made(patient)
    assert made(patient, **change).pk != first.pk
    assert made(patient).pk == first.pk


def test_the_digest_knows_each_part_from_the_next() -> None:
    parts = {
        input_digest("ab", "c"),
        input_digest("a", "bc"),
        input_digest("abc", ""),
        input_digest("ab", "d"),
    }
    assert len(parts) == 4


@pytest.mark.django_db(transaction=True)
def test_two_at_once_end_with_one_document(patient: Patient) -> None:
    found: list[int] = []
    start = threading.Barrier(2)

    def make() -> None:
        try:
            start.wait()
            with acting_as(None, job="racing"):
                found.append(made(patient, version="8").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert set(found) == {Document.objects.get().pk}


def test_a_document_never_changes(patient: Patient) -> None:
    document = made(patient)
    document.title = "Something else"
    with pytest.raises(TypeError, match="never changes"):
        document.save()
    with pytest.raises(TypeError):
        Document.objects.filter(pk=document.pk).update(title="Something else")
    with pytest.raises(TypeError):
        document.delete()


def test_making_a_document_is_in_the_event_log(patient: Patient) -> None:
    document = made(patient)
    event = Event.objects.about(document).get()
    assert event.action == "document.created"
    assert "Marigold" not in str(event.payload.body)


def test_a_document_belongs_to_the_department_of_its_record(patient: Patient, department: Department) -> None:
    patient.department_id = department.pk  # type: ignore[attr-defined]
    assert made(patient).department == department


def test_the_signed_snapshot_holds_what_the_patient_saw(patient: Patient) -> None:
    shown = made(patient)
    signed = documents.snapshot(FORM, SIGNED, shown=shown)
    assert (signed.variant, signed.made_from, signed.kind) == (Variant.ARCHIVE, shown, shown.kind)
    assert "3 August 2026, 2:15pm" in text_of(signed.content())
    with opened(signed.content()) as pdf:
        assert list(pdf.attachments) == [shown.file_name]
        assert files.fingerprint(pdf.attachments[shown.file_name].get_file().read_bytes()) == shown.sha256
        assert shown.sha256 in pdf.attachments[shown.file_name].description
    assert documents.snapshot(FORM, SIGNED, shown=shown).pk == signed.pk


def test_a_snapshot_of_nothing_shown_is_refused(patient: Patient) -> None:
    shown = made(patient)
    fields = (
        "kind",
        "title",
        "about_type",
        "about_reference",
        "version",
        "language",
        "pages",
        "size",
        "sha256",
    )
    loose = Document(
        **{name: getattr(shown, name) for name in fields}, variant=Variant.ARCHIVE, input_digest="0" * 64
    )
    with pytest.raises(ConstraintBroken, match="document_snapshot_names_what_was_shown"):
        loose.save()


def test_a_file_is_named_by_its_fingerprint_and_closed_to_others(patient: Patient) -> None:
    document = made(patient)
    place = files.place(document.sha256)
    assert place.relative_to(django_settings.DOCUMENTS_DIR).parts == (
        document.sha256[:2],
        document.sha256[2:4],
        f"{document.sha256}.pdf",
    )
    assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0


def test_a_failed_rendering_leaves_nothing(patient: Patient) -> None:
    before = stored_files()
    with pytest.raises(RenderingFailed):
        made(patient, {**FACTS, "signatures": [{"line": "x", "name": "y", "image": "file:///etc/hostname"}]})
    assert not Document.objects.exists()
    assert stored_files() == before


@pytest.mark.fault
def test_a_full_disk_leaves_no_row_and_no_half_file(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = stored_files()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(FileNotKept, match="disk may be full"):
            made(patient, version="9")
    assert not Document.objects.exists()
    assert stored_files() == before
    assert made(patient, version="9").content()


@pytest.mark.fault
@pytest.mark.parametrize("harm", ["changed", "cut short", "gone"])
def test_a_damaged_file_is_never_given_out(patient: Patient, harm: str) -> None:
    document = made(patient, version="7")
    place = files.place(document.sha256)
    whole = place.read_bytes()
    place.chmod(0o600)
    if harm == "gone":
        place.unlink()
    else:
        place.write_bytes(whole[:-1] if harm == "cut short" else whole.replace(b"%PDF-1.7", b"%PDF-1.6"))
    try:
        with pytest.raises(FileDamaged):
            document.content()
    finally:
        files.keep(whole)
    assert document.content() == whole


def test_finding_a_repeat_takes_one_query(patient: Patient, django_assert_num_queries: Any) -> None:
    made(patient)
    with django_assert_num_queries(1):
        made(patient)
