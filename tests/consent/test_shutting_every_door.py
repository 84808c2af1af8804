"""What is in quarantine is not there at any address, and whoever asks for it is written down."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from consent.models import Edit, Recording
from consent.models.recording_told import ToldOfVerbs
from consent.urls import urlpatterns
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.notifications import tasks_due
from recordings_gov.notifications.models import Task
from recordings_gov.pages.needs import needs_of

SHOWS = "The birthmark behind the left ear"
LISTS = (
    "library-list",
    "film-register",
    "kept-list",
    "held-list",
    "quality-list",
    "copied-list",
    "copy-list",
    "print-list",
    "publication-list",
    "disclosure-list",
    "reconciliation",
    "mismatch-list",
    "registration-list",
    "overview",
)


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    """A photo by Media Studio that is about to be shut."""
    made = Recording.capture(
        by=media_studio, form=signed_form, captured_at=signed_form.signed_at, kind="photograph", shows=SHOWS
    )
    made.take_off_camera(by=media_studio, at=clock.now(), place="trust_drive", where="Studio in-tray")
    made.upload(by=media_studio, library_number="CIL-88", named=made.file_name)
    return made


def shut(recording: Recording, by: Any) -> None:
    recording.quarantine(by=by, reason="A bystander is in it")


def attempts(recording: Recording) -> list[str]:
    rows = Event.objects.about(recording).filter(action="recording.not_available.read").order_by("id")
    return [row.actor.username for row in rows]


def addresses_of(recording: Recording) -> list[str]:
    """Every address under a recording that really exists, taken from the routes."""
    names = {
        pattern.name
        for pattern in urlpatterns
        if str(pattern.pattern).startswith("recordings/<str:reference>/") and pattern.name
    }
    names -= {"recording-use"}  # asking whether it may be used: the answer is no, and is kept
    return [reverse(f"consent:{name}", args=[recording.reference]) for name in sorted(names)]


@pytest.mark.rule("R-155", "E")
@pytest.mark.rule("R-210", "E")
def test_no_address_of_it_answers_a_clinical_or_studio_role_and_each_asking_is_kept(
    recording: Recording, media_studio: Any, head_of_media_studio: Any, consultant: Any, signed_in: Any
) -> None:
    shut(recording, media_studio)
    for person, method in ((head_of_media_studio, "get"), (consultant, "post")):
        client, before = signed_in(person), len(attempts(recording))
        answers = [getattr(client, method)(address) for address in addresses_of(recording)]
        assert {answer.status_code for answer in answers} <= {403, 404}
        assert not any(SHOWS in answer.content.decode() for answer in answers)
        looked_for = [answer for answer in answers if answer.status_code == 404]
        assert attempts(recording)[before:] == [person.username] * len(looked_for)
        assert len(looked_for) > 10


@pytest.mark.rule("R-155", "E")
def test_no_search_list_export_or_first_page_has_it(
    recording: Recording, media_studio: Any, head_of_media_studio: Any, consultant: Any, signed_in: Any
) -> None:
    number, name = recording.library_number, recording.file_name
    seen = signed_in(head_of_media_studio).get(reverse("consent:kept-list"), {"format": "csv"})
    assert recording.reference in seen.content.decode()
    shut(recording, media_studio)
    for person in (head_of_media_studio, consultant):
        client, before = signed_in(person), len(attempts(recording))
        for known in (recording.reference, number, f"{name}.jpg"):
            answer = client.post(reverse("consent:recording-find"), {"known": known})
            assert answer.status_code == 422
            assert "No recording that you may see has that" in answer.content.decode()
        assert attempts(recording)[before:] == [person.username] * 3
    client = signed_in(head_of_media_studio)
    for page in (reverse("home"), *(reverse(f"consent:{each}") for each in LISTS)):
        for kind in ("", "?format=csv"):
            answer = client.get(page + kind)
            assert answer.status_code == 200, page
            assert recording.reference not in answer.content.decode(), page + kind


@pytest.mark.rule("R-155", "E")
@pytest.mark.rule("R-210", "E")
def test_a_trail_or_an_edit_asked_for_in_vain_is_kept_too(
    recording: Recording, media_studio: Any, head_of_media_studio: Any, ig_manager: Any, signed_in: Any
) -> None:
    made = Edit.make(
        by=media_studio, recording=recording, kinds=["crop"], whole_image=True, because="The edge",
        register="IMI", registration_number="1",
    )  # fmt: skip
    trail = signed_in(ig_manager).post(reverse("consent:recording-trail-print", args=[recording.reference]))
    shut(recording, media_studio)
    client = signed_in(head_of_media_studio)
    for address in (trail.url, made.get_absolute_url()):
        assert client.get(address).status_code == 404
    assert attempts(recording) == [head_of_media_studio.username] * 2
    assert signed_in(ig_manager).get(trail.url).status_code == 200


@pytest.mark.rule("R-102", "P")
@pytest.mark.rule("R-155", "E")
def test_an_extract_from_before_shows_nothing_of_it_and_is_searched_again(
    recording: Recording, media_studio: Any, ig_manager: Any, medical_records: Any, signed_in: Any
) -> None:
    office = signed_in(ig_manager)
    asked = {"request_reference": "SAR/2026/14", "reason": "The patient asks for all recordings"}
    page = office.post("/consent/subject-access/new/", {"number": recording.patient.nhs_number, **asked}).url
    paper = office.post(f"{page}print/").url
    assert SHOWS in office.get(page).content.decode()
    assert office.get(paper).status_code == 200
    shut(recording, media_studio)
    shown = office.get(page).content.decode()
    assert "1 of these has gone into quarantine since" in shown
    assert SHOWS not in shown
    assert recording.reference not in shown
    assert office.get(paper).status_code == 404
    assert attempts(recording) == [ig_manager.username]
    assert "Search again" in office.post(f"{page}print/", follow=True).content.decode()
    assert signed_in(medical_records).get(paper).status_code == 404
    recording.open_in_quarantine(
        by=ig_manager, ground="subject_access", ground_reference="SAR/2026/14", reason="To answer the request"
    )
    assert signed_in(ig_manager).get(paper).status_code == 200
    assert signed_in(medical_records).get(paper).status_code == 404


@pytest.mark.rule("R-155", "E")
def test_nobodys_first_page_leads_to_what_is_shut(
    recording: Recording, media_studio: Any, medical_records: Any, ig_manager: Any, consultant: Any
) -> None:
    over = clock.today() - timedelta(days=1)
    recording.look_up_retention(by=media_studio, retention_rule="Imaging, 8 years", keep_until=over)
    recording.propose_disposal(by=medical_records, because="Its time is over")
    with acting_as(None, job="arranging a test"):
        for role in (Role.MEDIA_STUDIO, Role.CONSULTANT, Role.IG_MANAGER):
            tasks_due.ask(key=f"test:{role}", what="Look at it", about=recording, role=role)
    assert recording.reference in str(needs_of(ig_manager, clock.today()))
    shut(recording, media_studio)
    for person in (media_studio, consultant, medical_records):
        told = str([(need.url, need.detail) for need in needs_of(person, clock.today())])
        assert recording.reference not in told, person
    assert [task.role for task in Task.objects.undone().filter(key__startswith="test:")] == [Role.IG_MANAGER]
    decides = reverse("consent:recording-decide-disposal", args=[recording.reference])
    assert decides not in [need.url for need in needs_of(ig_manager, clock.today())]


def test_every_part_of_a_recording_hears_of_every_verb_in_whatever_order() -> None:
    """Only one class says what ``moved`` does; a part that had its own would leave the others out."""
    parts = [each for each in Recording.__mro__ if "follows" in vars(each)]
    assert {each.__name__ for each in parts} == {"KeptRecording", "CopiesOfRecording", "LeavingOfRecording"}
    assert [each.__name__ for each in Recording.__mro__ if "moved" in vars(each)] == ["ToldOfVerbs"]


def test_no_part_keeps_a_verb_from_another() -> None:
    heard: list[str] = []

    class First:
        def follows(self, verb: str, by: Any) -> None:
            heard.append(f"first, {verb} by {by}")

    class Last:
        def follows(self, verb: str, by: Any) -> None:
            heard.append(f"last, {verb} by {by}")

    class Whole(First, Last):
        moved = ToldOfVerbs.moved

    Whole().moved("quarantine", "somebody")  # type: ignore[misc]
    assert heard == ["first, quarantine by somebody", "last, quarantine by somebody"]
