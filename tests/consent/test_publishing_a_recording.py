"""A publication: on a contract that leaves the copyright here; stopped in time, or beyond recall."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.models import Publication
from consent.publisher_letter import notice_words
from recordings_gov import clock
from recordings_gov.incidents.models import Incident
from recordings_gov.notifications.models import Task
from recordings_gov.workflow import WrongState
from tests.consent.endings import recorded, taken_back
from tests.consent.leaving import article_of, ordered, planned, released

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


def test_what_is_stopped_by_hand_after_it_was_given_away_is_told_to_the_publisher(
    recording: Any, consultant: Any, media_studio: Any, signed_in: Any
) -> None:
    waiting, away = planned(recording, consultant), released(recording, media_studio)
    for row in (waiting, away):
        row.stop(by=consultant, reason="The article was not accepted")
    assert [row.notice_is_owed for row in (waiting, away)] == [False, True]
    assert list(Publication.objects.notice_owed()) == [away]
    task = Task.objects.undone().get(about_reference=away.reference)
    assert (task.role, task.url) == ("media_studio", away.get_absolute_url())
    assert task.what in signed_in(media_studio).get(reverse("home")).content.decode()
    page = signed_in(media_studio).get(away.get_absolute_url()).content.decode()
    assert "Stopped: this does not come out" in page
    assert "Make the letter to the publisher" in page
    said = str(notice_words(away))
    assert "we decided that it is not to be published" in said
    assert "consent" not in said.lower()
    away.tell_publisher(by=media_studio, on=clock.today())
    assert not Task.objects.undone().filter(about_reference=away.reference).exists()
    taken_back(recording.form, consultant)
    away.refresh_from_db()
    assert (away.status, bool(away.taken_back_at), away.notice_is_owed) == ("stopped", True, False)
    assert "The consent to publish it ended" in str(notice_words(away))


def test_what_the_trust_stopped_and_came_out_all_the_same_is_an_incident_and_beyond_recall(
    recording: Any, consultant: Any, media_studio: Any
) -> None:
    row = released(recording, media_studio)
    row.stop(by=consultant, reason="The article was not accepted")
    row.come_out(by=media_studio, on=clock.today(), where="Page 12")
    assert "the Trust had stopped it" in Incident.objects.get().what_happened
    assert article_of(recording).came_out_where.endswith("Page 12")
    taken_back(recording.form, consultant)
    row.refresh_from_db()
    assert row.cannot_be_recalled


def test_what_had_come_out_before_consent_ended_and_is_heard_of_later_is_no_incident(
    recording: Any, consultant: Any, media_studio: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = released(recording, media_studio)
    came_out = clock.today()
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(days=2)).isoformat())
    taken_back(recording.form, consultant)
    row.refresh_from_db()
    row.come_out(by=media_studio, on=came_out, where="Page 12")
    assert (row.status, row.cannot_be_recalled, article_of(recording).cannot_be_recalled) == (
        "out",
        True,
        True,
    )
    assert not Incident.objects.exists()


def test_a_publication_of_what_is_shut_for_another_reason_does_not_say_that_consent_ended(
    recording: Any, consultant: Any, media_studio: Any, signed_in: Any
) -> None:
    row = released(recording, media_studio)
    recording.find_bystander(by=consultant, says="A visitor", care_needs_it="The wound shows nowhere else")
    row.refresh_from_db()
    assert row.notice_is_owed
    page = signed_in(media_studio).get(row.get_absolute_url()).content.decode()
    said = str(notice_words(row))
    assert "It may no longer be published" in page
    assert "may no longer be published" in said
    assert "onsent has ended" not in page
    assert "consent to publish" not in said.lower()


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
    assert recording.reference in words
    assert "cannot be called back" in words
    assert recording.patient.family_name not in words


def test_the_list_says_what_is_owed_and_stays_cheap(
    recording: Any, media_studio: Any, signed_in: Any, at_most_queries: Any
) -> None:
    planned(recording, media_studio)
    out, stopped = released(recording, media_studio), released(recording, media_studio)
    out.come_out(by=media_studio, on=clock.today(), where="Page 12")
    stopped.stop(by=media_studio, reason="The article was not accepted")
    client = signed_in(media_studio)
    client.get(reverse("consent:publication-list"))
    with at_most_queries(14):
        page = client.get(reverse("consent:publication-list")).content.decode()
    assert page.count("British Journal of Imaging, June 2027") == 3
    assert "Stopped, publisher to be told" in page
    stopped.tell_publisher(by=media_studio, on=clock.today())
    taken_back(recording.form, media_studio)
    page = client.get(reverse("consent:publication-list") + "?state=notice").content.decode()
    assert "Out, cannot be recalled, publisher to be told" in page
    assert page.count("British Journal of Imaging, June 2027") == 1
