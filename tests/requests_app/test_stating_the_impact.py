"""What a recording did to somebody's work is kept in their own words, without a name where none is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from requests_app.models import ImpactStatement, RecordingRequest

Log = Callable[..., RecordingRequest]


def address(request: RecordingRequest) -> str:
    return reverse("requests:request-impact", kwargs={"reference": request.reference})


@pytest.mark.rule("R-015", "R")
def test_a_colleague_and_a_student_state_what_it_did_to_their_work(
    log: Log, colleague: Any, student: Any, radiographer: Any
) -> None:
    request = log()
    request.state_impact(by=colleague, effects=["distracted", "slowed"], words="I lost count twice")
    request.state_impact(by=student, effects=["none"])
    kept = ImpactStatement.objects.order_by("pk")
    assert [(row.person, str(row)) for row in kept] == [
        (colleague, "It distracted me, It slowed me down"),
        (student, "It made no difference"),
    ]


@pytest.mark.rule("R-015", "R")
def test_it_is_said_once_and_changed_by_its_person_with_both_versions_in_history(
    log: Log, colleague: Any
) -> None:
    request = log()
    request.state_impact(by=colleague, effects=["stressed"])
    request.state_impact(by=colleague, effects=["unsure"], words="I spoke less")
    kept = ImpactStatement.objects.get()
    assert kept.effects == ["unsure"]
    assert [row.effects for row in kept.history.order_by("pk")] == [["stressed"], ["unsure"]]
    columns = "request_id, person_id, effects, words, created_at, changed_at"
    table = "requests_app_impactstatement"
    statement = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}"  # noqa: S608
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("effects", [[], ["angry"], ["none", "slowed"]])
def test_it_must_be_an_answer(log: Log, colleague: Any, effects: list[str]) -> None:
    with pytest.raises(ValidationError):
        log().state_impact(by=colleague, effects=effects)
    assert not ImpactStatement.objects.exists()


def test_another_department_states_nothing(log: Log, other_radiographer: Any) -> None:
    with pytest.raises(PermissionDenied):
        log().state_impact(by=other_radiographer, effects=["slowed"])


@pytest.mark.rule("R-015", "R")
def test_the_page_keeps_it_and_shows_it_without_a_name_to_who_sees_no_names(
    log: Log, colleague: Any, governance_lead: Any, signed_in: Any
) -> None:
    request = log()
    browser = signed_in(colleague)
    assert browser.get(address(request)).status_code == 200
    assert "Say what it did to your work" in browser.post(address(request), {}).content.decode()
    both = browser.post(address(request), {"effects": ["none", "slowed"]})
    assert "It made no difference, or it did" in both.content.decode()
    unkind = browser.post(address(request), {"effects": ["slowed"], "words": "permission refused"})
    assert unkind.status_code == 422
    assert (
        browser.post(address(request), {"effects": ["slowed"], "words": "Twice as long"}).status_code == 302
    )
    shown = browser.get(request.get_absolute_url()).content.decode()
    assert "Twice as long" in shown
    assert f"{colleague.name}</bdi>: It slowed me down" in shown
    assert 'value="slowed" checked' in browser.get(address(request)).content.decode()
    masked = signed_in(governance_lead).get(request.get_absolute_url()).content.decode()
    assert "A colleague</bdi>: It slowed me down" in masked
    assert colleague.name not in masked
