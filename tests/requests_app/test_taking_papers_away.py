"""The papers a patient takes away: whose words, in which language, and nobody's name."""

import io
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from policies.starter import loading
from recordings_gov.accounts.models import Setting, User
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents.models import Document
from requests_app import for_patient
from requests_app.models import RecordingRequest
from requests_app.papers import words
from requests_app.papers.context import Contact, Line, Paper, Part
from requests_app.papers.filling import advice_sheet, status_sheet, summary_sheet
from requests_app.papers.making import printed

Log = Callable[..., RecordingRequest]


@pytest.fixture
def contacts(governance_lead: Any, department: Any) -> None:
    """The department's own numbers and addresses."""
    loading.set_contacts(governance_lead, department)


def text_of(document: Document) -> str:
    with pypdfium2.PdfDocument(document.content()) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def every_word(paper: Paper) -> str:
    lines = [line.words for part in paper.parts for line in (*part.lines, *part.points)]
    return " ".join([paper.title, paper.lead, *(part.heading for part in paper.parts), *lines])


def speaks(patient: Any, language: str, by: Any) -> None:
    with acting_as(by):
        patient.language = language
        patient.save()


def approve(by: Any, department: Any, **who: str) -> None:
    typed = "\n".join(f"{code} = {name}" for code, name in who.items())
    Setting.choose(by=by, name=words.SETTING, department=department, value=typed, reason="Read both")


def kinds_of(hint: Any) -> set[Any]:
    """Every plain type that a hint is made of."""
    inner = [each for each in get_args(hint) if each is not Ellipsis]
    return set().union(*map(kinds_of, inner)) if inner else {hint}


def test_a_paper_is_made_of_frozen_words_and_can_hold_no_person() -> None:
    allowed = {str, bool, int, Line, Part, Contact}
    for shape in (Paper, Part, Line, Contact):
        assert is_dataclass(shape)
        assert shape.__dataclass_params__.frozen
        hints = get_type_hints(shape)
        assert set().union(*(kinds_of(hint) for hint in hints.values())) <= allowed
        named = {field.name for field in fields(shape)}
        assert not named & {"person", "people", "answers", "staff", "by", "patient", "request", "name"}


def test_no_paper_names_a_colleague_or_the_patient(
    log: Log, contacts: None, radiographer: Any, colleague: Any, student: Any, patient: Any
) -> None:
    request = log(
        media=["video"],
        subject="whole_exam",
        outcome="agreed_with_conditions",
        answers={radiographer: "yes", colleague: "no", student: "not_asked"},
    )
    with acting_as(radiographer):
        papers = (
            advice_sheet(request),
            status_sheet(request),
            summary_sheet(request, "We talked of the scan."),
        )
        said = " ".join(text_of(printed(paper, request)) for paper in papers)
    assert "We talked of the scan." in said
    for person in User.objects.all():
        assert person.name not in said
        assert person.username not in said
    for hidden in (patient.family_name, patient.given_name, "999 000 1073", "9990001073", "1951"):
        assert hidden not in said
    assert not re.search(r"\d{3} ?\d{3} ?\d{4}", said.replace(request.reference, ""))


@pytest.mark.rule("R-242", "P")
def test_a_summary_is_typed_printed_and_kept_and_its_words_stand_nowhere_else(
    log: Log, signed_in: Any, radiographer: Any
) -> None:
    request, browser = log(), signed_in(radiographer)
    page = reverse("requests:request-summary", args=[request.reference])
    typed = "The scan shows the left knee.\n\nAnother talk is on Friday."
    answered = browser.post(page, {"text": typed, "idempotency_key": "one"})
    assert answered.status_code == 302
    made = Document.objects.about(request).get()
    assert (made.kind, made.file_name) == ("summary-sheet", f"{made.reference}.pdf")
    said = text_of(made)
    assert "The scan shows the left knee. Another talk is on Friday." in said
    assert "It is not a report." in said
    request.refresh_from_db()
    assert (request.summary, request.summary_form) == ("given", "typed")
    assert "left knee" not in str(request.history.values_list())
    assert made.get_absolute_url() in browser.get(request.get_absolute_url()).content.decode()


@pytest.mark.rule("R-242", "P")
def test_an_empty_summary_is_a_sheet_with_lines_to_write_on(log: Log, radiographer: Any) -> None:
    request = log()
    with acting_as(radiographer):
        blank, typed = summary_sheet(request, "  \n"), summary_sheet(request, "The knee.")
        pdf = printed(blank, request)
    assert blank.ruled > typed.ruled > 0
    assert "Your own notes" not in text_of(pdf)
    assert typed.own_notes == "Your own notes"


def test_a_summary_that_names_a_colleague_is_sent_back(
    log: Log, signed_in: Any, radiographer: Any, colleague: Any
) -> None:
    request = log(answers={colleague: "no"})
    page = reverse("requests:request-summary", args=[request.reference])
    answered = signed_in(radiographer).post(page, {"text": f"You spoke with {colleague.name.upper()}."})
    assert answered.status_code == 422
    assert "without a colleague’s name" in answered.content.decode()
    assert not Document.objects.about(request).exists()


def test_a_paper_is_in_the_patients_language_once_somebody_has_read_its_translation(
    log: Log, radiographer: Any, ig_manager: Any, patient: Any, department: Any
) -> None:
    speaks(patient, "ar", radiographer)
    request = log(outcome="agreed_with_conditions")
    english = advice_sheet(request)
    assert english.language == "en-GB"
    assert "not translated into Arabic yet" in english.not_translated
    approve(ig_manager, department, ar="A. Translator")
    paper = advice_sheet(request)
    assert (paper.language, paper.direction, paper.not_translated) == ("ar", "rtl", "")
    conditions = next(part.points for part in paper.parts if part.points)
    assert all(line.is_english for line in conditions)
    with acting_as(radiographer), pikepdf.open(io.BytesIO(printed(paper, request).content())) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "pdfuaid" in str(pdf.open_metadata())
        assert pdf.Root.ViewerPreferences["/Direction"] == "/R2L"


@pytest.mark.parametrize("spoken", ["so", "zh-hans", "xx", "bfi"])
def test_a_language_without_a_wording_is_said_plainly_in_english(spoken: str) -> None:
    said = words.not_translated(spoken, "en-GB")
    assert said.startswith("This paper is not translated into ")
    assert words.name_of(spoken) in said
    assert words.not_translated("en", "en-GB") == words.not_translated("pl", "pl") == ""


def test_a_name_alone_does_not_approve_a_language_there_are_no_words_for(
    log: Log, radiographer: Any, ig_manager: Any, patient: Any, department: Any
) -> None:
    approve(ig_manager, department, so="A. Translator", pl="B. Translator")
    assert [words.language_for(spoken, department) for spoken in ("so", "pl")] == ["en-GB", "pl"]


@pytest.mark.rule("R-244", "R")
def test_who_regulates_care_follows_the_nation(log: Log, radiographer: Any, department: Any) -> None:
    request = log(advised=["how_to_complain"])
    for nation, regulator in (("ENG", "CQC"), ("WLS", "HIW"), ("SCT", "HIS"), ("NIR", "RQIA")):
        with acting_as(radiographer):
            department.site.nation = nation
            department.site.save()
        request = RecordingRequest.objects.get(pk=request.pk)
        said = every_word(advice_sheet(request))
        assert f"({regulator})" in said
        assert "(ICO)" in said
        assert regulator in dict(for_patient.facts(request))["Advice"]


def test_large_print_is_for_whom_large_print_was_given(log: Log) -> None:
    assert advice_sheet(log()).sheet == "a4"
    assert advice_sheet(log(supplied=["large_print"])).sheet == "large_print"


def test_the_status_of_a_recording_is_for_one_that_was_made_against_policy(
    log: Log, signed_in: Any, radiographer: Any
) -> None:
    browser = signed_in(radiographer)
    usual = log()
    against = log(outcome="went_ahead_contrary", outcome_reason="Filming went on")
    for request, status in ((usual, 404), (against, 200)):
        page = reverse("requests:request-status-sheet", args=[request.reference])
        assert browser.get(page).status_code == status
        assert (page in browser.get(request.get_absolute_url()).content.decode()) is (status == 200)
    answered = browser.get(reverse("requests:request-status-sheet-pdf", args=[against.reference]))
    made = Document.objects.about(against).get()
    assert answered.url == made.get_absolute_url()
    assert "You are not in trouble." in text_of(made)


def test_the_screen_to_hand_over_names_nobody_and_the_same_paper_is_made_once(
    log: Log, signed_in: Any, radiographer: Any, colleague: Any
) -> None:
    request, browser = log(answers={colleague: "no"}), signed_in(radiographer)
    said = browser.get(reverse("requests:request-advice-sheet", args=[request.reference])).content.decode()
    for hidden in (radiographer.name, colleague.name, "Marigold", "999 000 1073"):
        assert hidden not in said
    assert "You can record, as we talked about." in said
    for _ in range(2):
        browser.get(reverse("requests:request-advice-sheet-pdf", args=[request.reference]))
    assert Document.objects.about(request).count() == 1


def test_who_does_not_see_the_patient_opens_no_paper_of_theirs(
    log: Log,
    signed_in: Any,
    radiographer: Any,
    medical_records: Any,
    governance_lead: Any,
    caldicott_guardian: Any,
    other_radiographer: Any,
) -> None:
    request = log()
    with acting_as(radiographer):
        paper = printed(summary_sheet(request, "The knee."), request)
    address = paper.get_absolute_url()
    for person, status in (
        (radiographer, 200),
        (medical_records, 200),
        (governance_lead, 404),
        (other_radiographer, 404),
        (caldicott_guardian, 404),
    ):
        assert signed_in(person).get(address).status_code == status, person
    browser = signed_in(caldicott_guardian)
    browser.post(request.get_absolute_url(), {"reason": "A complaint was made about this visit"})
    assert browser.get(address).status_code == 200


def test_a_paper_that_cannot_be_made_says_so_and_nothing_counts_as_given(
    log: Log, signed_in: Any, radiographer: Any
) -> None:
    request = log()
    page = reverse("requests:request-summary", args=[request.reference])
    answered = signed_in(radiographer).post(page, {"text": "Seen: \U00013000"})
    assert answered.status_code == 503
    assert "letters that our fonts cannot print" in answered.content.decode()
    request.refresh_from_db()
    assert request.summary == ""
