"""An anonymous survey: who was asked is known; what one person answered is known to nobody."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models
from django.urls import reverse

from policies.models import Survey, SurveyAnswer, SurveyToken
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.notifications.models import Message
from recordings_gov.pages.models import Draft, IdempotencyKey
from recordings_gov.workflow import WrongState
from tests.conftest import person

LAST = timedelta(days=14)


@pytest.fixture
def staff(department: Department, governance_lead: User) -> list[User]:
    """Six radiographers; the governance lead, who opens the survey and reads it, is not asked."""
    return [person(f"staff_{number}", Role.RADIOGRAPHER, department) for number in range(6)]


@pytest.fixture
def survey(department: Department, governance_lead: User, staff: list[User]) -> Survey:
    return Survey.open(by=governance_lead, department=department, closes_on=clock.today() + LAST)


def answer(survey: Survey, by: User, **answers: str) -> None:
    survey.tokens.get(person=by).use(by=by, answers=answers)


@pytest.mark.rule("R-037", "R")
def test_everybody_of_the_department_is_asked_by_one_mail_each(
    survey: Survey, staff: list[User], other_radiographer: User
) -> None:
    asked = set(survey.tokens.values_list("person__username", flat=True))
    assert asked == {each.username for each in staff}
    messages = list(Message.objects.filter(key__startswith=f"survey:{survey.reference}:"))
    assert {message.to.username for message in messages} == asked
    assert len({message.body for message in messages}) == 1  # no link of anybody's own


@pytest.mark.both
@pytest.mark.rule("R-037", "R")
def test_one_answer_a_person(survey: Survey, staff: list[User], governance_lead: User) -> None:
    answer(survey, staff[0], voice="yes", words="Ask us first")
    with pytest.raises(WrongState):
        answer(survey, staff[0], voice="no")
    with pytest.raises(PermissionDenied):
        survey.tokens.get(person=staff[1]).use(by=governance_lead, answers={"voice": "no"})
    assert sorted(SurveyAnswer.objects.values_list("question", "said")) == [
        ("voice", "yes"),
        ("words", "Ask us first"),
    ]
    twice = pytest.raises(IntegrityError, match="person_asked_once_a_survey")
    with acting_as(governance_lead), twice:
        SurveyToken.objects.create(survey=survey, person=staff[0])


def test_an_answer_has_no_author_no_time_and_no_history() -> None:
    """By its columns: what is not there cannot be joined, today or by whoever adds a report."""
    kept = {field.name: type(field) for field in SurveyAnswer._meta.concrete_fields}
    assert kept == {
        "id": models.BigIntegerField,
        "survey": models.ForeignKey,
        "question": models.CharField,
        "said": models.TextField,
    }
    assert not hasattr(SurveyAnswer, "history")
    pointing = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is SurveyAnswer
    ]
    assert pointing == []


@pytest.mark.both
def test_neither_the_ids_nor_the_place_of_answers_say_who_came_last(
    survey: Survey, staff: list[User]
) -> None:
    """Every answer writes the whole box anew: no row is left as the one that was added last."""
    seen: list[set[int]] = []
    places = []
    for number, each in enumerate(staff):
        answer(survey, each, voice="yes", words=f"From {number}")
        rows = list(SurveyAnswer.objects.filter(survey=survey).order_by("pk").values_list("pk", "said"))
        seen.append({pk for pk, _ in rows})
        places.append(
            [pk for pk, said in rows].index(next(pk for pk, said in rows if said == f"From {number}"))
        )
    for before, after in pairwise(seen):
        assert not before & after
    assert len(seen[-1]) == 12
    assert places != [len(ids) - 1 for ids in seen]  # 1 in 46,080 of happening by chance
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM policies_surveyanswer")
            assert cursor.fetchone()[0] == 1


@pytest.mark.rule("R-037", "R")
def test_events_say_that_a_token_was_used_and_nothing_of_the_answer(
    survey: Survey, staff: list[User], signed_in: Any
) -> None:
    page = reverse("policies:survey-answer", kwargs={"reference": survey.reference})
    client = signed_in(staff[0])
    before = Event.objects.count()
    assert client.get(page).status_code == 200
    said = {"voice": "no", "words": "Zanzibar", "idempotency_key": "k" * 20, "draft_form": "x"}
    assert client.post(page, said).status_code == 302
    (event,) = Event.objects.order_by("id")[before:]
    assert event.action == "surveytoken.use"
    assert event.payload.body == {"status": ["asked", "used"]}
    for table in connection.introspection.table_names():
        if table == "policies_surveyanswer":
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  our own tables
            assert "Zanzibar" not in str(cursor.fetchall()), table
    assert not IdempotencyKey.objects.exists()
    assert not Draft.objects.exists()


def test_the_page_keeps_no_draft_and_sends_no_key(survey: Survey, staff: list[User], signed_in: Any) -> None:
    page = reverse("policies:survey-answer", kwargs={"reference": survey.reference})
    shown = signed_in(staff[0]).get(page).content.decode()
    assert "data-draft" not in shown
    assert "idempotency_key" not in shown


@pytest.mark.rule("R-037", "R")
def test_results_come_after_the_last_day_and_from_five_answers_up(
    survey: Survey, staff: list[User], governance_lead: User, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in staff[:4]:
        answer(survey, each, voice="yes")
    client = signed_in(governance_lead)
    assert client.get(survey.get_absolute_url()).context["results"] == []
    assert survey.answers() == {}

    day = survey.closes_on + timedelta(days=1)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{day}T09:00:00+00:00")
    client = signed_in(governance_lead)
    shown = client.get(survey.get_absolute_url())
    assert shown.context["results"] == []
    assert "Fewer than 5 people answered" in shown.content.decode()

    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{survey.closes_on}T09:00:00+00:00")
    answer(survey, staff[4], voice="no")
    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{day}T09:00:00+00:00")
    voice, *others = signed_in(governance_lead).get(survey.get_absolute_url()).context["results"]
    assert [told for _, told in voice.told] == ["More than half", "Fewer than half", "Fewer than half"]
    assert not any(each.is_shown for each in others)


def test_after_its_last_day_and_once_closed_it_takes_no_more_answers(
    survey: Survey, staff: list[User], governance_lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = survey.closes_on + timedelta(days=1)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{day}T09:00:00+00:00")
    with pytest.raises(WrongState, match="takes no more answers"):
        answer(survey, staff[0], voice="yes")
    monkeypatch.delenv("RECORDINGS_GOV_NOW")
    survey.close(by=governance_lead)
    with pytest.raises(WrongState, match="takes no more answers"):
        answer(survey, staff[0], voice="yes")
    assert not SurveyAnswer.objects.exists()
    assert survey.tokens.filter(status="asked").count() == 6


def test_nonsense_is_sent_back_and_the_token_stays(survey: Survey, staff: list[User]) -> None:
    for bad in ({"voice": "maybe"}, {}, {"words": "a\u202eb"}, {"words": "x" * 1001}):
        with pytest.raises(ValidationError):
            answer(survey, staff[0], **bad)
    answer(survey, staff[0], voice="ask")


def test_a_survey_is_opened_by_the_departments_own_governance_lead_for_five_or_more(
    department: Department, other_department: Department, governance_lead: User, radiographer: User
) -> None:
    soon = clock.today() + LAST
    with pytest.raises(PermissionDenied):
        Survey.open(by=radiographer, department=department, closes_on=soon)
    with pytest.raises(PermissionDenied):
        Survey.open(by=governance_lead, department=other_department, closes_on=soon)
    with pytest.raises(ValidationError, match="ask them another way"):
        Survey.open(by=governance_lead, department=department, closes_on=soon)
    assert not Survey.objects.exists()


def test_a_department_has_one_survey_open_and_it_closes_on_a_later_day(
    survey: Survey, governance_lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValidationError, match="Another survey of this department is open"):
        Survey.open(by=governance_lead, department=survey.department, closes_on=clock.today() + LAST)
    day = survey.closes_on + timedelta(days=1)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{day}T09:00:00+00:00")
    with pytest.raises(ValidationError, match="a day after today"):
        Survey.open(by=governance_lead, department=survey.department, closes_on=day)
    second = Survey.open(by=governance_lead, department=survey.department, closes_on=day + LAST)
    survey.refresh_from_db()
    assert (survey.status, survey.closed_on) == ("closed", survey.closes_on)
    assert second.opened_on == day


def test_home_asks_until_it_is_answered_and_nobody_else_opens_the_page(
    survey: Survey, staff: list[User], other_radiographer: User, signed_in: Any
) -> None:
    page = reverse("policies:survey-answer", kwargs={"reference": survey.reference})
    assert page in signed_in(staff[0]).get(reverse("home")).content.decode()
    assert signed_in(other_radiographer).get(page).status_code == 404
    assert signed_in(staff[0]).post(page, {"voice": "yes"}).status_code == 302
    assert page not in signed_in(staff[0]).get(reverse("home")).content.decode()
    assert "You have answered" in signed_in(staff[0]).get(page).content.decode()


def test_the_pages_of_a_survey_cost_a_few_queries(
    survey: Survey, staff: list[User], governance_lead: User, signed_in: Any, at_most_queries: Any
) -> None:
    client = signed_in(governance_lead)
    for url in (reverse("policies:surveys"), survey.get_absolute_url()):
        with at_most_queries(14):
            assert client.get(url).status_code == 200
