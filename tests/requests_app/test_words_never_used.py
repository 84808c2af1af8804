"""No page and no note ever turns a patient away in words, whatever our policy's stance."""

import re
from itertools import product
from typing import Any

import pytest
from django.urls import reverse

from recordings_gov.notes.models import HealthRecordNote
from requests_app.models import RecordingRequest
from tests.requests_app.scanning import answer, save

pytestmark = pytest.mark.only_on_sqlite

NEVER = re.compile(
    r"refus|denied|deny|forbid|\bban(ned)?\b|not allowed|permission (was )?(refused|denied)", re.IGNORECASE
)
MEDIA = ("audio", "video", "photo", "live_call")
SUBJECTS = ("explanation", "whole_exam", "screen", "room_or_team")
REASONS: tuple[list[str], ...] = ([], ["post_online"])
STANCES = {
    "facilitate": {},
    "conditions": {"subject": "whole_exam", "outcome": "agreed_with_conditions"},
    "discourage": {
        "subject": "whole_exam",
        "medium": ["video"],
        "reason": [],
        "outcome": "advised_and_discouraged",
    },
}


def words_of(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page)


@pytest.fixture
def browser(signed_in: Any, radiographer: Any, policy: Any, patient: Any) -> Any:
    return signed_in(radiographer)


@pytest.mark.rule("R-021", "E")
@pytest.mark.parametrize("recorder", ["patient", "family"])
def test_no_answer_at_the_scanner_says_them(browser: Any, recorder: str) -> None:
    for medium, subject, reason, modality in product(
        MEDIA, SUBJECTS, REASONS, ("mri", "obstetric_ultrasound")
    ):
        said = answer(
            browser,
            medium=[medium],
            subject=subject,
            reason=reason,
            modality=modality,
            recorder=recorder,
            patient="",
        )
        assert not NEVER.search(words_of(said)), (medium, subject, reason, modality)


@pytest.mark.rule("R-021", "E")
@pytest.mark.parametrize("stance", STANCES)
def test_no_page_and_no_note_of_a_request_says_them(browser: Any, stance: str) -> None:
    assert save(browser, **STANCES[stance]).status_code == 302
    request = RecordingRequest.objects.get()
    assert request.stance == stance
    pages = [
        request.get_absolute_url(),
        reverse("requests:list"),
        reverse("requests:log"),
        reverse("requests:objections"),
    ]
    pages += [
        reverse(f"requests:request-{step}", args=[request.reference])
        for step in ("was-it-made", "what-happened")
    ]
    for page in pages:
        assert not NEVER.search(words_of(browser.get(page).content.decode())), page
    assert not NEVER.search(HealthRecordNote.objects.get().text)
