"""A patient by wristband, card or camera: what was typed stays, the picture is kept nowhere."""

import io
import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
import zxingcpp
from django.urls import reverse

from recordings_gov import references
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.patients import barcodes, camera
from recordings_gov.patients.models import Patient
from requests_app.models import HomeCode, RecordingRequest
from tests.patients.pictures import picture
from tests.requests_app.scanning import answer, save, tapped, token_of

LOG = "requests:log"
BAND = "\x1d8018505089899900010731\x1d91RX1NM104417"
QR, MATRIX, LINEAR = zxingcpp.QRCode, zxingcpp.DataMatrix, zxingcpp.Code128


@pytest.fixture
def browser(signed_in: Any, radiographer: Any, policy: Any, patient: Any) -> Any:
    return signed_in(radiographer)


@pytest.fixture
def another(db: None) -> Patient:
    with acting_as(None, job="arranging a test"):
        made = Patient(
            nhs_number="9990002088", local_number="NM104417", family_name="Other", given_name="Aled"
        )
        made.birth_date = "1980-01-02"  # type: ignore[assignment]
        made.full_clean()
        made.save()
    return made


@pytest.fixture
def home_code(db: None) -> HomeCode:
    chosen = {"medium": ["video"], "why": [], "needs": [], "language": "pl"}
    return HomeCode.objects.give("x" * 43, chosen)


@pytest.fixture
def send(browser: Any) -> Callable[..., str]:
    """``send(picture(…), room="CT 9")``: the page that comes back for a picture."""

    def sent(taken: bytes, **taps: Any) -> str:
        file = io.BytesIO(taken)
        file.name = "Test, Marigold.jpg"
        response = browser.post(reverse(LOG), tapped(step="picture", picture=file, **taps))
        assert response.status_code == 200
        return str(response.content.decode())

    return sent


def field(page: str) -> str:
    """What stands in the patient field."""
    found = re.search(r'id="id_patient"[^>]*value="([^"]*)"', page)
    assert found
    return found[1]


def test_a_wristband_is_saved_as_its_nhs_number(browser: Any, patient: Patient) -> None:
    assert patient.name in answer(browser, patient="]d28018505089899900010731")
    assert save(browser, patient="]d28018505089899900010731").status_code == 302
    assert RecordingRequest.objects.get().patient == patient


def test_the_page_shows_the_number_and_not_the_barcode(browser: Any) -> None:
    page = browser.post(reverse(LOG), tapped(patient="]d28018505089899900010731", step="find"))
    assert field(page.content.decode()) == "999 000 1073"
    assert 'data-number="999 000 1073"' in answer(browser, patient="]d28018505089899900010731")


@pytest.mark.parametrize(
    ("scan", "says"),
    [
        ("05012345678900", barcodes.PRODUCT),
        ("https://example.org/9990001073", barcodes.WEB),
        ("(8017)505089899900010731", barcodes.STAFF),
    ],
)
def test_the_wrong_barcode_is_said_and_no_patient_is_looked_for(browser: Any, scan: str, says: str) -> None:
    for page in (
        answer(browser, patient=scan),
        browser.post(reverse(LOG), tapped(patient=scan, step="find")).content.decode(),
        save(browser, patient=scan).content.decode(),
    ):
        assert says in page
        assert scan not in page
    assert not RecordingRequest.objects.exists()
    assert not Event.objects.filter(action="patient.searched").exists()


def test_our_own_reference_is_said_to_be_ours(browser: Any) -> None:
    reference = references.new("REQ")
    assert f"That is our own reference {reference}." in answer(browser, patient=reference)


def test_a_code_from_home_in_the_patient_field_fills_the_page(browser: Any, home_code: HomeCode) -> None:
    typed = home_code.code.replace("-", "").lower()
    for step in ("find", "home", None):
        page = browser.post(reverse(LOG), tapped(patient=typed, step=step, medium=[])).content.decode()
        assert "speaks Polish" in page
        assert re.search(r'name="medium"[^>]*value="video"[^>]*checked', page)
        assert field(page) == ""
    assert f'data-home-code="{home_code.code}"' in answer(browser, patient=typed)
    assert not RecordingRequest.objects.exists()


def test_a_home_code_that_is_not_kept_is_said(browser: Any) -> None:
    page = browser.post(reverse(LOG), tapped(patient=references.new("HC"), step="find")).content.decode()
    assert "No such code is kept" in page


def test_a_picture_finds_the_patient_and_what_was_typed_stays(send: Any, patient: Patient) -> None:
    page = send(picture((BAND, MATRIX)), room="CT 9", patient="", outcome_reason="half a sent")
    assert patient.name in page
    assert field(page) == "999 000 1073"
    assert 'value="CT 9"' in page
    assert "half a sent" in page
    assert re.search(r'name="medium"[^>]*value="audio"[^>]*checked', page)
    assert token_of(page)


def test_of_several_codes_the_one_that_is_a_patient_counts(send: Any, another: Patient) -> None:
    taken = picture(("https://example.org", QR), ("05012345678900", LINEAR), ("NM104417", LINEAR), ("7", QR))
    page = send(taken, patient="")
    assert another.name in page
    assert field(page) == "NM104417"


def test_two_patients_in_a_picture_are_chosen_between(send: Any, browser: Any, another: Patient) -> None:
    page = send(picture(("9990001073", QR), ("9990002088", QR)), patient="", room="CT 9")
    assert "Choose the one on this patient’s wristband" in page
    assert another.name not in page
    offered = re.findall(r'name="chosen_number" value="([^"]+)"', page)
    assert sorted(offered) == ["999 000 1073", "999 000 2088"]
    chosen = browser.post(reverse(LOG), tapped(patient="", room="CT 9", chosen_number=offered[-1]))
    assert field(chosen.content.decode()) == offered[-1]
    assert 'value="CT 9"' in chosen.content.decode()


@pytest.mark.parametrize(
    ("taken", "says"),
    [
        (picture(("https://example.org", QR)), barcodes.WEB),
        (picture(), camera.SENTENCES["nothing"]),
        (b"not a picture", camera.SENTENCES["unknown"]),
        (bytes(camera.LIMITS.size + 1), camera.SENTENCES["bytes"]),
    ],
)
def test_a_picture_without_a_patient_is_said_and_the_typed_number_stays(
    send: Any, taken: bytes, says: str
) -> None:
    page = send(taken)
    assert says in page
    assert field(page) == "999 000 1073"


def test_a_home_code_in_a_picture_fills_the_page(send: Any, home_code: HomeCode) -> None:
    assert "speaks Polish" in send(picture((home_code.code, QR)), patient="")


def test_nothing_of_a_picture_is_kept_or_logged(
    send: Any, department: Department, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.files.storage import Storage

    def never(*given: Any, **more: Any) -> None:
        raise AssertionError("a file was kept")

    monkeypatch.setattr(Storage, "save", never)
    with caplog.at_level(logging.DEBUG):
        send(picture((BAND, MATRIX)), patient="")
    assert "Marigold" not in caplog.text
    assert "9990001073" not in caplog.text
    [searched] = Event.objects.filter(action="patient.searched").select_related("payload")
    assert list(searched.payload.body) == ["ids"]


def test_the_camera_needs_no_script(browser: Any) -> None:
    page = browser.get(reverse(LOG)).content.decode()
    assert re.search(r'<input[^>]*type="file"[^>]*accept="image/\*"[^>]*capture="environment"', page)
    assert re.search(r'name="step" value="picture" formenctype="multipart/form-data"', page)
