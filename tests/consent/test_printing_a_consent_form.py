"""The paper: what the patient sees, and the signed snapshot of the same words."""

import io

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.urls import reverse

from consent import documents
from consent.documents import context_of, newest, printed
from consent.models import ConsentForm
from recordings_gov.audit.models import Event
from recordings_gov.documents import rendering
from recordings_gov.documents.errors import RenderingUnavailable
from recordings_gov.documents.models import Document
from recordings_gov.documents.templating import html_for
from tests.consent.situations import explained, signed, started

pytestmark = pytest.mark.django_db


def text_of(document):
    pdf = pypdfium2.PdfDocument(document.content())
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)


def codes_of(document):
    """What a scanner reads in the corner of each page."""
    found = []
    for page in pypdfium2.PdfDocument(document.content()):
        picture = page.render(scale=3).to_pil()
        found += [code.text for code in zxingcpp.read_barcodes(picture)]
    return found


@pytest.mark.rule("R-068", "P")
def test_the_form_says_where_and_how_long_it_is_kept(form, setting_up):
    text = text_of(printed(form))
    assert "The clinical image library" in text
    assert "As long as your health record" in text


def test_every_page_carries_a_code_that_says_which_page_of_which_form_it_is(form, setting_up):
    document = printed(form)
    assert document.pages >= 2
    assert codes_of(document) == [
        f"{form.reference}|{page}/{document.pages}|v{form.wording_version}"
        for page in range(1, document.pages + 1)
    ]


@pytest.mark.rule("R-127")
def test_the_form_has_a_line_for_each_permission_and_one_for_the_taker(form, setting_up):
    html = html_for(documents.TEMPLATE, context_of(form, signed=False), title="Form")
    assert html.count(">Signature<") == form.permissions.count() + 1
    assert "Hands in contrast" in html
    assert "you cannot get back what is out there" in html.replace("But you", "you")


def test_the_form_declares_pdf_ua_and_names_no_patient_in_its_file(form, setting_up):
    document = printed(form)
    with pikepdf.open(io.BytesIO(document.content())) as pdf, pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert "/StructTreeRoot" in pdf.Root
    assert "Marigold" not in document.file_name + document.title


def test_the_same_form_is_made_once(form, setting_up):
    assert printed(form) == printed(form)
    assert Document.objects.count() == 1


def test_the_signed_form_is_archived_with_what_the_patient_saw_inside(form, consultant, setting_up):
    shown = printed(form)
    signed(form, consultant, teaching=False)
    snapshot = newest(form)
    assert snapshot.made_from == shown
    with pikepdf.open(io.BytesIO(snapshot.content())) as pdf, pdf.open_metadata() as about:
        assert about["pdfaid:part"] == "3"
        assert list(pdf.attachments) == [shown.file_name]
        assert pdf.attachments[shown.file_name].get_file().read_bytes() == shown.content()
    text = text_of(snapshot)
    assert "Signed on paper" in text
    assert "Level 3: health record and one named use" in text
    assert codes_of(snapshot)[0].startswith(f"{form.reference}|1/")


def test_answers_and_signatures_do_not_move_the_slots(form, consultant, setting_up):
    before = printed(form)
    signed(form, consultant)
    assert newest(form).pages == before.pages


def test_explaining_and_signing_make_the_paper_by_themselves(signed_in, consultant, form):
    page = signed_in(consultant).post(reverse("consent:form-print", kwargs={"reference": form.reference}))
    document = Document.objects.about(form).get()
    assert page["Location"] == document.get_absolute_url()
    answer = signed_in(consultant).get(document.get_absolute_url())
    assert answer["Content-Type"] == "application/pdf"
    assert Event.objects.about(document).filter(action="document.read", actor=consultant).exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("media_studio", 200), ("colleague", 200), ("medical_records", 200), ("other_radiographer", 404),
     ("outsider", 403), ("ig_manager", 404), ("student", 404)],
)  # fmt: skip
def test_only_who_may_open_the_form_may_open_its_paper(request, signed_in, form, who, status):
    signed_in(form.consent_taker).post(reverse("consent:form-print", kwargs={"reference": form.reference}))
    document = Document.objects.about(form).get()
    assert signed_in(request.getfixturevalue(who)).get(document.get_absolute_url()).status_code == status


def test_a_reason_given_for_the_form_opens_its_paper_too(signed_in, ig_manager, form, setting_up):
    document = printed(form)
    client = signed_in(ig_manager)
    client.post(form.get_absolute_url(), {"reason": "A complaint about this picture, number 12."})
    assert client.get(document.get_absolute_url()).status_code == 200


@pytest.mark.fault
def test_without_the_pdf_libraries_everything_else_goes_on(
    signed_in, consultant, department, patient, monkeypatch
):
    def missing(*args, **kwargs):
        raise RenderingUnavailable(rendering.INSTALL)

    form = explained(started(consultant, department, patient), consultant)
    monkeypatch.setattr(rendering.own, "render", missing)
    client = signed_in(consultant)
    answer = client.post(reverse("consent:form-print", kwargs={"reference": form.reference}), follow=True)
    assert answer.status_code == 200
    assert "apt-get install libpango" in answer.content.decode()
    signed(form, consultant)
    assert ConsentForm.objects.get().status == "signed"
    assert client.get(form.get_absolute_url()).status_code == 200
