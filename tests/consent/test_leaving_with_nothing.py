"""Leavers: asked when an account ends, everything erased or given back, kept only with leave."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent.chasing_copies import raise_leavers
from consent.models import Copy, Leaver, Recording
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications.models import Message, Task
from tests.consent.endings import recorded, taken_back
from tests.consent.test_holding_copies import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    return recorded(signed_form, media_studio)


@pytest.fixture
def leaver(consultant: Any, media_studio: Any) -> Leaver:
    return Leaver.start(by=media_studio, person=consultant, ends_on=clock.today())


def kept(leaver: Leaver, by: Any, recording: Recording, **words: Any) -> Copy:
    said = {"purpose": "Lectures", "place": "My own laptop", "accepts_rights": True, "undertakes": True}
    leaver.keep(by=by, recording=recording, **(said | words))
    return Copy.objects.filter(leaver=leaver).latest("pk")


def answered(leaver: Leaver, by: Any) -> None:
    leaver.answer(by=by, erased="erased", erased_on=clock.today(), answer_says="The home computer")


@pytest.mark.rule("R-188", "N")
def test_an_account_that_ends_raises_the_checklist_once_for_whoever_recorded_or_holds_a_copy(
    recording: Recording, consultant: Any, media_studio: Any, colleague: Any
) -> None:
    given(recording, consultant, media_studio)
    for person in (consultant, colleague):
        person.is_active = False
        person.save()
    with acting_as(None, job="a test"):
        assert (raise_leavers(clock.today()), raise_leavers(clock.today())) == (1, 0)
    leaver = Leaver.objects.get()
    task = Task.objects.get(about_reference=leaver.reference)
    assert (leaver.person, task.role, leaver.raised_by) == (consultant, "media_studio", None)
    assert not Message.objects.filter(to=consultant, key__startswith="leaver").exists()


@pytest.mark.rule("R-188", "N")
def test_whoever_came_back_and_recorded_again_is_asked_again_when_they_leave_once_more(
    signed_form: Any, media_studio: Any, head_of_media_studio: Any
) -> None:
    recorded(signed_form, media_studio)
    yesterday = clock.today() - timedelta(days=1)
    first = Leaver.start(by=head_of_media_studio, person=media_studio, ends_on=clock.today())
    answered(first, media_studio)
    first.sign_off(by=head_of_media_studio)
    media_studio.is_active = False
    with acting_as(None, job="a test"):
        media_studio.save()
        assert raise_leavers(clock.today()) == 0
        first.ends_on = yesterday
        first.save()
        assert (raise_leavers(clock.today()), raise_leavers(clock.today())) == (1, 0)


@pytest.mark.rule("R-188", "E")
def test_a_checklist_is_signed_off_only_when_all_is_erased_and_no_copy_is_left(
    leaver: Leaver, recording: Recording, consultant: Any, media_studio: Any, colleague: Any
) -> None:
    assert Message.objects.filter(to=consultant, subject__contains=leaver.reference).exists()
    with pytest.raises(ValidationError):
        leaver.sign_off(by=media_studio)
    with pytest.raises(PermissionDenied):
        answered(leaver, colleague)
    with pytest.raises(ValidationError, match="past"):
        leaver.answer(
            by=consultant, erased="erased", erased_on=clock.today() + timedelta(days=1), answer_says="Soon"
        )
    answered(leaver, consultant)
    copy = given(recording, consultant, media_studio)
    with pytest.raises(ValidationError, match=copy.reference):
        leaver.sign_off(by=media_studio)
    copy.end(by=consultant, outcome="given_back", ended_on=clock.today(), ended_how="To Media Studio")
    leaver.sign_off(by=media_studio)
    assert (leaver.status, leaver.done_by) == ("done", media_studio)
    assert not Task.objects.undone().filter(about_reference=leaver.reference).exists()


@pytest.mark.rule("R-188", "E")
@pytest.mark.rule("R-176", "E")
def test_leave_to_keep_counts_only_with_the_trusts_rights_accepted_for_teaching_by_the_medical_director(
    leaver: Leaver, recording: Recording, consultant: Any, media_studio: Any, executive_sponsor: Any
) -> None:
    for missing in ("accepts_rights", "undertakes"):
        with pytest.raises(ValidationError) as refused:
            kept(leaver, consultant, recording, **{missing: False})
        assert missing in refused.value.message_dict
    with pytest.raises(ValidationError, match="signed the two"):
        kept(leaver, media_studio, recording)
    copy = kept(leaver, consultant, recording)
    assert copy.rights_accepted_at
    assert (copy.use, copy.status) == ("teach", "asked")
    assert Task.objects.get(about_reference=copy.reference).role == "executive_sponsor"
    answered(leaver, consultant)
    with pytest.raises(ValidationError, match=copy.reference):
        leaver.sign_off(by=media_studio)
    with pytest.raises(ValidationError, match="medical director"):
        copy.release(by=media_studio)
    with pytest.raises(PermissionDenied):
        copy.permit(by=media_studio)
    copy.permit(by=executive_sponsor)
    leaver.sign_off(by=media_studio)
    assert (copy.status, copy.approver, leaver.status) == ("out", executive_sponsor, "done")
    taken_back(recording.form, consultant)
    assert Copy.objects.get(pk=copy.pk).status == "recalled"


@pytest.mark.rule("R-188", "E")
def test_nothing_is_kept_that_the_patient_did_not_agree_to_for_teaching(
    leaver: Leaver, recording: Recording, consultant: Any, executive_sponsor: Any
) -> None:
    copy = kept(leaver, consultant, recording)
    rows = recording.form.permissions.filter(kind="teaching").values_list("pk", flat=True)
    recording.form.withdraw(
        by=consultant,
        who="patient",
        route="word",
        said_at=clock.now(),
        answer_by="none",
        permissions=list(rows),
    )
    with pytest.raises(ValidationError):
        copy.permit(by=executive_sponsor)
    with pytest.raises(ValidationError):
        kept(leaver, consultant, recording)


def test_the_checklist_is_walked_through_on_its_pages(
    recording: Recording,
    consultant: Any,
    media_studio: Any,
    executive_sponsor: Any,
    outsider: Any,
    colleague: Any,
    signed_in: Any,
) -> None:
    today = clock.today()
    day = {"day": today.day, "month": today.month, "year": today.year}
    start = {"username": consultant.username, **{f"ends_on_{part}": value for part, value in day.items()}}
    url = signed_in(media_studio).post("/consent/leavers/start/", start).url
    assert signed_in(colleague).get(url).status_code == 404
    assert b"Before you leave: erase what you recorded" in signed_in(consultant).get("/").content
    page = signed_in(consultant).get(url).content.decode()
    assert "Media Studio then signs the checklist off" in page
    assert "Say what was erased" in page
    assert "Sign it off" not in page
    said = {
        "erased": "none",
        "answer_says": "Only Trust machines",
        **{f"erased_on_{p}": v for p, v in day.items()},
    }
    assert signed_in(consultant).post(f"{url}answer/", said).status_code == 302
    assert b"Before you leave" not in signed_in(consultant).get("/").content
    assert b"you have nothing left to do" in signed_in(consultant).get(url).content
    asks = {
        "known": recording.reference.lower(),
        "purpose": "Lectures",
        "place": "Laptop",
        "undertakes": "on",
    }
    refused = signed_in(consultant).post(f"{url}keep/", asks)
    assert refused.status_code == 422
    assert b"section 170" in refused.content
    assert signed_in(consultant).post(f"{url}keep/", asks | {"accepts_rights": "on"}).status_code == 302
    copy = Copy.objects.get()
    assert b"Decide on this copy" in signed_in(executive_sponsor).get(copy.get_absolute_url()).content
    assert signed_in(executive_sponsor).post(f"{copy.get_absolute_url()}permit/").status_code == 302
    assert b"Sign it off" in signed_in(media_studio).get(url).content
    assert signed_in(media_studio).post(f"{url}sign-off/").status_code == 302
    assert Leaver.objects.get().status == "done"
