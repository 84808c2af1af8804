"""The pages about what becomes of a registration, its paper, and what was recorded without one."""

import io
from datetime import timedelta
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from consent.models import Registration, Training
from consent.registration_documents import context_of, printed
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents.models import Document
from recordings_gov.incidents.models import Incident, Kind
from tests.consent.situations import active, parts, ready, submitted

pytestmark = pytest.mark.django_db
UNREGISTERED = "/consent/registrations/unregistered/"


def act(registration: Registration, step: str) -> str:
    return f"{registration.get_absolute_url()}{step}/"


def boxes(name: str, day: Any) -> dict[str, str]:
    return {key: value for key, value in parts(day, "", name.removesuffix("_on")).items() if "_on_" in key}


@pytest.mark.rule("R-112", "E")
def test_a_planned_recording_is_refused_and_one_already_made_is_offered_as_an_incident(
    signed_in: Any, signed_form: Any, consultant: Any, department: Any, ig_manager: Any
) -> None:
    client = signed_in(consultant)
    refused = client.get(f"{signed_form.get_absolute_url()}capture/").content.decode()
    assert "needs an active registration" in refused
    offered = f"{UNREGISTERED}?kind=staff_unregistered&amp;about={signed_form.reference}"
    assert offered in refused
    page = client.get(offered.replace("&amp;", "&")).content.decode()
    assert f'value="{signed_form.reference}"' in page
    told = {
        "kind": "staff_unregistered",
        **boxes("happened_on", clock.today()),
        "what_happened": "Two photos on a ward camera.",
        "department": department.pk,
        "about": signed_form.reference,
    }
    assert (
        client.post(UNREGISTERED, told | boxes("happened_on", clock.today() + timedelta(days=1))).status_code
        == 422
    )
    assert client.post(UNREGISTERED, told).status_code == 302
    incident = Incident.objects.get()
    assert (incident.kind, incident.about_reference) == (Kind.UNREGISTERED, signed_form.reference)
    assert incident.referrals.get(office="ig").for_person == ig_manager


def test_a_copy_without_authority_is_offered_as_an_incident_and_names_nothing_out_of_reach(
    signed_in: Any, signed_form: Any, other_radiographer: Any, department: Any
) -> None:
    told = {
        "kind": "unauthorised_copy",
        **boxes("happened_on", clock.today()),
        "what_happened": "A print was seen on a desk.",
        "department": department.pk,
        "about": signed_form.reference,
    }
    signed_in(other_radiographer).post(UNREGISTERED, told)
    incident = Incident.objects.get()
    assert (incident.kind, incident.about_reference) == (Kind.COPY, "")


def test_each_button_stands_only_where_it_would_be_taken(
    signed_in: Any,
    radiographer: Any,
    head_of_media_studio: Any,
    ig_manager: Any,
    media_studio: Any,
    department: Any,
) -> None:
    held = active(radiographer, head_of_media_studio, ig_manager)

    def buttons(user: Any) -> set[str]:
        page = signed_in(user).get(held.get_absolute_url()).content.decode()
        steps = ("assess", "suspend", "lift", "revoke", "renew", "lost", "found", "print")
        return {step for step in steps if act(held, step) in page}

    assert buttons(radiographer) == {"lost", "print"}
    assert buttons(media_studio) == {"assess", "lost", "print"}
    assert buttons(ig_manager) == {"suspend", "revoke", "lost", "print"}
    client = signed_in(ig_manager)
    assert client.post(act(held, "suspend"), {"reason": ""}).status_code == 422
    assert client.post(act(held, "suspend"), {"reason": "Cards not cleared."}).status_code == 302
    assert "Cards not cleared." in signed_in(radiographer).get(held.get_absolute_url()).content.decode()
    assert buttons(ig_manager) == {"lift", "revoke", "lost", "print"}
    told = {
        "how": "lost",
        **boxes("lost_on", clock.today()),
        "images": "no",
        "department": department.pk,
    }
    assert signed_in(radiographer).post(act(held, "lost"), told).status_code == 302
    assert buttons(ig_manager) == {"revoke", "found", "print"}
    assert buttons(radiographer) == {"found", "print"}
    found = boxes("found_on", clock.today()) | {"found_words": "In the cupboard after all."}
    signed_in(radiographer).post(act(held, "found"), found)
    signed_in(ig_manager).post(act(held, "lift"), {"reason": "It never left the room."})
    held.refresh_from_db()
    assert held.status == "active"


def test_a_renewal_is_one_tap_and_the_same_one_when_tapped_twice(
    signed_in: Any,
    radiographer: Any,
    head_of_media_studio: Any,
    ig_manager: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = active(radiographer, head_of_media_studio, ig_manager)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(days=330)).isoformat())
    client = signed_in(radiographer)
    assert "Renew your registration" in client.get("/").content.decode()
    first, second = (client.post(act(held, "renew"))["Location"] for _ in range(2))
    assert first == second
    assert held.renewals.get().get_absolute_url() == first
    assert signed_in(ig_manager).post(act(held, "renew")).status_code == 302
    assert held.renewals.count() == 1


@pytest.mark.rule("R-252", "P")
def test_the_code_of_each_profession_stands_on_the_form_on_the_page_and_on_paper(
    signed_in: Any, radiographer: Any
) -> None:
    form = signed_in(radiographer).get("/consent/registrations/apply/").content.decode()
    for code in (
        "General Medical Council: Making and using visual and audio recordings of patients (2011)",
        "Institute of Medical Illustrators: A Code of Professional Conduct (2014)",
    ):
        assert code in form
    doctor = submitted(radiographer, profession="doctor")
    page = signed_in(radiographer).get(doctor.get_absolute_url()).content.decode()
    assert "General Medical Council: Making and using" in page
    assert "Institute of Medical Illustrators" not in page
    assert [code.year for code in context_of(doctor)["codes"]] == ["2011"]


def test_the_registration_form_is_printed_and_made_anew_only_when_it_changed(
    signed_in: Any, radiographer: Any, colleague: Any, head_of_media_studio: Any
) -> None:
    registration = ready(radiographer)
    client = signed_in(radiographer)
    address = client.post(act(registration, "print"))["Location"]
    assert client.get(address).status_code == 200
    assert client.post(act(registration, "print"))["Location"] == address
    registration.approve(by=head_of_media_studio, office="media_studio", seen=registration.digest)
    with acting_as(head_of_media_studio):
        newer = printed(Registration.objects.get(pk=registration.pk))
    assert Document.objects.about(registration).count() == 2
    with pikepdf.open(io.BytesIO(newer.content())) as pdf, pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert "/StructTreeRoot" in pdf.Root
    pages = pypdfium2.PdfDocument(newer.content())
    said = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
    codes = [code.text for page in pages for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
    assert codes == [
        f"{registration.reference}|{number}/{len(pages)}|v{newer.version}"
        for number in range(1, len(pages) + 1)
    ]
    for words in (
        registration.reference,
        "Registration to record patients",
        "Canon EOS R50, NM-4471",
        "Health and Care Professions Council",
        "I have checked the equipment, samples, training and purpose",
        "Signature Approved on screen Name Head Of Media Studio",
    ):
        assert words in said, words
    assert signed_in(colleague).get(address).status_code == 404


def test_training_is_seen_by_its_person_and_kept_by_media_studio(
    signed_in: Any, radiographer: Any, colleague: Any, media_studio: Any
) -> None:
    studio = signed_in(media_studio)
    assert (
        studio.post("/consent/training/offer/", {"username": "nobody", "topic": "recording"}).status_code
        == 422
    )
    assert (
        studio.post(
            "/consent/training/offer/", {"username": "radiographer", "topic": "recording"}
        ).status_code
        == 302
    )
    training = Training.objects.get()
    studio.post(f"{training.get_absolute_url()}give/", boxes("given_on", clock.today()))
    training.refresh_from_db()
    assert training.given_by == media_studio
    for who, status in ((radiographer, 200), (colleague, 404), (media_studio, 200)):
        assert signed_in(who).get(training.get_absolute_url()).status_code == status
    assert "Robin Sample" not in signed_in(colleague).get("/consent/training/").content.decode()
