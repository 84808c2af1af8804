"""The signed form as a PDF: made as soon as both have signed, made again when that failed, never changed."""

import io
import os
import signal
import threading

import pikepdf
import pytest

from consent import documents
from consent.models.form_signing import HowSigned
from consent.models.signature import SigningMeans
from consent.paper_languages import choices_for
from consent.paper_words import words_for
from consent.papers_owed import make_owed, without_paper
from consent.tasks import make_signed_papers
from consent.wording import wording
from consent.wording.form_words import every
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents import rendering
from recordings_gov.documents.errors import RenderingUnavailable
from recordings_gov.documents.models import Document
from recordings_gov.documents.process import RenderProcess
from tests.consent.situations import explained, patients_part, signed, started
from tests.consent.test_filling_in_a_consent_form import to_sign
from tests.consent.test_printing_a_consent_form import codes_of, text_of
from tests.consent.test_signing_on_screen import STROKES

pytestmark = pytest.mark.django_db


def read_by(department, by, **who):
    """Somebody has read these translations for the department."""
    with acting_as(by):
        Setting(
            name="consent-form-languages",
            department=department,
            value=who,
            reason="Read and found good",
            set_by=by,
        ).save()


@pytest.mark.rule("R-118")
def test_what_was_drawn_stands_on_the_archived_form_with_its_time(form, consultant, setting_up):
    shown = documents.printed(form)
    drawn = {row.pk: STROKES for row in form.open_permissions()}
    how = HowSigned(SigningMeans.DRAWN, drawn, "Sam Witness", "Ward clerk")
    form.answer(by=consultant, **(patients_part(form) | {"signing": how}))
    form.countersign(by=consultant, means="sign_in")
    paper = documents.newest(form)
    assert (paper.made_from, paper.pages, paper.variant) == (shown, shown.pages, "pdf/a-3a")
    text = text_of(paper)
    assert text.count("A mark, seen by Sam Witness, Ward clerk") == 3
    assert "Confirmed with their own sign-in" in text
    assert len(codes_of(paper)) == paper.pages
    with pikepdf.open(io.BytesIO(paper.content())) as pdf, pdf.open_metadata() as about:
        assert about["pdfaid:conformance"] == "A"


@pytest.mark.rule("R-118")
def test_no_later_change_touches_what_was_signed(form, consultant, department, setting_up):
    shown = documents.printed(form)
    form.answer(by=consultant, **patients_part(form))
    Setting(name="consent_contact", department=department, value="0123", reason="x", set_by=consultant).save()
    assert documents.newest(form) == shown
    form.countersign(by=consultant, means="sign_in")
    kept = documents.newest(form)
    assert kept.made_from == shown
    patient = form.patient
    patient.family_name = "Other"
    patient.save()
    form.refresh_from_db()
    assert documents.newest(form) == kept
    assert Document.objects.about(form).count() == 2


@pytest.mark.fault
@pytest.mark.rule("R-127")
def test_the_renderer_dying_leaves_a_signed_form_and_its_paper_is_made_again(
    signed_in, consultant, form, setting_up, monkeypatch
):
    documents.printed(form)
    asked = RenderProcess.ask

    def dying(self, header, parts):
        """The real process, killed at the moment when it has got the signed form."""
        monkeypatch.setattr(RenderProcess, "ask", asked)
        threading.Timer(0.1, os.kill, (self.child.pid, signal.SIGKILL)).start()
        os.kill(self.child.pid, signal.SIGSTOP)
        return asked(self, header, parts)

    monkeypatch.setattr(RenderProcess, "ask", dying)
    client = signed_in(consultant)
    page = client.post(f"{form.get_absolute_url()}sign/", to_sign(form), follow=True).content.decode()
    assert "the program that makes PDF files stopped" in page
    assert "being made as a PDF" in page
    form.refresh_from_db()
    assert form.status == "signed"
    assert form.signatures.count() == 4
    assert documents.kept_snapshot(form) is None
    assert list(without_paper()) == [form]

    assert make_signed_papers() == 1
    assert make_signed_papers() == 0
    made = documents.kept_snapshot(form)
    assert made is not None
    assert Document.objects.about(form).count() == 2
    page = client.get(form.get_absolute_url()).content.decode()
    assert "being made as a PDF" not in page
    assert made.get_absolute_url() in page


@pytest.mark.fault
def test_one_paper_that_cannot_be_made_does_not_keep_the_others_waiting(
    form, signed_form, consultant, setting_up, monkeypatch
):
    def missing(*args, **kwargs):
        raise RenderingUnavailable(rendering.INSTALL)

    with monkeypatch.context() as patch:
        patch.setattr(rendering.own, "render", missing)
        assert make_owed() == 0
    assert make_owed() == 1


def test_every_language_has_every_word_and_each_place_to_fill():
    def names(words, before=""):
        found = {}
        for name, said in words.items():
            inner = names(said, f"{before}{name}.") if isinstance(said, dict) else {f"{before}{name}": said}
            found |= inner
        return found

    english = names(words_for("en-GB").table)
    translated = set(names(every()["cy"]))
    patients = {tick.id for tick in wording().ticks}
    for code in ("cy", "pl", "ur", "ar", "bn"):
        said = names(every()[code])
        assert set(said) == translated, code
        assert {name.split(".")[1] for name in said if name.startswith("tick.")} == patients
        for name, words in said.items():
            assert words.count("{") == english[name].count("{"), (code, name)
            assert name == "and" or words == words.strip(), (code, name)
    assert set(names(every()["easy"])) <= set(english)


@pytest.mark.rule("R-019")
def test_a_translation_is_used_when_a_named_person_has_read_it_and_never_before(
    signed_in, draft, consultant, department, setting_up
):
    patient = draft.patient
    patient.language = "pl"
    patient.save()
    assert [code for code, _ in choices_for(department)] == ["en-GB"]
    page = signed_in(consultant).get(
        explained(started(consultant, department, patient), consultant).get_absolute_url()
    )
    assert "Nobody has read this form in Polish yet. Bring an interpreter." in page.content.decode()
    read_by(department, consultant, pl="Dr Ewa Example", ar=" ", xx="Nobody")
    assert [code for code, _ in choices_for(department)] == ["en-GB", "pl"]
    form = explained(type(draft).objects.get(pk=draft.pk), consultant)
    assert form.paper_language == "pl"
    shown = documents.printed(form)
    assert shown.language == "pl"
    text = text_of(shown)
    assert "Na co się zgadzam" in text
    assert "Dr Ewa Example" in text
    assert "The left hand, from above" in text
    signed(form, consultant)
    assert documents.newest(form).language == "pl"


def test_language_and_print_are_chosen_until_somebody_has_signed(
    signed_in, consultant, form, department, setting_up
):
    client, address = signed_in(consultant), f"{form.get_absolute_url()}print/"
    page = client.get(form.get_absolute_url()).content.decode()
    assert "Large print" in page
    assert "Easy read" not in page
    for wrong in (
        {"language": "pl"},
        {"language": "xx"},
        {"print_format": "easy_read"},
        {"print_format": "x"},
    ):
        client.post(address, {"language": "en-GB", "print_format": "standard"} | wrong)
        form.refresh_from_db()
        assert (form.paper_language, form.paper_format) == ("en-GB", "standard")
    read_by(department, consultant, easy="The readers' group")
    client.post(address, {"language": "en-GB", "print_format": "easy_read"})
    form.refresh_from_db()
    assert form.paper_format == "easy_read"
    easy = Document.objects.about(form).first()
    assert "You can change your mind on any day" in text_of(easy)
    form.answer(by=consultant, **patients_part(form))
    client.post(address, {"language": "en-GB", "print_format": "large_print"})
    form.refresh_from_db()
    assert form.paper_format == "easy_read"
    form.countersign(by=consultant, means="sign_in")
    assert documents.newest(form).made_from == easy
