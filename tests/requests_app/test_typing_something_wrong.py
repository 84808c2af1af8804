"""Whatever is typed or forged: a clear error, nothing kept, nothing 500."""

from typing import Any

import pytest
from django.urls import reverse

from requests_app.models import RecordingRequest, StaffObjection
from tests.requests_app.scanning import answer, save, tapped, token_of

pytestmark = pytest.mark.only_on_sqlite

NUL, OVERRIDE, MEGABYTE = "a\0b", "abc\u202edef", "x" * 1024 * 1024
TEXTS = {"nul": NUL, "override": OVERRIDE, "megabyte": MEGABYTE, "stacked": "a" + "\u0301" * 40}


@pytest.fixture
def browser(signed_in: Any, radiographer: Any, policy: Any, patient: Any) -> Any:
    return signed_in(radiographer)


@pytest.mark.parametrize(
    "number", ["9990001073", "999 000 1073", "999-000-1073", " 999\u00a0000\u20091073 ", "999  000 1073"]
)
def test_a_number_is_found_however_it_is_spaced(browser: Any, number: str) -> None:
    assert "Test, Marigold" in answer(browser, patient=number).replace("<bdi>", "").replace("</bdi>", "")


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        ("999 000 1074", "one digit is wrong"),
        ("999 000 1037", "one digit is wrong"),
        ("0000000000", "one digit is wrong"),
        ("1111111111", "one digit is wrong"),
        ("\u0669\u0669\u0669\u0660\u0660\u0660\u0661\u0660\u0667\u0663", "10 digits"),
        ("999000107", ""),
        ("9990001073 OR 1=1", ""),
    ],
)
def test_a_wrong_number_finds_nobody_and_says_why(browser: Any, number: str, hint: str) -> None:
    said = answer(browser, patient=number)
    assert "No patient with that number" in said
    assert hint in said
    assert "Marigold" not in said


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize(
    "field", ["patient", "room", "authority", "not_told_words", "outcome_reason", "need_met"]
)
def test_text_that_does_not_belong_is_asked_again(browser: Any, field: str, text: str) -> None:
    taps = {"outcome": "stopped_for_safety", "outcome_reason": "x", "need_met": "x"}
    taps[field] = text
    shown = browser.post(reverse("requests:answer"), tapped(**taps), headers={"HX-Request": "true"})
    assert shown.status_code == 200
    saved = browser.post(reverse("requests:log"), tapped(seen=token_of(shown.content.decode()), **taps))
    assert saved.status_code == 422
    assert not RecordingRequest.objects.exists()


@pytest.mark.parametrize("forged", ["nonsense", NUL, "patient' OR '1'='1", "\u202e"])
def test_a_forged_choice_is_no_choice(browser: Any, forged: str) -> None:
    for field in ("modality", "setting", "subject", "recorder", "permission", "purpose", "not_told"):
        answer(browser, **{field: forged})
        assert save(browser, **{field: forged}).status_code == 422, field
    assert not RecordingRequest.objects.exists()


@pytest.mark.parametrize("forged", ["nonsense", "0", "-1", "9" * 30, NUL])
def test_a_forged_tick_is_no_tick(browser: Any, forged: str) -> None:
    for field in ("medium", "reason", "present", "department"):
        answer(browser, **{field: [forged]})
        assert save(browser, **{field: [forged]}).status_code == 422, field
    assert not RecordingRequest.objects.exists()


@pytest.mark.parametrize("field", ["offered", "also"])
def test_a_tick_of_what_is_no_longer_on_the_page_is_left_out(browser: Any, field: str) -> None:
    assert save(browser, **{field: ["nonsense"]}).status_code == 302
    request = RecordingRequest.objects.get()
    assert request.offered == []
    assert "nonsense" not in request.told


@pytest.mark.parametrize("forged", [NUL, "x" * 5000, "\u202e", "1:2:3"])
def test_a_forged_hidden_value_breaks_nothing(browser: Any, forged: str) -> None:
    for name in ("seen", "idempotency_key", "listed", "told_for", "same", "department", "step", "draft_key"):
        for address in ("requests:answer", "requests:log"):
            assert browser.post(reverse(address), tapped(**{name: forged})).status_code < 500, name


def test_another_departments_id_logs_in_ones_own(
    browser: Any, department: Any, other_department: Any
) -> None:
    assert save(browser, department=other_department.pk).status_code in (302, 422)
    assert not RecordingRequest.objects.filter(department=other_department).exists()


@pytest.mark.parametrize("posted", [{}, {"covers": "nonsense"}, {"covers": NUL}, {"covers": ["image", "x"]}])
def test_an_objection_out_of_form_is_asked_again(browser: Any, posted: dict[str, Any]) -> None:
    assert browser.post(reverse("requests:objections"), posted).status_code == 422
    assert not StaffObjection.objects.exists()


def test_an_empty_post_asks_for_everything(browser: Any) -> None:
    assert browser.post(reverse("requests:log"), {}).status_code == 422
    assert browser.post(reverse("requests:answer"), {}, headers={"HX-Request": "true"}).status_code == 200
