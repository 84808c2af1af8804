"""What happens to a recording is written once, as it happens, and can be shown to a court."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from consent import custody_report
from consent.models import Recording, RecordingStep
from consent.places import ALLOWED, PLACE_WORDS, Place, place_is_allowed
from recordings_gov import clock
from recordings_gov.documents.models import Document
from tests.consent.endings import recorded, taken_back

WHERE = {"place_kind": Place.SAFE, "place": "Shelf 2", "custodian": "media_studio"}


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    """A photo by Media Studio, made just after both had signed."""
    return recorded(signed_form, media_studio)


def page(name: str, recording: Recording) -> str:
    return reverse(f"consent:{name}", kwargs={"reference": recording.reference})


@pytest.mark.rule("R-185", "E")
def test_nothing_stays_on_a_card_a_stick_a_disc_a_laptop_or_at_home() -> None:
    refused = [kind for kind in PLACE_WORDS if place_is_allowed(kind).verdict != "yes"]
    assert refused == ["database", "memory_card", "stick", "disc", "laptop", "personal", "phone", "cloud"]
    assert place_is_allowed("a shoebox").verdict == place_is_allowed("disc", is_listed=True).verdict == "no"
    for kind in PLACE_WORDS:
        answer = place_is_allowed(kind, is_listed=True)
        assert answer.rules, kind
        assert (kind in ALLOWED) == (not answer.obstacles)


@pytest.mark.rule("R-183", "E")
@pytest.mark.both
def test_each_verb_writes_its_step_and_nobody_changes_a_line(recording: Recording, media_studio: Any) -> None:
    recording.store(by=media_studio, **WHERE)
    taken_back(recording.form, media_studio)
    rows = list(recording.custody.all())
    assert [row.step for row in rows] == [
        RecordingStep.CAPTURED,
        RecordingStep.MOVED,
        RecordingStep.RESTRICTED,
    ]
    assert rows[0].at == recording.captured_at
    assert rows[0].by == media_studio
    assert rows[1].to == "Media Studio's safe: Shelf 2"
    rows[0].says = "Something else"
    with pytest.raises(TypeError):
        rows[0].save()
    for statement in ("UPDATE {} SET says = 'x'", "DELETE FROM {}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format("consent_recordingcustody"))
    assert recording.custody.count() == 3


@pytest.mark.rule("R-183", "E")
def test_a_step_is_written_with_who_did_it_and_never_before_it_happened(
    recording: Recording, media_studio: Any, setting_up: None
) -> None:
    with pytest.raises(ValidationError, match="Say who did it"):
        recording.write_custody(RecordingStep.MOVED, by=None)
    with pytest.raises(ValidationError, match="future"):
        recording.write_custody(RecordingStep.MOVED, by=media_studio, at=clock.now() + timedelta(hours=1))


@pytest.mark.rule("R-096", "E")
@pytest.mark.rule("R-185", "E")
def test_somebody_answers_for_every_recording_and_it_is_kept_where_it_may_be(
    recording: Recording, media_studio: Any, ig_manager: Any
) -> None:
    assert recording.custodian == "maker"
    with pytest.raises(ValidationError, match="no place to keep"):
        recording.store(by=media_studio, **(WHERE | {"place_kind": Place.LAPTOP}))
    with pytest.raises(ValidationError, match="custodian"):
        recording.store(by=media_studio, **(WHERE | {"custodian": ""}))
    recording.refresh_from_db()
    recording.store(by=media_studio, **WHERE)
    assert (recording.custodian, recording.where_kept) == ("media_studio", "Media Studio's safe: Shelf 2")


@pytest.mark.rule("R-182", "E")
def test_an_original_leaves_the_trust_only_after_its_retention_was_looked_up(
    recording: Recording, media_studio: Any
) -> None:
    away = WHERE | {"place_kind": Place.OUTSIDE, "place": "A court"}
    with pytest.raises(ValidationError, match="retention rule"):
        recording.store(by=media_studio, **away)
    recording.look_up_retention(by=media_studio, retention_rule="Imaging, 8 years", keep_until=clock.today())
    recording.store(by=media_studio, **away)
    assert recording.place == "A court"


@pytest.mark.rule("R-174", "E")
@pytest.mark.rule("R-174", "P")
def test_copyright_is_the_trusts_whoever_owns_the_equipment(
    recording: Recording, media_studio: Any, signed_in: Any
) -> None:
    assert recording.copyright_owner == "trust"
    assert ("Copyright", "The Trust") in custody_report.context_of(recording)["facts"]
    shown = signed_in(media_studio).get(recording.get_absolute_url()).content.decode()
    assert "Copyright" in shown
    assert "The Trust" in shown


@pytest.mark.rule("R-183", "P")
@pytest.mark.rule("R-248", "P")
def test_the_custody_report_tells_the_whole_way_and_the_fingerprint(
    recording: Recording, head_of_media_studio: Any, radiographer: Any, signed_in: Any
) -> None:
    recording.give_fingerprint(by=head_of_media_studio, sha256="a" * 64)
    recording.store(by=head_of_media_studio, **WHERE)
    client = signed_in(head_of_media_studio)
    shown = client.get(page("recording-custody", recording)).content.decode()
    assert "a" * 64 in shown
    assert "Moved to another place" in shown
    answer = client.post(page("recording-custody-print", recording))
    document = Document.objects.get(kind=custody_report.CUSTODY)
    assert answer.url == document.get_absolute_url()
    assert client.get(answer.url).status_code == 200
    assert recording.reference not in document.file_name
    assert signed_in(radiographer).get(page("recording-custody", recording)).status_code == 403


@pytest.mark.rule("R-210", "E")
@pytest.mark.rule("R-210", "P")
def test_every_view_and_every_attempt_is_in_the_trail_and_on_its_print(
    recording: Recording, media_studio: Any, ig_manager: Any, radiographer: Any, signed_in: Any
) -> None:
    signed_in(radiographer).get(recording.get_absolute_url())
    recording.quarantine(by=media_studio, reason="A bystander is in it")
    assert signed_in(radiographer).get(recording.get_absolute_url()).status_code == 404
    client = signed_in(ig_manager)
    rows, _ = custody_report.trail_of(recording)
    told = [(row["who"], row["title"]) for row in rows]
    assert (str(radiographer), "Looked at") in told
    assert (str(radiographer), "Asked for while in quarantine: not available") in told
    shown = client.get(page("recording-trail", recording)).content.decode()
    assert "not available" in shown
    assert recording.shows not in shown
    paper = client.post(page("recording-trail-print", recording)).url
    assert client.get(paper).status_code == 200
    assert signed_in(radiographer).get(paper).status_code == 404
    assert signed_in(media_studio).get(page("recording-trail", recording)).status_code == 403
