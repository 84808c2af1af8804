"""A reason is for its person and whom they name; nothing else of the service holds its words."""

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.audit.models import Event, Payload
from recordings_gov.pages.needs import needs_of
from requests_app import confidence
from requests_app.models import ConfidentialReason, StaffObjection

WHY = "Somebody followed me home last year"


@pytest.fixture
def objection(student: Any, colleague: Any) -> StaffObjection:
    return StaffObjection.register(by=student, covers="both", reason=WHY, named=colleague)


def address(objection: StaffObjection) -> str:
    return reverse("requests:objection-reason", kwargs={"reference": objection.reference})


@pytest.mark.rule("R-056", "E")
def test_the_person_and_whom_they_name_read_it_and_nobody_else(
    objection: StaffObjection,
    signed_in: Any,
    student: Any,
    colleague: Any,
    radiographer: Any,
    governance_lead: Any,
    ig_manager: Any,
    caldicott_guardian: Any,
) -> None:
    for reader in (student, colleague):
        assert WHY in signed_in(reader).get(address(objection)).content.decode()
        event = Event.objects.about(objection).latest("id")
        assert (event.action, event.actor) == ("staffobjection.reason_read", reader)
    for other in (radiographer, governance_lead, ig_manager, caldicott_guardian):
        browser = signed_in(other)
        assert browser.get(address(objection)).status_code == 404
        assert WHY not in browser.get(reverse("requests:objections")).content.decode()


def test_who_is_named_is_told_at_home_until_they_read_it(
    objection: StaffObjection, signed_in: Any, colleague: Any, student: Any
) -> None:
    (need,) = [each for each in needs_of(colleague, clock.today()) if "in confidence" in each.deed]
    assert student.name not in need.deed + need.detail
    assert signed_in(colleague).get(need.url).status_code == 200
    assert not [each for each in needs_of(colleague, clock.today()) if "in confidence" in each.deed]


@pytest.mark.both
def test_its_words_stand_nowhere_in_the_database(objection: StaffObjection) -> None:
    payloads = Payload.objects.filter(event__in=Event.objects.about(objection)).values_list("body", flat=True)
    assert confidence.digest(WHY) in str(list(payloads))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("requests_app_", "audit_", "pages_")):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                assert "followed me" not in str(cursor.fetchall()), table


def test_it_is_kept_under_a_key_of_its_own(objection: StaffObjection, settings: Any) -> None:
    told = ConfidentialReason.objects.get()
    settings.SECRET_KEY = "x" * 60
    assert told.words == WHY
    settings.REASONS_KEY = "z" * 60
    assert told.words == confidence.CANNOT_BE_READ


def test_lifting_takes_the_reason_away(objection: StaffObjection, student: Any) -> None:
    objection.lift(by=student)
    assert not ConfidentialReason.objects.exists()
    assert Event.objects.about(objection).filter(action="staffobjection.reason_dropped").exists()


def test_it_is_said_changed_and_taken_back_on_the_page(
    signed_in: Any, radiographer: Any, colleague: Any, other_radiographer: Any
) -> None:
    browser = signed_in(radiographer)
    page = reverse("requests:objections")
    posted = {"covers": "image", "in_settings": ["treatment"], "reason": WHY}
    assert browser.post(page, posted | {"named": str(other_radiographer.pk)}).status_code == 422
    assert browser.post(page, posted | {"named": str(colleague.pk)}).status_code == 302
    objection = StaffObjection.objects.get()
    assert objection.in_settings == ["treatment"]
    shown = browser.get(page).content.decode()
    assert "in this setting: treatment" in shown
    assert WHY not in shown
    assert "data-draft-url" not in shown
    vary = reverse("requests:objection-vary", kwargs={"reference": objection.reference})
    changing = browser.get(vary).content.decode()
    assert WHY in changing
    assert "data-draft-url" not in changing
    assert browser.post(vary, {"covers": "image"}).status_code == 302
    assert not ConfidentialReason.objects.exists()
