"""What is in quarantine is kept, seen by nobody, opened on a stated ground, and let out by two."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent import custody_report
from consent.models import QuarantineOpening, Recording, RecordingStatus
from recordings_gov import clock
from recordings_gov.audit.models import Event
from recordings_gov.documents.models import Document
from recordings_gov.pages.needs import needs_of
from recordings_gov.workflow import WrongState
from tests.consent.endings import recorded
from tests.consent.situations import RECORD, explained, signed, started

OPENING = {
    "ground": "subject_access",
    "ground_reference": "SAR-12",
    "reason": "The patient asks for all that is kept of them",
}


@pytest.fixture
def shut(signed_form: Any, media_studio: Any) -> Recording:
    """A photo in quarantine."""
    recording = recorded(signed_form, media_studio)
    recording.quarantine(by=media_studio, reason="A bystander is in it")
    return recording


def page(name: str, recording: Recording) -> str:
    return reverse(f"consent:{name}", kwargs={"reference": recording.reference})


@pytest.mark.rule("R-155", "E")
def test_media_studio_places_one_by_hand_and_nobody_finds_it_after(
    signed_form: Any, media_studio: Any, consultant: Any, head_of_media_studio: Any, signed_in: Any
) -> None:
    recording = recorded(signed_form, media_studio)
    client = signed_in(media_studio)
    assert client.get(page("recording-quarantine", recording)).status_code == 200
    client.post(page("recording-quarantine", recording), {"reason": "A bystander is in it"})
    recording.refresh_from_db()
    assert recording.status == RecordingStatus.QUARANTINED
    for person in (media_studio, consultant, head_of_media_studio):
        client = signed_in(person)
        for name in ("recording-detail", "recording-quarantine", "recording-store", "recording-custody"):
            assert client.get(page(name, recording)).status_code in (403, 404), name
        assert recording.shows not in client.get(reverse("consent:overview")).content.decode()
    attempts = Event.objects.about(recording).filter(action="recording.not_available.read")
    assert {row.actor for row in attempts} == {media_studio, consultant, head_of_media_studio}


@pytest.mark.rule("R-155", "E")
def test_a_paper_made_before_is_not_available_any_more_and_the_asking_is_kept(
    signed_form: Any, media_studio: Any, head_of_media_studio: Any, signed_in: Any
) -> None:
    recording = recorded(signed_form, media_studio)
    client = signed_in(head_of_media_studio)
    address = client.post(page("recording-custody-print", recording)).url
    assert client.get(address).status_code == 200
    recording.quarantine(by=media_studio, reason="A bystander is in it")
    assert client.get(address).status_code == 404
    assert Document.objects.filter(kind=custody_report.CUSTODY).exists()
    assert Event.objects.about(recording).filter(action="recording.not_available.read").count() == 1


def test_the_list_says_that_it_exists_and_never_what_it_shows(
    shut: Recording, ig_manager: Any, media_studio: Any, signed_in: Any
) -> None:
    client = signed_in(ig_manager)
    for address in (reverse("consent:quarantine-list"), page("quarantine-detail", shut)):
        for form in ("", "?format=csv", "?format=print"):
            answer = client.get(address + form)
            assert answer.status_code == 200
            shown = answer.content.decode()
            assert shut.shows not in shown
            assert shut.patient.family_name not in shown
    assert shut.reference in client.get(reverse("consent:quarantine-list")).content.decode()
    assert signed_in(media_studio).get(reverse("consent:quarantine-list")).status_code == 403


def test_one_entry_is_opened_on_a_ground_for_half_an_hour_by_one_person(
    shut: Recording, ig_manager: Any, caldicott_guardian: Any, head_of_media_studio: Any, signed_in: Any
) -> None:
    client = signed_in(ig_manager)
    content = page("quarantine-content", shut)
    assert client.get(content).url == page("quarantine-open", shut)
    assert client.post(page("quarantine-open", shut), OPENING | {"reason": "Because"}).status_code == 422
    assert client.post(page("quarantine-open", shut), OPENING | {"ground": "curious"}).status_code == 422
    assert client.post(page("quarantine-open", shut), OPENING).url == content
    assert shut.shows in client.get(content).content.decode()
    assert client.get(page("recording-custody", shut)).status_code == 200
    assert signed_in(caldicott_guardian).get(content).url == page("quarantine-open", shut)
    assert signed_in(head_of_media_studio).get(content).status_code == 403
    row = QuarantineOpening.objects.get()
    assert row.ends_at - row.at == timedelta(minutes=30)
    with pytest.raises(PermissionDenied):
        shut.open_in_quarantine(by=head_of_media_studio, **OPENING)


def test_another_person_looks_at_each_opening(
    shut: Recording, ig_manager: Any, dpo: Any, signed_in: Any
) -> None:
    shut.open_in_quarantine(by=ig_manager, **OPENING)
    address = page("quarantine-review", shut)
    assert address in [need.url for need in needs_of(dpo, clock.today())]
    assert address not in [need.url for need in needs_of(ig_manager, clock.today())]
    with pytest.raises(WrongState):
        shut.review_opening(by=ig_manager, was_right=True, review_says="I may")
    client = signed_in(dpo)
    assert OPENING["reason"] in client.get(address).content.decode()
    client.post(address, {"was_right": "yes", "review_says": "It was asked for"})
    row = QuarantineOpening.objects.get()
    assert (row.reviewed_by, row.was_right) == (dpo, True)


def test_an_opening_is_still_looked_at_once_it_has_come_out(
    shut: Recording, ig_manager: Any, dpo: Any, consultant: Any, head_of_media_studio: Any,
    caldicott_guardian: Any, signed_in: Any,
) -> None:  # fmt: skip
    shut.open_in_quarantine(by=ig_manager, **OPENING)
    shut.propose_release(
        by=head_of_media_studio, ground="harm", because="It is needed tonight", clinician=consultant
    )
    shut.decide_release(by=caldicott_guardian, agrees=True, because="Agreed")
    address = page("quarantine-review", shut)
    assert address in [need.url for need in needs_of(dpo, clock.today())]
    answer = signed_in(dpo).post(address, {"was_right": "no", "review_says": "Nobody had asked for it"})
    assert answer.status_code == 302
    shut.refresh_from_db()
    assert (shut.status, QuarantineOpening.objects.get().reviewed_by) == (RecordingStatus.HELD, dpo)


@pytest.mark.rule("R-155", "E")
def test_it_comes_out_only_to_be_held_by_two_people_after_a_newer_form(
    shut: Recording, consultant: Any, head_of_media_studio: Any, caldicott_guardian: Any, media_studio: Any
) -> None:
    asked = {"ground": "new_form", "because": "They have signed again"}
    with pytest.raises(ValidationError, match="signed for the health record after"):
        shut.propose_release(by=head_of_media_studio, form=shut.form, **asked)
    newer = signed(
        explained(started(consultant, shut.department, shut.patient, RECORD), consultant), consultant
    )
    shut.propose_release(by=head_of_media_studio, form=newer, **asked)
    with pytest.raises(ValidationError, match="proposed already"):
        shut.propose_release(by=head_of_media_studio, form=newer, **asked)
    with pytest.raises(PermissionDenied):
        shut.decide_release(by=head_of_media_studio, agrees=True, because="Mine")
    shut.decide_release(by=caldicott_guardian, agrees=False, because="Ask first whether they know")
    assert shut.status == RecordingStatus.QUARANTINED
    shut.propose_release(by=head_of_media_studio, form=newer, **asked)
    shut.decide_release(by=caldicott_guardian, agrees=True, because="They know of it")
    assert (shut.status, shut.form) == (RecordingStatus.HELD, newer)
    assert [row.step for row in shut.custody.all()][-1] == "quarantine_released"
    assert shut not in Recording.objects.visible_to(consultant)
    shut.release(by=media_studio)
    assert shut.status == RecordingStatus.LOGGED


@pytest.mark.rule("R-171", "E")
def test_harm_is_for_a_clinician_of_the_department_to_say(
    shut: Recording, consultant: Any, head_of_media_studio: Any, caldicott_guardian: Any, signed_in: Any
) -> None:
    asked = {"ground": "harm", "because": "The scar cannot be compared without it"}
    with pytest.raises(ValidationError, match="clinician"):
        shut.propose_release(by=head_of_media_studio, clinician=caldicott_guardian, **asked)
    client, address = signed_in(head_of_media_studio), page("quarantine-propose-release", shut)
    assert client.post(address, asked | {"clinician": "nobody"}).status_code == 422
    client.post(address, asked | {"clinician": consultant.username})
    assert shut.release_that_waits.clinician == consultant
    client, address = signed_in(caldicott_guardian), page("quarantine-decide-release", shut)
    assert "The scar" in client.get(address).content.decode()
    client.post(address, {"agrees": "yes", "because": "Care comes first"})
    shut.refresh_from_db()
    assert shut.status == RecordingStatus.HELD
