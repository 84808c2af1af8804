"""One tap for a visit: offered what, answered how; undone on its day; how many took it up."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.audit.models import Event
from recordings_gov.pages.cards import cards_of
from requests_app.models import RecordingRequest, VisitPrompt
from requests_app.uptake import Uptake, uptake_of

ALL = ["company", "notes", "audio"]


def text(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def note(by: Any, department: Any, number: str, answer: str = "takes_up") -> VisitPrompt:
    return VisitPrompt.note(
        by=by, department=department, accession_number=number, answer=answer, offered=ALL if answer else []
    )


def posted(browser: Any, place: Any, **other: Any) -> Any:
    given = {"accession_number": "acc 1001", "department": place.pk, "answer": "no", **other}
    return browser.post(reverse("requests:prompt-note"), given)


@pytest.mark.rule("R-018", "R")
def test_one_tap_keeps_what_was_offered_and_the_answer_without_a_request(
    signed_in: Any, radiographer: Any, department: Any
) -> None:
    browser = signed_in(radiographer)
    assert posted(browser, department, answer="takes_up", back="worklist").url == reverse("requests:worklist")
    prompt = VisitPrompt.objects.get()
    assert (prompt.accession_number, prompt.is_asked, prompt.answer) == ("ACC1001", True, "takes_up")
    assert prompt.offered == ALL
    assert prompt.said_by == radiographer
    assert not RecordingRequest.objects.exists()
    assert Event.objects.about(prompt).get().action == "visitprompt.note"


@pytest.mark.parametrize("page", ["requests:worklist", "requests:log", "requests:prompts"])
def test_the_tap_is_on_the_worklist_the_scanner_page_and_the_list(
    policy: Any, signed_in: Any, radiographer: Any, department: Any, page: str
) -> None:
    said = text(signed_in(radiographer).get(reverse(page)))
    assert f'action="{reverse("requests:prompt-note")}"' in said
    assert 'name="answer" value="not_asked"' in said


def test_what_was_left_out_is_not_offered_and_nobody_asked_is_kept_as_such(
    signed_in: Any, radiographer: Any, department: Any
) -> None:
    browser = signed_in(radiographer)
    posted(browser, department, left_out=["notes"])
    posted(browser, department, accession_number="ACC1002", answer="not_asked")
    first, second = VisitPrompt.objects.order_by("pk")
    assert first.offered == ["company", "audio"]
    assert (second.is_asked, second.answer, second.offered) == (False, "", [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"accession_number": ""},
        {"accession_number": "a"},
        {"accession_number": "<script>"},
        {"accession_number": "9" * 21},
        {"accession_number": "AC\u202e01"},
        {"answer": ""},
        {"answer": "refused"},
        {"left_out": ALL},
        {"department": "999999"},
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    signed_in: Any, radiographer: Any, department: Any, wrong: dict[str, Any]
) -> None:
    assert posted(signed_in(radiographer), department, **wrong).status_code == 422
    assert not VisitPrompt.objects.exists()


def test_a_visit_has_one_answer(signed_in: Any, radiographer: Any, colleague: Any, department: Any) -> None:
    note(colleague, department, "ACC1001")
    again = posted(signed_in(radiographer), department)
    assert again.status_code == 422
    assert "has its answer already" in again.content.decode()


@pytest.mark.rule("R-018", "R")
def test_a_wrong_tap_is_undone_on_its_day_and_stays_in_history(
    signed_in: Any, radiographer: Any, department: Any
) -> None:
    browser, prompt = signed_in(radiographer), note(radiographer, department, "ACC1001")
    undo = reverse("requests:prompt-take-back", kwargs={"reference": prompt.reference})
    assert "Undo it" in text(browser.get(undo))
    assert browser.post(undo).status_code == 302
    prompt.refresh_from_db()
    assert prompt.status == "taken_back"
    assert [row.status for row in prompt.history.order_by("history_id")] == ["kept", "taken_back"]
    note(radiographer, department, "ACC1001", "no")
    assert VisitPrompt.objects.kept().get().answer == "no"


def test_a_day_later_it_stays(
    signed_in: Any, radiographer: Any, department: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt, later = note(radiographer, department, "ACC1001"), clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(ValidationError, match="on the same day only"):
        prompt.take_back(by=radiographer)


def test_another_department_neither_sees_nor_undoes_it(
    signed_in: Any, radiographer: Any, other_radiographer: Any, outsider: Any, department: Any
) -> None:
    prompt = note(radiographer, department, "ACC1001")
    undo = reverse("requests:prompt-take-back", kwargs={"reference": prompt.reference})
    assert signed_in(other_radiographer).get(undo).status_code == 404
    assert "ACC1001" not in text(signed_in(other_radiographer).get(reverse("requests:prompts")))
    assert signed_in(outsider).get(reverse("requests:prompts")).status_code == 403
    with pytest.raises(PermissionDenied):
        note(other_radiographer, department, "ACC1002")


@pytest.mark.rule("R-018", "P")
def test_the_figure_counts_those_who_took_it_up_among_those_who_were_asked(
    signed_in: Any, radiographer: Any, ig_manager: Any, department: Any
) -> None:
    for number, answer in enumerate(["takes_up"] * 6 + ["no"] * 5 + ["wants"] + [""] * 7):
        note(radiographer, department, f"ACC{number:04}", answer)
    note(radiographer, department, "ACC9999").take_back(by=radiographer)
    today = clock.today()
    with CaptureQueriesContext(connection) as asked:
        figure = uptake_of(None, today, today)
    assert len(asked) == 1
    assert (figure.took_up, figure.asked, figure.not_asked, figure.percent) == (6, 12, 7, "50%")
    assert uptake_of(None, today - timedelta(days=9), today - timedelta(days=1)).asked == 0
    card = next(each for each in cards_of(ig_manager, today) if "taken up" in each.label)
    assert (card.number, card.note) == ("50%", "6 of 12 who were asked took it up. 12 months.")
    page = text(signed_in(ig_manager).get(reverse("requests:uptake")))
    for said in ("6 of 12 who were asked", "7 were not asked", "Denominator: those in which"):
        assert said in page
    assert not [each for each in cards_of(radiographer, today) if "taken up" in each.label]


@pytest.mark.rule("R-018", "P")
@pytest.mark.parametrize(
    ("took_up", "asked", "percent"),
    [(0, 0, "None yet"), (2, 4, "Not shown"), (4, 40, "Not shown"), (37, 40, "Not shown"), (0, 9, "0%")],
)
def test_small_numbers_stay_hidden(took_up: int, asked: int, percent: str) -> None:
    figure = Uptake(took_up, asked, 3, date(2026, 1, 1), date(2026, 12, 31))
    assert figure.percent == percent
    assert percent != "Not shown" or str(took_up) not in figure.says
    assert figure.said_of_others == "Fewer than 5 were not asked."
