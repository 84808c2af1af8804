"""Endings on the page: who reaches them, what they ask, and the letter that follows."""

import io

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.urls import reverse

from consent import letters
from recordings_gov import clock
from recordings_gov.audit.models import Event
from recordings_gov.documents import rendering
from recordings_gov.documents.errors import RenderingUnavailable
from recordings_gov.documents.models import Document
from recordings_gov.incidents.models import Incident
from tests.consent.conftest import born
from tests.consent.endings import childs, invalid, recorded, stopped, taken_back
from tests.consent.situations import parts

pytestmark = pytest.mark.django_db


def url(name, record):
    return reverse(f"consent:{name}", kwargs={"reference": record.reference})


def text_of(document):
    pdf = pypdfium2.PdfDocument(document.content())
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)


def slip(**words):
    now = clock.local(clock.now())
    said = {"permissions": ["all"], "who": "patient", "route": "phone", "answer_by": "letter"}
    return said | parts(now, f"{now:%H:%M}", "said") | words


@pytest.mark.rule("R-133", "E")
def test_the_slip_takes_all_of_it_back_and_makes_the_letter(signed_in, signed_form, media_studio, ig_manager):
    recorded(signed_form, media_studio)
    client = signed_in(ig_manager)
    assert "What do they take back?" in client.get(url("form-withdraw", signed_form)).content.decode()
    answer = client.post(url("form-withdraw", signed_form), slip())
    row = signed_form.withdrawals.get()
    assert answer["Location"] == row.get_absolute_url()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Nobody who treats you sees it or uses it" in page
    assert Event.objects.about(row).filter(action="withdrawal.read", actor=ig_manager).exists()
    document = Document.objects.about(row).get()
    assert client.get(document.get_absolute_url()).status_code == 200


def test_the_slip_says_what_is_missing(signed_in, signed_form, radiographer):
    client = signed_in(radiographer)
    answer = client.post(url("form-withdraw", signed_form), slip(permissions=[], who="attorney"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose what they take back" in page
    assert "Enter the name of whoever takes it back" in page
    assert not signed_form.withdrawals.exists()


@pytest.mark.rule("R-133", "E")
def test_a_letter_that_cannot_be_made_undoes_nothing(signed_in, signed_form, radiographer, monkeypatch):
    def dies(*args, **kwargs):
        raise RenderingUnavailable("The paper could not be made.")

    monkeypatch.setattr(rendering.own, "render", dies)
    signed_in(radiographer).post(url("form-withdraw", signed_form), slip())
    assert signed_form.withdrawals.count() == 1
    assert not Document.objects.exists()


@pytest.mark.rule("R-135", "E")
def test_the_letter_is_tagged_coded_and_says_what_stops_and_what_cannot(
    signed_form, media_studio, setting_up
):
    recorded(signed_form, media_studio)
    taken_back(signed_form, media_studio)
    row = signed_form.withdrawals.get()
    document = letters.withdrawal_letter(row)
    with pikepdf.open(io.BytesIO(document.content())) as pdf, pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert "/StructTreeRoot" in pdf.Root
    codes = [
        code.text
        for page in pypdfium2.PdfDocument(document.content())
        for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    ]
    assert codes == [f"{row.reference}|1/1|v1"]
    text = text_of(document)
    assert "Dear Marigold Test" in text
    assert "Hands in contrast" in text
    assert "We cannot undo what people saw or learned before you told us." in text
    assert "cannot promise to delete it" in text
    assert "Test" not in document.file_name + document.title


def test_the_letter_promises_nothing_that_was_not_done(signed_form, media_studio):
    teaching = signed_form.permissions.get(kind="teaching")
    taken_back(signed_form, media_studio, permissions=[teaching.pk])
    said = letters.withdrawal_words(signed_form.withdrawals.get())
    assert "No recording had been made." in " ".join(said["stops"])
    assert "You still agree to: Health record" in " ".join(said["stops"])
    assert said["cannot"] == []
    assert said["taken"] == ["Teaching"]


def test_a_form_that_never_counted_is_explained_to_the_patient(
    signed_in, signed_form, ig_manager, media_studio
):
    recorded(signed_form, media_studio)
    client = signed_in(ig_manager)
    asked = {"why": "signed_after", "words": "Her daughter showed us the date."}
    refused = client.post(url("form-invalidate", signed_form), asked)
    assert "Tick that you know there is no way back" in refused.content.decode()
    client.post(url("form-invalidate", signed_form), asked | {"sure": "on"})
    row = signed_form.invalidation
    text = text_of(Document.objects.about(row).get())
    assert "It was signed after the recording was made" in text
    assert "locked away (1 recording)" in text
    assert Incident.objects.get().reference in text
    assert "daughter" not in text
    assert "daughter" in client.get(row.get_absolute_url()).content.decode()
    assert "daughter" not in signed_in(media_studio).get(row.get_absolute_url()).content.decode()


@pytest.mark.rule("R-144", "N")
def test_the_letter_to_the_clinician_names_no_patient(signed_in, consultant, department, media_studio):
    form = childs(consultant, department, born(clock.today().year - 8), "care")
    taken_back(form, media_studio)
    row = form.withdrawals.get()
    client = signed_in(media_studio)
    assert "who asked for the recording" in client.get(row.get_absolute_url()).content.decode()
    client.post(url("withdrawal-clinician-letter", row))
    text = text_of(Document.objects.about(row).get())
    assert "A parent's wish does not bring the recording back into use" in text.replace("’", "'")
    assert "Kim" not in text
    day = clock.today()
    on = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    client.post(url("withdrawal-go-back", row), on | {"words": "Talked with Dr Example."})
    row.refresh_from_db()
    assert row.clinician_told_by == media_studio


@pytest.mark.rule("R-070", "E")
def test_stop_is_on_the_form_and_beside_the_recording(signed_in, signed_form, media_studio):
    client = signed_in(media_studio)
    for name in ("form-detail", "form-capture"):
        assert url("form-stop", signed_form) in client.get(url(name, signed_form)).content.decode()
    now = clock.local(clock.now())
    asked = {"why": "patient_asked", "part": "nothing"} | parts(now, f"{now:%H:%M}", "stopped")
    client.post(url("form-stop", signed_form), asked)
    page = client.get(url("form-detail", signed_form)).content.decode()
    assert "Stopped" in page
    assert url("form-resume", signed_form) in page
    assert "Recording was stopped" in client.get(url("form-capture", signed_form)).content.decode()


def test_a_stop_and_an_ending_are_told_on_the_forms_page(signed_in, signed_form, consultant, media_studio):
    stopped(signed_form, consultant)
    taken_back(signed_form, media_studio)
    page = signed_in(consultant).get(url("form-detail", signed_form)).content.decode()
    assert "Taken back" in page
    assert "They agree to go on" in page
    assert signed_form.withdrawals.get().get_absolute_url() in page


def test_a_patients_forms_are_offered_and_the_list_shows_what_is_owed(
    signed_in, signed_form, draft, radiographer, other_radiographer, at_most_queries
):
    address = f"{reverse('consent:withdrawal-start')}?patient={signed_form.patient.reference}"
    assert url("form-withdraw", signed_form) in signed_in(radiographer).get(address).content.decode()
    assert (
        url("form-withdraw", signed_form) not in signed_in(other_radiographer).get(address).content.decode()
    )
    taken_back(signed_form, radiographer)
    client = signed_in(radiographer)
    with at_most_queries(12):
        page = client.get(reverse("consent:withdrawal-list")).content.decode()
    assert "Answer owed" in page
    page = signed_in(other_radiographer).get(reverse("consent:withdrawal-list")).content.decode()
    assert signed_form.reference not in page


def test_who_may_take_it_back_may_open_what_was_done(
    request, signed_in, signed_form, media_studio, ig_manager
):
    taken_back(signed_form, media_studio)
    invalid(signed_form, ig_manager)
    expected = {"radiographer": 200, "media_studio": 200, "dpo": 200, "other_radiographer": 404,
                "outsider": 403, "governance_lead": 403, "auditor": 403}  # fmt: skip
    for who, status in expected.items():
        client = signed_in(request.getfixturevalue(who))
        for row in (signed_form.withdrawals.get(), signed_form.invalidation):
            assert client.get(row.get_absolute_url()).status_code == status, who


def test_consent_taken_back_while_recording_is_written_down_next(signed_in, signed_form, media_studio):
    now = clock.local(clock.now())
    asked = {"why": "taken_back", "part": "nothing"} | parts(now, f"{now:%H:%M}", "stopped")
    answer = signed_in(media_studio).post(url("form-stop", signed_form), asked)
    assert answer["Location"] == url("form-withdraw", signed_form)
