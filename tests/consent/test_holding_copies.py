"""Who holds a copy: asked for, undertaken, authorised, called back when nothing agrees to it any more."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent.chasing_copies import chase_copies
from consent.copying import CopyCase, ReleaseCase, may_ask_for_copy, may_release_copy
from consent.models import Copy, Recording, UseCheck
from consent.models.copy_notices import task_key
from consent.using import Aim
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.decisions import Decision, Reason
from recordings_gov.incidents.models import Incident
from recordings_gov.notifications.models import Message, Task
from recordings_gov.workflow import WrongState
from tests.consent.endings import invalid, recorded, taken_back

NO = Decision("no", obstacles=(Reason("Taken back."),))
db = pytest.mark.django_db


@pytest.mark.rule("R-119", "E")
def test_a_copy_is_never_taken_from_case_notes_and_always_has_a_purpose_one_holder_and_a_place() -> None:
    assert may_ask_for_copy(CopyCase()).verdict == "yes"
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"from_notes": True}, "case notes"),
        ({"has_purpose": False}, "what the copy is for"),
        ({"is_one_holder": False}, "Name the one person"),
        ({"agreed": NO}, "Taken back"),
        ({"place": NO}, "Taken back"),
    )
    for change, words in refused:
        answer = may_ask_for_copy(CopyCase(**change))
        assert answer.verdict == "no", change
        assert words in answer.obstacles[0].says


@pytest.mark.rule("R-176", "E")
@pytest.mark.rule("R-188", "E")
def test_a_copy_is_given_only_after_the_undertaking_by_another_person_within_the_consent() -> None:
    good = {"undertaken": True, "by_another": True}
    assert may_release_copy(ReleaseCase(**good)).verdict == "yes"
    kept = {"is_kept": True, "rights_accepted": True, "holder_is_here": False}
    assert may_release_copy(ReleaseCase(**good, **kept)).verdict == "yes"
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"undertaken": False}, "undertaking"),
        ({"by_another": False}, "Another person"),
        ({"is_kept": True}, "copyright"),
        ({"holder_is_here": False}, "no longer"),
        ({"agreed": NO}, "Taken back"),
    )
    for change, words in refused:
        answer = may_release_copy(ReleaseCase(**(good | change)))
        assert answer.verdict == "no", change
        assert words in answer.obstacles[0].says


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    """Agreed to for the record, for teaching and for one article."""
    return recorded(signed_form, media_studio)


def asked(recording: Recording, by: Any, **words: Any) -> Copy:
    given = {"purpose": "Ward round", "place_kind": "trust_drive", "place": "Folder 3", "holder": by}
    return Copy.ask(by=by, recording=recording, **(given | words))


def given(recording: Recording, by: Any, studio: Any, **words: Any) -> Copy:
    """Undertaken by its holder, and authorised by Media Studio."""
    copy = asked(recording, by, **words)
    copy.undertake(by=by)
    copy.release(by=studio)
    return copy


def downloaded(recording: Recording, by: Any) -> Copy:
    check = UseCheck.ask(by=by, recording=recording, use="download")
    kept = {"undertakes": True, "place_kind": "trust_drive", "place": "Folder 4"}
    check.carry_out(by=by, done_with="Second-year students", **kept)
    return Copy.objects.get(use_check=check)


def steps(recording: Recording) -> list[str]:
    return list(recording.custody.values_list("step", flat=True))


@db
@pytest.mark.rule("R-119", "E")
def test_nobody_has_a_copy_before_media_studio_authorised_it_for_a_purpose(
    recording: Recording, consultant: Any, media_studio: Any, head_of_media_studio: Any, student: Any
) -> None:
    with pytest.raises(PermissionDenied):
        asked(recording, student)
    for change, words in (
        ({"from_notes": True}, "case notes"),
        ({"purpose": " "}, "what the copy is for"),
        ({"holder": None}, "Name the one person"),
        ({"place_kind": "laptop"}, "no place to keep"),
        ({"aim": Aim.NAMED_PURPOSE}, "."),
    ):
        with pytest.raises(ValidationError, match=words):
            asked(recording, consultant, **change)
    assert not Copy.objects.exists()
    copy = asked(recording, media_studio)
    copy.undertake(by=media_studio)
    with pytest.raises(ValidationError, match="Another person"):
        copy.release(by=media_studio)
    with pytest.raises(PermissionDenied):
        copy.release(by=consultant)
    assert "copied" not in steps(recording)
    copy.release(by=head_of_media_studio)
    assert (copy.status, copy.approver, copy.purpose) == ("out", head_of_media_studio, "Ward round")
    assert steps(recording)[-1] == "copied"
    refused = asked(recording, consultant)
    refused.refuse(by=media_studio, refused_because="There is one already")
    assert Message.objects.filter(to=consultant, subject__contains=refused.reference).exists()


@db
@pytest.mark.rule("R-176", "E")
@pytest.mark.rule("R-176", "R")
def test_the_undertaking_is_the_holders_own_and_comes_before_the_copy(
    recording: Recording, consultant: Any, radiographer: Any, media_studio: Any, head_of_media_studio: Any
) -> None:
    copy = asked(recording, radiographer, holder=consultant, aim="teaching")
    assert (copy.kind, Task.objects.get(key=task_key(copy, "undertake")).person) == ("teaching", consultant)
    with pytest.raises(ValidationError, match="undertaking"):
        copy.release(by=media_studio)
    with pytest.raises(ValidationError, match="Only Consultant accepts it"):
        copy.undertake(by=radiographer)
    copy.undertake(by=consultant)
    copy.release(by=media_studio)
    assert copy.undertaken_by == consultant
    assert copy.undertaken_at <= copy.released_at
    outside = asked(
        recording, media_studio, holder=None, outside_body="Northmere Crown Court", place_kind="outside"
    )
    with pytest.raises(ValidationError, match="signed it"):
        outside.undertake(by=media_studio)
    outside.undertake(by=media_studio, signed_name="C Clerk")
    outside.release(by=head_of_media_studio)
    assert (outside.held_by, outside.undertaken_name) == ("Northmere Crown Court", "C Clerk")


@db
@pytest.mark.rule("R-176", "E")
@pytest.mark.rule("R-176", "R")
@pytest.mark.rule("R-194", "R")
def test_a_teaching_download_is_a_copy_with_its_holder_and_needs_the_undertaking(
    recording: Recording, consultant: Any
) -> None:
    check = UseCheck.ask(by=consultant, recording=recording, use="download")
    kept = {"place_kind": "trust_drive", "place": "Folder 4"}
    for change, words in (
        ({}, "undertaking"),
        ({"undertakes": True, "place_kind": "phone"}, "no place to keep"),
    ):
        with pytest.raises(ValidationError, match=words):
            check.carry_out(by=consultant, done_with="Students", **(kept | change))
    assert not Copy.objects.exists()
    copy = downloaded(recording, consultant)
    assert (copy.kind, copy.aim, copy.holder, copy.status, copy.purpose) == (
        "download",
        "teaching",
        consultant,
        "out",
        "Second-year students",
    )
    assert steps(recording)[-1] == "downloaded"


@db
@pytest.mark.rule("R-176", "N")
def test_teaching_taken_back_calls_back_what_rests_on_teaching_and_nothing_else(
    recording: Recording, consultant: Any, media_studio: Any
) -> None:
    for_care, download = given(recording, consultant, media_studio), downloaded(recording, consultant)
    teaching = given(recording, consultant, media_studio, aim="teaching")
    form = recording.form
    rows = form.permissions.filter(kind="teaching").values_list("pk", flat=True)
    taken_back(form, consultant, permissions=list(rows))
    for copy, status in ((for_care, "out"), (teaching, "recalled"), (download, "recalled")):
        copy.refresh_from_db()
        assert copy.status == status, copy.kind
    task = Task.objects.get(key=task_key(download, "answer"))
    assert (task.person, task.due_on) == (consultant, clock.today() + timedelta(days=7))
    assert Message.objects.filter(to=consultant, subject__contains=download.reference).count() == 1


@db
@pytest.mark.rule("R-176", "N")
@pytest.mark.rule("R-155", "E")
def test_whatever_shuts_a_recording_calls_back_every_copy(
    recording: Recording, signed_form: Any, consultant: Any, ig_manager: Any, media_studio: Any
) -> None:
    other = recorded(signed_form, media_studio)
    by_hand, by_form = given(other, consultant, media_studio), given(recording, consultant, media_studio)
    other.quarantine(by=ig_manager, reason="Of somebody else")
    assert Copy.objects.get(pk=by_hand.pk).status == "recalled"
    assert Copy.objects.get(pk=by_form.pk).status == "out"
    invalid(signed_form, ig_manager)
    assert Copy.objects.get(pk=by_form.pk).status == "recalled"


@db
@pytest.mark.rule("R-176", "E")
def test_a_copy_that_waits_is_not_given_once_consent_was_taken_back_and_nobody_is_asked_about_it(
    recording: Recording, consultant: Any, radiographer: Any, media_studio: Any
) -> None:
    for_care = asked(recording, consultant)
    for_care.undertake(by=consultant)
    teaching = asked(recording, consultant, holder=radiographer, aim="teaching")
    rows = recording.form.permissions.filter(kind="teaching").values_list("pk", flat=True)
    taken_back(recording.form, media_studio, permissions=list(rows))
    teaching.refresh_from_db()
    assert (teaching.status, teaching.refused_because) == ("refused", "Consent was taken back")
    assert not Task.objects.undone().filter(about_reference=teaching.reference).exists()
    told = Message.objects.filter(subject__contains=teaching.reference).values_list("to", flat=True)
    assert set(told) == {consultant.pk, radiographer.pk}
    assert Copy.objects.get(pk=for_care.pk).status == "asked"
    recording.refresh_from_db()
    recording.quarantine(by=media_studio, reason="Of somebody else")
    with pytest.raises(WrongState):
        for_care.release(by=media_studio)


@db
@pytest.mark.rule("R-188", "E")
def test_nothing_is_given_to_somebody_whose_account_has_ended_meanwhile(
    recording: Recording, consultant: Any, media_studio: Any
) -> None:
    copy = asked(recording, consultant)
    copy.undertake(by=consultant)
    consultant.is_active = False
    with acting_as(None, job="a test"):
        consultant.save()
    with pytest.raises(ValidationError, match="works here no longer"):
        copy.release(by=media_studio)


@db
@pytest.mark.rule("R-176", "N")
def test_a_holder_who_does_not_answer_is_reminded_each_week_and_information_governance_is_told(
    recording: Recording, consultant: Any, colleague: Any, media_studio: Any, monkeypatch: Any
) -> None:
    copy = given(recording, consultant, media_studio)
    taken_back(recording.form, consultant)
    late = task_key(copy, "overdue")
    in_a_week, later = clock.today() + timedelta(days=7), clock.today() + timedelta(days=8)
    with acting_as(None, job="a test"):
        assert chase_copies(clock.today()) == 1
        assert not Task.objects.filter(key=late).exists()
        for day in (in_a_week, in_a_week, later):
            chase_copies(day)
    assert Message.objects.filter(key__startswith=f"copy:{copy.reference}:").count() == 2
    assert Task.objects.get(key=late).role == "ig_manager"
    copy.refresh_from_db()
    said = {"outcome": "destroyed", "ended_on": clock.today(), "ended_how": "Deleted"}
    with pytest.raises(PermissionDenied):
        copy.end(by=colleague, **said)
    with pytest.raises(ValidationError, match="between the day"):
        copy.end(by=consultant, **(said | {"ended_on": date(2001, 1, 1)}))
    copy.end(by=consultant, **said)
    assert (copy.status, copy.ended_by) == ("destroyed", consultant)
    assert chase_copies(later) == 0
    assert not Task.objects.undone().filter(about_reference=copy.reference).exists()
    assert steps(recording)[-1] == "copy_destroyed"


@db
@pytest.mark.rule("R-119", "E")
def test_a_copy_that_nobody_authorised_becomes_an_incident_from_the_page_of_its_recording(
    recording: Recording, consultant: Any, department: Any, signed_in: Any
) -> None:
    page = signed_in(consultant).get(recording.get_absolute_url())
    url = f"/consent/registrations/unregistered/?kind=unauthorised_copy&about={recording.reference}"
    assert url.replace("&", "&amp;") in page.content.decode()
    today = clock.today()
    sent = {
        "about": recording.reference,
        "kind": "unauthorised_copy",
        "department": department.pk,
        "happened_on_day": today.day,
        "happened_on_month": today.month,
        "happened_on_year": today.year,
        "what_happened": "Printed from the case notes",
    }
    answer = signed_in(consultant).post(url.split("?", maxsplit=1)[0], sent)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    incident = Incident.objects.get()
    assert (incident.kind, incident.about_reference) == ("unauthorised_copy", recording.reference)
