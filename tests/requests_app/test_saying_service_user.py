"""Where "patient" does not fit, the pages say "service user", and nobody's own words change."""

import re
from typing import Any

import pytest
from django.urls import reverse

from recordings_gov.accounts.models import Setting
from requests_app.person_word import reworded
from tests.requests_app.scanning import answer, save

NOT_OURS = re.compile(r"<bdi>.*?</bdi>|<[^>]*>", re.DOTALL)


@pytest.fixture
def service_users(department: Any, governance_lead: Any) -> None:
    """The department says service user."""
    Setting.choose(
        by=governance_lead,
        name="person-word",
        department=department,
        value="service_user",
        reason="Screening",
    )


def said(page: str) -> list[str]:
    """Where a page's own text still says patient."""
    text = NOT_OURS.sub(" ", page.split("<main", 1)[-1]).replace("Patient Advice and Liaison", "")
    return re.findall(r".{30}\b[Pp]atients?\b.{20}", text)


@pytest.mark.rule("R-008", "C")
def test_names_addresses_and_peoples_own_words_stay() -> None:
    page = (
        '<p id="patient" title="The patient">Ask the patient. <bdi>Patient, Pat</bdi></p>'
        "<textarea>patient</textarea>"
    )
    assert reworded(page) == (
        '<p id="patient" title="The service user">Ask the service user. <bdi>Patient, Pat</bdi></p>'
        "<textarea>patient</textarea>"
    )
    cells = "<tbody><td>Patient, Pat</td><td>Smith, Patient</td><td>Patient chose not to</td></tbody>"
    assert reworded(cells) == cells.replace("Patient chose", "Service user chose")


@pytest.mark.rule("R-008", "C")
def test_the_pages_say_the_word_that_the_department_chose(
    signed_in: Any, radiographer: Any, policy: Any, patient: Any, service_users: None
) -> None:
    browser = signed_in(radiographer)
    assert "Service user number" in (log := browser.get(reverse("requests:log")).content.decode())
    assert not said(log)
    assert not said(answer(browser, recorder="family"))
    assert not said(browser.post(reverse("requests:log"), {}).content.decode())
    saved = save(browser)
    assert not said(browser.get(saved["Location"]).content.decode())
    assert not said(browser.get(reverse("requests:list")).content.decode())


@pytest.mark.rule("R-008", "C")
def test_patient_stays_the_word_where_nobody_chose_another(
    signed_in: Any, radiographer: Any, policy: Any, patient: Any
) -> None:
    page = signed_in(radiographer).get(reverse("requests:log")).content.decode()
    assert "Patient number" in page
    assert "ervice user" not in page
