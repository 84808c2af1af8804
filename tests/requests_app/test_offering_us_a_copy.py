"""A patient may offer a copy: a yes is Media Studio's task, and nothing we hold is made by it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from consent.models import Recording
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications.models import Task
from requests_app.models import CopyOffer, RecordingRequest

Log = Callable[..., RecordingRequest]
TAKEN = {"came": "offered", "is_accepted": "yes", "held_as": "phone"}


@pytest.mark.rule("R-030", "R")
def test_an_accepted_copy_becomes_media_studios_task_and_no_recording_of_ours(
    log: Log, signed_in: Any, radiographer: Any, media_studio: Any
) -> None:
    request = log()
    browser = signed_in(radiographer)
    page = reverse("requests:request-copy", kwargs={"reference": request.reference})
    assert "stays so" in browser.get(page).content.decode()
    assert browser.post(page, TAKEN).status_code == 302
    offer = CopyOffer.objects.get()
    assert (offer.request, offer.is_accepted, offer.held_as) == (request, True, "phone")
    task = Task.objects.get(about_reference=request.reference, rule="R-166")
    assert (task.role, task.url) == (Role.MEDIA_STUDIO, request.get_absolute_url())
    assert "Marigold" not in task.what
    assert not Recording.objects.exists()
    shown = signed_in(media_studio).get(task.url).content.decode()
    assert "The patient offered it: yes" in shown
    request.refresh_from_db()
    assert request.status == "outcome_given"


@pytest.mark.rule("R-030", "R")
def test_a_copy_that_is_not_to_be_is_kept_with_why_and_asks_nobody(log: Log, radiographer: Any) -> None:
    request = log()
    with pytest.raises(ValidationError, match="copy_offer_not_taken_says_why"):
        request.note_copy(by=radiographer, came="asked", is_accepted=False)
    request.note_copy(by=radiographer, came="asked", is_accepted=False, why_not="They would rather not")
    assert CopyOffer.objects.get().came == "asked"
    assert not Task.objects.filter(rule="R-166").exists()


def test_there_is_no_copy_of_what_was_not_made_and_one_answer_a_request(log: Log, radiographer: Any) -> None:
    never = log(outcome="patient_chose_not_to")
    with pytest.raises(ValidationError, match="No recording was made"):
        never.note_copy(by=radiographer, came="offered", is_accepted=True, held_as="file")
    request = log()
    request.note_copy(by=radiographer, came="offered", is_accepted=True, held_as="file")
    with pytest.raises(ValidationError, match="in use already"):
        request.note_copy(by=radiographer, came="offered", is_accepted=True, held_as="file")
    assert Task.objects.filter(rule="R-166").count() == 1


def test_what_is_missing_is_asked_for(log: Log, signed_in: Any, radiographer: Any) -> None:
    browser = signed_in(radiographer)
    page = reverse("requests:request-copy", kwargs={"reference": log().reference})
    for posted, said in (
        ({}, "Say whose idea it was"),
        ({**TAKEN, "held_as": ""}, "Say where they have it"),
        ({**TAKEN, "is_accepted": "no"}, "Say why there is to be no copy"),
    ):
        answer = browser.post(page, posted)
        assert answer.status_code == 422
        assert said in answer.content.decode()
