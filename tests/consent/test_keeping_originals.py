"""An original stays as it was made, is kept as long as its rule says, and ends by two people."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from consent.comparing import compare_originals
from consent.disposing import DisposalCase, may_dispose
from consent.library_says import LibraryFolder, LibraryList, connected
from consent.models import FingerprintCheck, Found, Recording, RecordingStatus
from recordings_gov import clock
from recordings_gov.notifications.models import Task
from tests.consent.endings import recorded, taken_back

DAY = date(2026, 11, 22)
OVER = DisposalCase(DAY, "Imaging, 8 years", DAY - timedelta(days=1), under_legal_hold=False)
BYTES = b"the original"
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    """A photo by Media Studio, made just after both had signed."""
    return recorded(signed_form, media_studio)


def page(name: str, recording: Recording) -> str:
    return reverse(f"consent:{name}", kwargs={"reference": recording.reference})


def retained(recording: Recording, by: Any, until: date | None = None) -> Recording:
    """Its retention was looked up; it is over unless ``until`` says otherwise."""
    day = until or clock.today() - timedelta(days=1)
    recording.look_up_retention(by=by, retention_rule="Imaging, 8 years", keep_until=day)
    return recording


@pytest.mark.rule("R-182", "E")
def test_nothing_is_destroyed_without_its_rule_before_its_day_or_under_a_hold() -> None:
    assert may_dispose(OVER).verdict == "yes"
    refused = {
        "looked up": replace(OVER, retention_rule="", keep_until=None),
        "kept until 22 November 2026": replace(OVER, keep_until=DAY),
        "legal hold": replace(OVER, under_legal_hold=True),
    }
    for words, case in refused.items():
        answer = may_dispose(case)
        assert answer.verdict == "no", words
        assert words in answer.obstacles[0].says


@pytest.mark.rule("R-182", "E")
def test_medical_records_propose_and_information_governance_agrees(
    recording: Recording, media_studio: Any, medical_records: Any, ig_manager: Any, consultant: Any
) -> None:
    with pytest.raises(ValidationError, match="looked up"):
        recording.propose_disposal(by=medical_records, because="Its time is over")
    retained(recording, media_studio)
    with pytest.raises(ValidationError, match="both have agreed"):
        recording.destroy(by=media_studio, how="Erased")
    recording.propose_disposal(by=medical_records, because="Its time is over")
    with pytest.raises(PermissionDenied):
        recording.decide_disposal(by=medical_records, agrees=True, because="Mine")
    recording.set_legal_hold(by=ig_manager, because="A claim was made", case_reference="NHSR-3")
    with pytest.raises(ValidationError, match="legal hold"):
        recording.decide_disposal(by=ig_manager, agrees=True, because="Checked")
    recording.lift_legal_hold(by=ig_manager, because="The claim was settled")
    recording.decide_disposal(by=ig_manager, agrees=True, because="Checked with the policy")
    recording.set_legal_hold(by=ig_manager, because="Another claim")
    with pytest.raises(ValidationError, match="legal hold"):
        recording.destroy(by=media_studio, how="Erased")
    recording.lift_legal_hold(by=ig_manager, because="No claim after all")
    task = Task.objects.get(rule="R-182")
    recording.destroy(by=media_studio, how="Erased, certificate 12")
    task.refresh_from_db()
    assert task.done_by == media_studio
    assert recording.status == RecordingStatus.DESTROYED
    steps = [row.step for row in recording.custody.all()]
    assert steps[-1] == "destroyed"
    assert steps.count("legal_hold") == steps.count("legal_hold_lifted") == 2
    taken_back(recording.form, media_studio)
    recording.refresh_from_db()
    assert recording.status == RecordingStatus.DESTROYED


def test_its_end_is_reached_on_the_pages(
    recording: Recording, media_studio: Any, medical_records: Any, ig_manager: Any, signed_in: Any
) -> None:
    retained(recording, media_studio)
    said = (
        (medical_records, "recording-propose-disposal", {"because": "Its time is over"}),
        (ig_manager, "recording-decide-disposal", {"agrees": "yes", "because": "Checked"}),
        (media_studio, "recording-destroy", {"how": "Erased"}),
    )
    for person, name, given in said:
        client = signed_in(person)
        assert page(name, recording) in client.get(recording.get_absolute_url()).content.decode()
        assert client.get(page(name, recording)).status_code == 200
        assert client.post(page(name, recording), given).status_code == 302
    recording.refresh_from_db()
    assert recording.status == RecordingStatus.DESTROYED


def test_it_is_stored_kept_held_and_shown_among_the_originals(
    recording: Recording, media_studio: Any, ig_manager: Any, signed_in: Any
) -> None:
    client = signed_in(media_studio)
    place = {"place_kind": "laptop", "place": "Mine", "custodian": "maker"}
    answer = client.post(page("recording-store", recording), place)
    assert "no place to keep" in answer.content.decode()
    place |= {"place_kind": "safe", "place": "Shelf 2"}
    assert client.post(page("recording-store", recording), place).status_code == 302
    until = {"keep_until_day": "1", "keep_until_month": "1", "keep_until_year": "2040"}
    rule = {"retention_rule": "Imaging, 8 years"} | until
    assert client.post(page("recording-retention", recording), rule).status_code == 302
    given = {"sha256": SHA256.upper(), "given": "typed"}
    assert client.post(page("recording-fingerprint", recording), given).status_code == 302
    assert client.post(page("recording-fingerprint", recording), given).status_code == 422
    listed = reverse("consent:kept-list")
    for need in ("", "?need=place", "?need=fingerprint", "?need=retention", "?need=over", "?need=different"):
        assert (recording.reference in client.get(listed + need).content.decode()) == (need == "")
    client = signed_in(ig_manager)
    client.post(page("recording-legal-hold", recording), {"because": "A claim"})
    assert "Under a legal hold" in client.get(recording.get_absolute_url()).content.decode()
    client.post(page("recording-legal-hold-lift", recording), {"because": "Settled"})
    recording.refresh_from_db()
    assert (recording.under_legal_hold, recording.place) == (False, "Shelf 2")
    assert recording.fingerprint.sha256 == SHA256


@pytest.mark.rule("R-248", "E")
@pytest.mark.rule("R-248", "R")
@pytest.mark.both
def test_the_fingerprint_is_given_once_and_never_replaced(recording: Recording, media_studio: Any) -> None:
    for wrong in ("", "abc", "g" * 64):
        with pytest.raises(ValidationError):
            recording.give_fingerprint(by=media_studio, sha256=wrong)
    recording.give_fingerprint(by=media_studio, sha256=SHA256, given="file")
    kept = recording.fingerprint
    assert (kept.sha256, kept.given, kept.by) == (SHA256, "file", media_studio)
    with pytest.raises(ValidationError, match="never replaced"):
        recording.give_fingerprint(by=media_studio, sha256="b" * 64)
    row = recording.fingerprint
    row.sha256 = "b" * 64
    with pytest.raises(TypeError):
        row.save()
    for statement in ("UPDATE consent_fingerprint SET sha256 = 'b'", "DELETE FROM consent_fingerprint"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.rule("R-248", "W")
def test_a_changed_file_is_warned_of_on_the_page_and_looked_into(
    recording: Recording, media_studio: Any, signed_in: Any, tmp_path: Path
) -> None:
    recording.give_fingerprint(by=media_studio, sha256=SHA256)
    (tmp_path / recording.file_name).write_bytes(BYTES)
    library = LibraryFolder(tmp_path)
    assert compare_originals(library) == compare_originals(library) == 0
    (tmp_path / recording.file_name).write_bytes(b"something else")
    assert compare_originals(library) == compare_originals(library) == 1
    check = FingerprintCheck.objects.get()
    assert check.found == Found.DIFFERENT
    assert check.same_at < check.at
    assert [row.step for row in recording.custody.all()] == ["captured", "verified", "mismatch"]
    assert Task.objects.filter(rule="R-248").count() == 1
    shown = signed_in(media_studio).get(recording.get_absolute_url()).content.decode()
    assert "The file in the library is not the original" in shown


@pytest.mark.rule("R-155", "E")
def test_what_is_in_quarantine_is_compared_every_night_too(
    recording: Recording, media_studio: Any, ig_manager: Any, signed_in: Any, tmp_path: Path
) -> None:
    recording.give_fingerprint(by=media_studio, sha256=SHA256)
    recording.quarantine(by=media_studio, reason="A bystander is in it")
    listed = tmp_path / "library.sha256"
    listed.write_text(f"{SHA256}  {recording.file_name}\n{'b' * 64}  other.jpg\n")
    assert compare_originals(LibraryList(listed)) == 0
    shown = signed_in(ig_manager).get(page("quarantine-detail", recording)).content.decode()
    assert "Unchanged" in shown


def test_nothing_is_compared_until_a_library_is_connected(
    recording: Recording, settings: Any, tmp_path: Path
) -> None:
    settings.LIBRARY_FOLDER = settings.LIBRARY_FINGERPRINTS = ""
    assert connected() is None
    assert compare_originals() == 0
    settings.LIBRARY_FINGERPRINTS = str(tmp_path / "gone")
    with pytest.raises(OSError, match="gone"):
        connected().fingerprints(["a"])
    settings.LIBRARY_FOLDER = str(tmp_path / "gone")
    with pytest.raises(OSError, match="gone"):
        connected().fingerprints(["a"])
