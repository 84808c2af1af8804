"""A publication: on a contract that leaves the copyright here; stopped in time, or beyond recall."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from consent.models import ConsentForm, Publication, ending_effects, publication
from consent.publisher_letter import notice_words
from recordings_gov import clock
from recordings_gov.incidents.models import Incident
from recordings_gov.notifications.models import Task
from recordings_gov.workflow import WrongState
from tests.consent.endings import recorded, taken_back
from tests.consent.leaving import article_of, cleared, ordered, planned, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Any:
    return recorded(signed_form, media_studio)


def steps(recording: Any) -> list[str]:
    return list(recording.custody.values_list("step", flat=True))


def test_it_is_planned_only_when_it_may_come_out_and_the_question_is_kept(
    recording: Any, consultant: Any, outsider: Any
) -> None:
    row = planned(recording, consultant)
    assert (row.status, row.check_asked.verdict, row.check_asked.use) == ("planned", "yes", "publish")
    with pytest.raises(ValidationError, match="names this use"):
        planned(recording, consultant, permission=None)
    with pytest.raises(PermissionDenied):
        planned(recording, outsider)
    taken_back(recording.form, consultant, permissions=[article_of(recording).pk])
    with pytest.raises(ValidationError, match="taken back"):
        planned(recording, consultant, permission=article_of(recording))


@pytest.mark.rule("R-175", "E")
def test_nothing_goes_to_a_publisher_before_the_copyright_stays_here(
    recording: Any, consultant: Any, media_studio: Any
) -> None:
    row = planned(recording, consultant)
    with pytest.raises(ValidationError, match="Read the contract first"):
        row.release(by=media_studio)
    row.read_contract(by=consultant, clause="passes", contract_reference="EP-17")
    with pytest.raises(ValidationError, match="strikes out"):
        row.release(by=media_studio)
    with pytest.raises(ValidationError, match="reference of the contract"):
        row.read_contract(by=consultant, clause="struck_out")
    row.refresh_from_db()
    row.read_contract(by=consultant, clause="struck_out", contract_reference="EP-17")
    with pytest.raises(PermissionDenied):
        row.release(by=consultant)
    row.release(by=media_studio)
    assert (row.status, row.released_by) == ("released", media_studio)
    assert recording.custody.get(step="disclosed").to == "Example Press"


def test_when_it_is_out_the_permission_says_so_and_so_does_the_custody(
    recording: Any, media_studio: Any
) -> None:
    row = released(recording, media_studio)
    for on in (clock.today() + timedelta(days=1), clock.today() - timedelta(days=1)):
        with pytest.raises(ValidationError):
            row.come_out(by=media_studio, on=on, where="Page 12")
    row.come_out(by=media_studio, on=clock.today(), where="Page 12")
    assert (row.status, row.came_out_where, row.cannot_be_recalled) == ("out", "Page 12", False)
    assert "Page 12" in article_of(recording).came_out_where
    assert "published" in steps(recording)
    assert not Incident.objects.exists()


@pytest.mark.rule("R-133", "E")
def test_a_withdrawal_stops_what_is_not_out_and_the_publisher_is_told(
    recording: Any, consultant: Any, media_studio: Any
) -> None:
    waiting, away = planned(recording, consultant), released(recording, media_studio)
    taken_back(recording.form, consultant, permissions=[article_of(recording).pk])
    for row in (waiting, away):
        row.refresh_from_db()
        assert row.status == "stopped"
    assert (waiting.notice_is_owed, away.notice_is_owed) == (False, True)
    task = Task.objects.get(key=away.notice_key)
    assert "publisher" in task.what
    assert not Task.objects.filter(key=waiting.notice_key).exists()
    with pytest.raises(ValidationError, match="No notice"):
        waiting.tell_publisher(by=media_studio, on=clock.today())
    away.tell_publisher(by=media_studio, on=clock.today())
    task.refresh_from_db()
    assert (away.told_by, task.done_by) == (media_studio, media_studio)
    with pytest.raises(WrongState):
        away.release(by=media_studio)


@pytest.mark.rule("R-133", "E")
@pytest.mark.rule("R-135", "E")
def test_what_is_out_says_that_it_cannot_be_recalled_and_the_publisher_is_told(
    recording: Any, consultant: Any, media_studio: Any
) -> None:
    row = released(recording, media_studio)
    row.come_out(by=media_studio, on=clock.today(), where="Page 12")
    taken_back(recording.form, consultant)
    row.refresh_from_db()
    assert (row.status, row.cannot_be_recalled, row.notice_is_owed) == ("out", True, True)


def test_what_somebody_takes_back_of_teaching_stops_no_publication(
    recording: Any, consultant: Any, media_studio: Any
) -> None:
    row = released(recording, media_studio)
    taken_back(recording.form, consultant, permissions=[recording.form.permissions.get(kind="teaching").pk])
    row.refresh_from_db()
    assert (row.status, row.taken_back_at) == ("released", None)


@pytest.mark.rule("R-155", "E")
@pytest.mark.rule("R-171", "E")
def test_a_recording_that_is_shut_by_hand_takes_its_publication_and_print_with_it(
    recording: Any, media_studio: Any, consultant: Any, radiographer: Any
) -> None:
    row, order = released(recording, media_studio), ordered(recording, consultant)
    recording.find_bystander(by=consultant, says="A visitor", care_needs_it="The wound shows nowhere else")
    row.refresh_from_db()
    order.refresh_from_db()
    assert (row.status, order.status) == ("stopped", "asked")
    recording.quarantine(by=media_studio, reason="Found under the wrong name")
    order.refresh_from_db()
    assert order.status == "stopped"


def test_what_came_out_although_it_was_stopped_is_an_incident(
    recording: Any, consultant: Any, media_studio: Any
) -> None:
    row = released(recording, media_studio)
    taken_back(recording.form, consultant)
    row.refresh_from_db()
    row.come_out(by=media_studio, on=clock.today(), where="Page 12")
    incident = Incident.objects.get()
    assert (incident.kind, incident.about_reference) == ("used_without_consent", recording.reference)
    assert row.reference in incident.what_happened
    assert row.cannot_be_recalled


def held_at(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, inside: threading.Event) -> None:
    """Who comes here first stays a moment, so that only a lock keeps the other out."""
    real = getattr(where, name)

    def lingering(*args: Any, **kwargs: Any) -> Any:
        answer = real(*args, **kwargs)
        inside.set()
        threading.Event().wait(timeout=1)
        return answer

    monkeypatch.setattr(where, name, lingering)


@pytest.mark.fault
@pytest.mark.both
@pytest.mark.rule("R-133", "E")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["withdrawal", "release"])
def test_a_withdrawal_racing_a_release_wins_or_finds_what_was_released(
    first: str, signed_form: Any, media_studio: Any, consultant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite takes one writer at a time: there is no row lock to prove")
    row = cleared(recorded(signed_form, media_studio), media_studio)
    inside, raised = threading.Event(), {}
    acts = {
        "withdrawal": lambda: taken_back(ConsentForm.objects.get(pk=signed_form.pk), consultant),
        "release": lambda: Publication.objects.get(pk=row.pk).release(by=media_studio),
    }
    where = {"withdrawal": (ending_effects, "keep"), "release": (publication, "refuse_unless_allowed")}
    held_at(monkeypatch, *where[first], inside)

    def run(name: str) -> None:
        try:
            if name != first:
                inside.wait(timeout=10)
            acts[name]()
        except Exception as error:  # noqa: BLE001
            raised[name] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(name,)) for name in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    row.refresh_from_db()
    refused = raised.pop("release", None)
    assert (raised, signed_form.withdrawals.count(), row.status) == ({}, 1, "stopped")
    if first == "withdrawal":
        assert isinstance(refused, WrongState)
        assert (row.released_at, row.notice_is_owed) == (None, False)
    else:
        assert (refused, row.notice_is_owed) == (None, True)


def test_nobody_sees_it_from_outside(recording: Any, media_studio: Any, outsider: Any) -> None:
    planned(recording, media_studio)
    assert Publication.objects.visible_to(media_studio).exists()
    assert not Publication.objects.visible_to(outsider).exists()


def address(name: str, record: Any) -> str:
    return reverse(f"consent:{name}", kwargs={"reference": record.reference})


def test_it_is_planned_released_and_taken_back_on_the_page(
    recording: Any, consultant: Any, media_studio: Any, signed_in: Any
) -> None:
    client = signed_in(consultant)
    assert (
        address("recording-publish", recording) in client.get(recording.get_absolute_url()).content.decode()
    )
    said = {
        "permission": article_of(recording).pk,
        "medium": "print",
        "where": "British Journal of Imaging",
        "publisher": "Example Press",
        "publisher_address": "1 Example Street",
    }
    client.post(address("recording-publish", recording), said)
    row = Publication.objects.get()
    client.post(address("publication-contract", row), {"clause": "struck_out", "contract_reference": "EP-17"})
    assert client.get(address("publication-release", row)).status_code == 403
    client = signed_in(media_studio)
    assert "Give it to the publisher" in client.get(row.get_absolute_url()).content.decode()
    client.post(address("publication-release", row))
    taken_back(recording.form, consultant)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Consent has ended: this does not come out" in page
    assert address("publication-notice", row) in page
    row.refresh_from_db()
    letter = notice_words(row)
    assert "Please do not publish it" in letter["stops"][0]
    assert letter["cannot"] == []
    today = clock.today()
    told = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    client.post(address("publication-told", row), told)
    assert "The publisher has been told" in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.rule("R-135", "E")
def test_the_letter_says_what_cannot_be_recalled_and_names_no_patient(
    recording: Any, consultant: Any, media_studio: Any, signed_in: Any
) -> None:
    row = released(recording, media_studio)
    row.come_out(by=media_studio, on=clock.today(), where="Page 12")
    taken_back(recording.form, consultant)
    row.refresh_from_db()
    client = signed_in(media_studio)
    assert "It cannot be called back" in client.get(row.get_absolute_url()).content.decode()
    document = client.post(address("publication-notice", row)).headers["Location"]
    assert client.get(document).status_code == 200
    words = str(notice_words(row))
    assert "Page 12" in words
    assert "cannot be called back" in words
    assert recording.patient.family_name not in words


def test_the_list_stays_cheap(
    recording: Any, media_studio: Any, signed_in: Any, at_most_queries: Any
) -> None:
    for _ in range(3):
        planned(recording, media_studio)
    client = signed_in(media_studio)
    client.get(reverse("consent:publication-list"))
    with at_most_queries(14):
        page = client.get(reverse("consent:publication-list")).content.decode()
    assert page.count("British Journal of Imaging, June 2027") == 3
