"""What is no patient's recording goes elsewhere, and only where there is such a place."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from consent.models import ConsentForm, Recording
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from requests_app.decisions import ENDINGS, Facts, outcomes_for
from requests_app.models import RecordingRequest
from requests_app.models.words_asked import Route
from requests_app.routing import HEADLINES, route_of
from tests.requests_app.conftest import TOLD_BY_ANOTHER
from tests.requests_app.scanning import answer, save

Log = Callable[..., RecordingRequest]
AGREEMENTS = {"agreed", "agreed_with_conditions"}
HELD = {"picture_service": "PROC 12", "image_copies": "Contract 7 with the chiropractors"}
SETTINGS = {"picture_service": "request-picture-procedure", "image_copies": "request-copy-contract"}
BY_FAMILY = {"recorder": "family", "permission": "yes", "told": TOLD_BY_ANOTHER}
ELSEWHERE = {"outcome": "out_of_scope", "told": []}


def test_every_answer_goes_where_it_belongs_and_nowhere_else() -> None:
    uses = ("", "themselves", "teaching", "publicity", "press", "trust")
    for recorder, used_by, employee, service, held in product(
        ("patient", "family"), uses, ("", "yes", "no"), ("", *HELD), ({}, HELD, dict.fromkeys(HELD, "  "))
    ):
        found = route_of(recorder, used_by, employee, service, held)
        at_work = employee == "yes" and recorder != "patient"
        ours = used_by not in ("", "themselves")
        is_held = bool(held.get(service, "").strip())
        expected = "staff_workflow" if at_work else "communications" if ours else service if is_held else ""
        assert found.route == expected
        assert bool(found.reasons) == bool(found.route)
        assert bool(found.reference) == (found.route in HELD)


@pytest.mark.rule("R-164", "E")
def test_what_goes_elsewhere_is_never_agreed_here_and_nothing_else_goes() -> None:
    for stance, route in product(ENDINGS, ("", *Route.values)):
        every = outcomes_for(Facts(stance, "keepsake", route=route)).every
        assert ("out_of_scope" in every) == bool(route)
        assert not (route and AGREEMENTS & set(every))
        assert "stopped_for_safety" in every


@pytest.fixture
def held(department: Any, governance_lead: Any) -> Callable[[str], None]:
    """``held("picture_service")``: the department holds that agreement from now on."""

    def holds(service: str) -> None:
        Setting.choose(
            by=governance_lead,
            name=SETTINGS[service],
            department=department,
            value=HELD[service],
            reason="Agreed with the employer",
        )

    return holds


@pytest.mark.rule("R-009", "E")
@pytest.mark.rule("R-010", "E")
@pytest.mark.parametrize("service", HELD)
def test_our_own_pictures_go_to_the_service_only_where_we_hold_one(log: Log, held: Any, service: str) -> None:
    with pytest.raises(ValidationError, match="not how this request can end"):
        log(service=service, **ELSEWHERE)
    assert log(service=service).outcome == "agreed"
    held(service)
    with pytest.raises(ValidationError):
        log(service=service)
    gone = log(service=service, **ELSEWHERE)
    assert (gone.route, gone.route_reference) == (service, HELD[service])
    assert gone.outcomes.get().reason.endswith(HELD[service])
    assert not RecordingRequest.objects.waiting_for_an_answer().filter(pk=gone.pk)


@pytest.mark.rule("R-009", "E")
@pytest.mark.rule("R-010", "E")
@pytest.mark.parametrize("service", HELD)
def test_the_page_says_where_to_send_them_or_that_it_is_a_request_like_any_other(
    signed_in: Any, radiographer: Any, policy: Any, patient: Any, held: Any, service: str
) -> None:
    browser = signed_in(radiographer)
    assert "a patient’s request like any other" in answer(browser, service=service)
    held(service)
    said = answer(browser, service=service)
    assert f"By our agreement: {HELD[service]}" in said
    assert f'id="stance">{HEADLINES[service]}</h2>' in said
    assert 'value="agreed"' not in said


@pytest.mark.rule("R-164", "E")
def test_an_employee_at_work_goes_by_the_rules_for_staff(log: Log, radiographer: Any) -> None:
    with pytest.raises(ValidationError):
        log(**BY_FAMILY, employee="yes")
    gone = log(**{**BY_FAMILY, **ELSEWHERE}, employee="yes")
    assert (gone.route, gone.status) == ("staff_workflow", "closed")
    gone.outcome = "agreed"
    with acting_as(radiographer), pytest.raises(ValidationError, match="goes_elsewhere"):
        gone.save()


@pytest.mark.rule("R-164", "E")
def test_an_employee_who_is_the_patient_keeps_a_note_like_anybody(log: Log) -> None:
    assert log(employee="yes").outcome == "agreed"


@pytest.mark.rule("R-164", "E")
def test_nobody_else_is_asked_for_a_form_of_ours(
    signed_in: Any, radiographer: Any, policy: Any, patient: Any
) -> None:
    browser = signed_in(radiographer)
    said = answer(browser, recorder="family", permission="yes", employee="no")
    assert reverse("consent:registration-apply") not in said
    assert reverse("consent:registration-apply") in answer(
        browser, recorder="family", permission="yes", employee="yes"
    )
    saved = save(browser, recorder="family", permission="yes", employee="no")
    page = browser.get(saved["Location"]).content.decode().split("<main")[1]
    assert "/consent/" not in page
    assert not ConsentForm.objects.exists()
    assert not Recording.objects.exists()


@pytest.mark.parametrize("used_by", ["teaching", "publicity", "press", "trust"])
def test_what_is_not_for_themselves_goes_to_communications(log: Log, used_by: str) -> None:
    with pytest.raises(ValidationError):
        log(used_by=used_by)
    gone = log(used_by=used_by, **ELSEWHERE)
    assert gone.route == "communications"
    assert "communications manager" in gone.outcomes.get().reason
