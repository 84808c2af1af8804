"""The session ends half way through a form: the same person gets their words back, nobody else does."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session

from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.pages.models import Draft
from requests_app.models import RecordingRequest
from tests.faults.scanner import PAGE, request_form, save
from tests.faults.visitor import Visitor, filled

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
TYPED = "Half a sentence about the explan"


def test_typed_words_come_back_after_signing_in_again_and_go_once_saved(
    note: HealthRecordNote, colleague: Any, service: str
) -> None:
    path = f"/notes/{note.reference}/reword/"
    visitor = Visitor(service, "radiographer")
    form = visitor.form(path, text=TYPED)
    assert visitor.post("/pages/draft/", form).status == 204
    assert TYPED not in Draft.objects.get().body
    Session.objects.all().delete()

    assert visitor.post(path, form).status in (302, 403)
    note.refresh_from_db()
    assert note.text == "The explanation was recorded."

    assert TYPED not in Visitor(service, "colleague").get(path).text
    visitor.sign_in("radiographer")
    assert TYPED in visitor.get(path).text
    assert visitor.fill(path, text=f"{TYPED}ation.").status == 302
    assert not Draft.objects.exists()


def test_at_the_scanner_a_lost_session_saves_nothing_and_what_was_typed_comes_back_to_its_writer_alone(
    radiographer: Any, colleague: Any, patient: Any, service: str
) -> None:
    visitor = Visitor(service, "radiographer")
    form = request_form(visitor, room="CT 9")
    assert visitor.post("/pages/draft/", form).status == 204
    Session.objects.all().delete()

    assert save(visitor, form).location.startswith("/accounts/login/")
    assert not RecordingRequest.objects.exists()

    assert "CT 9" not in Visitor(service, "colleague").get(PAGE).text
    visitor.sign_in("radiographer")
    page = visitor.get(PAGE)
    assert "CT 9" in page.text
    assert patient.family_name in page.text
    assert save(visitor, filled(page)).status == 302
    assert not Draft.objects.exists()
