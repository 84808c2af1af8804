"""Hidden recordings are counted; at the threshold the five measures are asked for, and the lead hears."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from recordings_gov.accounts.models import Setting
from recordings_gov.clock import months_after
from recordings_gov.incidents import covert
from recordings_gov.incidents.models import CovertMeasure, Evaluation, Kind, Measure
from recordings_gov.incidents.tasks import remind_of_evaluation
from recordings_gov.notifications.models import Message, Task
from tests.incidents.conftest import TODAY, report


def told(person: Any) -> int:
    return Message.objects.filter(to=person, key__startswith="covert-measures:").count()


@pytest.mark.rule("R-251", "N")
def test_the_governance_lead_hears_at_the_threshold_and_once_a_month(
    radiographer: Any, department: Any, governance_lead: Any
) -> None:
    report(radiographer, department, Kind.COVERT, discovered_on=date(2026, 8, 20))
    for expected in (0, 0, 1, 1):
        report(radiographer, department, Kind.COVERT)
        assert told(governance_lead) == expected
    assert Task.objects.filter(person=governance_lead, rule="R-251").count() == 1
    for measure in Measure.values:
        assert Task.objects.undone().filter(rule="R-251").exists()
        CovertMeasure.say(
            by=governance_lead, department=department, measure=measure, in_place="no", evidence=""
        )
    assert not Task.objects.undone().filter(rule="R-251").exists()


@pytest.mark.rule("R-251", "C")
def test_the_department_sets_the_threshold_and_the_period(
    radiographer: Any, department: Any, governance_lead: Any
) -> None:
    report(radiographer, department, Kind.COVERT, discovered_on=date(2026, 8, 20))
    asked = {"by": governance_lead, "department": department, "reason": "We are small."}
    assert not covert.state_of(department, TODAY).is_significant
    Setting.choose(**asked, name="covert-threshold", value="1")
    assert covert.state_of(department, TODAY).count == 0
    Setting.choose(**asked, name="covert-period-months", value="4")
    assert covert.state_of(department, TODAY).is_significant


@pytest.mark.rule("R-251", "P")
def test_the_page_shows_the_trend_and_the_measures_not_in_place(
    radiographer: Any, department: Any, governance_lead: Any, signed_in: Any, at_most_queries: Any
) -> None:
    report(radiographer, department, Kind.COVERT)
    with pytest.raises(ValidationError, match="what shows"):
        CovertMeasure.say(
            by=governance_lead, department=department, measure="R-242", in_place="yes", evidence=" "
        )
    signed_in(governance_lead).post(
        reverse("incidents:covert"), {"measure": "R-242", "in_place": "yes", "evidence": "Summary sheet"}
    )
    with at_most_queries(16):
        page = signed_in(governance_lead).get(reverse("incidents:covert")).content.decode()
    assert "4 of 5 not in place" in page
    assert "Summary sheet" in page
    assert "<svg" in page
    trend = covert.trend(department, TODAY)
    assert trend[-1] == ("November 2026", 1)
    assert len(trend) == 12
    assert len(Measure.choices) == 5


def test_a_month_after_the_thirty_first_is_the_last_day_there_is() -> None:
    assert months_after(date(2026, 1, 31), 3) == date(2026, 4, 30)
    assert months_after(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)


@pytest.fixture
def seats(head_of_media_studio: Any, ig_manager: Any, caldicott_guardian: Any) -> dict[str, Any]:
    return {
        "head_of_media_studio": head_of_media_studio,
        "ig_manager": ig_manager,
        "caldicott_guardian": caldicott_guardian,
    }


@pytest.mark.rule("R-212", "R")
@pytest.mark.rule("R-212", "P")
def test_a_meeting_keeps_who_was_there_and_the_next_is_due_an_interval_later(
    seats: dict[str, Any], signed_in: Any, ig_manager: Any
) -> None:
    words = {"looked_at": "All incidents.", "decided": "A poster."}
    for missing in seats:
        with pytest.raises(ValidationError, match="Say who sat there"):
            Evaluation.hold(by=ig_manager, held_on=TODAY, seats={**seats, missing: None}, **words)
    meeting = Evaluation.hold(by=ig_manager, held_on=date(2026, 8, 31), seats=seats, **words)
    assert Evaluation.next_due() == date(2027, 2, 28)
    page = signed_in(ig_manager).get(meeting.get_absolute_url()).content.decode()
    for person in seats.values():
        assert person.name in page
    listed = signed_in(ig_manager).get(reverse("incidents:evaluations")).content.decode()
    assert "28 February 2027" in listed
    assert meeting.reference in listed


@pytest.mark.rule("R-212", "C")
@pytest.mark.rule("R-212", "N")
def test_the_three_hear_once_when_the_next_is_due_and_the_interval_is_a_setting(
    seats: dict[str, Any], ig_manager: Any
) -> None:
    words = {"looked_at": "All incidents.", "decided": "A poster."}
    Evaluation.hold(by=ig_manager, held_on=date(2026, 6, 30), seats=seats, **words)
    assert Evaluation.next_due() == date(2026, 12, 30)
    assert remind_of_evaluation() == 0
    Setting.choose(by=ig_manager, department=None, name="evaluation-months", value="5", reason="More often.")
    assert remind_of_evaluation() == 3
    assert remind_of_evaluation() == 0
    assert Message.objects.filter(key__startswith="evaluation-due:2026-11-30").count() == 3
