"""A stored document has one door: checked, logged, its bytes proved first."""

from typing import Any

import pytest
from django.urls import reverse

from recordings_gov import documents, references
from recordings_gov.accounts.models import User
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.documents import access, files, register_access
from recordings_gov.documents.models import Document
from recordings_gov.patients.models import Patient
from tests.documents.conftest import FACTS, TITLE, anybody


@pytest.fixture
def document(patient: Patient, radiographer: User) -> Document:
    with acting_as(radiographer):
        return documents.produce(
            "documents/sample_form.html", FACTS, about=patient, kind="sample-form", title=TITLE, version="4"
        )


def readings(document: Document) -> list[str]:
    return [event.actor_label for event in Event.objects.about(document).filter(action="document.read")]


@pytest.mark.usefixtures("open_to_everybody")
def test_a_download_is_sealed_off_and_named_by_reference(
    signed_in: Any, radiographer: User, document: Document
) -> None:
    response = signed_in(radiographer).get(document.get_absolute_url())
    assert response.status_code == 200
    assert response.content == document.content()
    headers = response.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == f'attachment; filename="{document.reference}.pdf"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in headers["Cache-Control"]
    assert headers["ETag"] == f'"{document.sha256}"'


@pytest.mark.usefixtures("open_to_everybody")
def test_each_opening_is_a_reading_by_name(signed_in: Any, radiographer: User, document: Document) -> None:
    for _ in range(2):
        signed_in(radiographer).get(document.get_absolute_url())
    assert readings(document) == [str(radiographer)] * 2


def test_without_a_rule_nobody_opens_it(signed_in: Any, radiographer: User, document: Document) -> None:
    assert signed_in(radiographer).get(document.get_absolute_url()).status_code == 404
    assert readings(document) == []
    assert not Document.objects.visible_to(radiographer).exists()


def test_the_rule_of_the_owning_room_decides(
    signed_in: Any, radiographer: User, consultant: User, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(access._rules, "patients.patient", lambda user, _: user == consultant)
    assert signed_in(radiographer).get(document.get_absolute_url()).status_code == 404
    assert signed_in(consultant).get(document.get_absolute_url()).status_code == 200
    assert list(Document.objects.visible_to(consultant)) == [document]
    assert list(Document.objects.visible_to(radiographer)) == []


@pytest.mark.usefixtures("open_to_everybody")
def test_signed_out_leads_to_the_sign_in_page(client: Any, document: Document) -> None:
    response = client.get(document.get_absolute_url())
    assert response.status_code == 302
    assert readings(document) == []


@pytest.mark.usefixtures("open_to_everybody")
def test_an_unknown_reference_and_a_slip_are_the_same_page(
    signed_in: Any, radiographer: User, document: Document
) -> None:
    slip = document.reference[:-1] + ("0" if document.reference[-1] != "0" else "1")
    for reference in (references.new("DOC"), slip, "../../etc/passwd", "DOC-%00", "x" * 5000):
        address = reverse("documents:download", kwargs={"reference": "x"}).replace("x/", f"{reference}/")
        assert signed_in(radiographer).get(address).status_code == 404


@pytest.mark.usefixtures("open_to_everybody")
def test_a_post_opens_nothing(signed_in: Any, radiographer: User, document: Document) -> None:
    assert signed_in(radiographer).post(document.get_absolute_url()).status_code == 405
    assert readings(document) == []


@pytest.mark.fault
@pytest.mark.usefixtures("open_to_everybody")
def test_a_damaged_file_is_a_page_that_says_so(
    signed_in: Any, radiographer: User, document: Document
) -> None:
    place = files.place(document.sha256)
    whole = place.read_bytes()
    place.write_bytes(whole + b"%")
    try:
        response = signed_in(radiographer).get(document.get_absolute_url())
    finally:
        files.keep(whole)
    assert response.status_code == 503
    assert "does not match its fingerprint" in response.content.decode()
    actions = [event.action for event in Event.objects.about(document)]
    assert "document.found_damaged" in actions
    assert "document.read" not in actions


def test_two_rules_for_one_kind_of_record_are_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_rules", {})
    register_access("consent.consentform", anybody)
    with pytest.raises(ValueError, match="Two rules"):
        register_access("consent.consentform", anybody)


@pytest.mark.usefixtures("open_to_everybody")
def test_opening_takes_few_queries(
    signed_in: Any, radiographer: User, document: Document, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(radiographer)
    client.get(document.get_absolute_url())
    with django_assert_max_num_queries(6):
        client.get(document.get_absolute_url())
