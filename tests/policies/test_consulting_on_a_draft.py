"""Who was asked about a draft, what they said section by section, and figures that others hand in."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from policies import group_figures
from policies.group_figures import Handed
from policies.models import Asked, Consultation, GroupFigure, PolicyVersion, SectionComment
from policies.next_version import start_next_version
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.audit.acting import acting_as
from recordings_gov.workflow import WrongState

DAY = date(2026, 3, 2)
ASKED = {
    "group": "liaison_group",
    "who": "Northmere patient panel",
    "method": "Meeting",
    "held_on": DAY,
    "ended_on": DAY + timedelta(days=7),
    "views": "Say first what is allowed",
    "effect": "Section 1 was turned round",
}


@pytest.mark.rule("R-020", "R", "R-001", "R", "R-037", "R")
@pytest.mark.parametrize("group", ["patients", "liaison_group", "carers", "staff", "students", "unions"])
def test_a_consultation_keeps_who_how_when_their_views_and_the_effect(
    draft: PolicyVersion, people: Any, group: str
) -> None:
    draft.consult(by=people.drafter, **ASKED | {"group": group})
    kept = draft.consultations.get()
    assert {name: getattr(kept, name) for name in ASKED} == ASKED | {"group": group}
    assert draft.status == "consulted"


def test_every_group_that_is_to_be_asked_can_be_named() -> None:
    wanted = "patients liaison_group carers staff students dpo ig caldicott unions other"
    assert set(wanted.split()) <= set(Asked.values)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"held_on": date(2030, 1, 1)}, "a day that has been"),
        ({"ended_on": date(2030, 1, 1)}, "a day that has been"),
        ({"ended_on": DAY - timedelta(days=1)}, "last day is before the first day"),
    ],
)
def test_days_out_of_order_or_in_the_future_are_refused(
    draft: PolicyVersion, people: Any, wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        draft.consult(by=people.drafter, **ASKED | wrong)
    assert not draft.consultations.exists()


def test_the_database_keeps_the_order_of_days_too(draft: PolicyVersion, people: Any) -> None:
    row = Consultation(version=draft, by=people.drafter, **ASKED | {"ended_on": date(2020, 1, 1)})
    with acting_as(people.drafter), pytest.raises(IntegrityError, match="ends_on_or_after"):
        row.save()


def comment_page(version: PolicyVersion) -> str:
    return reverse("policies:version-comment", kwargs={"reference": version.reference})


@pytest.mark.rule("R-037", "R", "R-020", "R")
def test_anybody_of_the_department_comments_on_a_section_and_the_drafter_answers(
    draft: PolicyVersion, people: Any, radiographer: User, signed_in: Any
) -> None:
    section = draft.sections.get(number=3)
    client = signed_in(radiographer)
    assert (
        reverse("policies:version-comment", kwargs={"reference": draft.reference})
        in client.get(reverse("policies:drafts-to-comment")).content.decode()
    )
    answer = client.post(comment_page(draft), {"section": section.pk, "words": "Too <b>long</b>"})
    assert answer.status_code == 302
    comment = draft.comments.get()
    assert (comment.by, comment.section, comment.said_of) == (radiographer, section, str(section))
    assert "Too &lt;b&gt;long&lt;/b&gt;" in client.get(comment_page(draft)).content.decode()
    assert client.get(comment.get_absolute_url()).status_code == 403

    client = signed_in(people.drafter)
    said = {"change": "changed", "reply": "Cut by half"}
    assert client.post(comment.get_absolute_url(), said).status_code == 302
    comment.refresh_from_db()
    assert (comment.status, comment.reply, comment.answered_by) == ("answered", "Cut by half", people.drafter)
    assert "Cut by half" in signed_in(radiographer).get(comment_page(draft)).content.decode()
    with pytest.raises(WrongState):
        comment.answer(by=people.drafter, reply="Again", change="kept")


def test_a_comment_is_answered_in_words(draft: PolicyVersion, people: Any, radiographer: User) -> None:
    draft.comment(by=radiographer, words="A word")
    comment = draft.comments.get()
    with pytest.raises(PermissionDenied):
        comment.answer(by=radiographer, reply="Yes", change="kept")
    with pytest.raises(ValidationError, match="Answer in words"):
        comment.answer(by=people.drafter, reply=" ", change="kept")


def test_a_comment_says_something_about_this_draft(
    draft: PolicyVersion, in_force: PolicyVersion, radiographer: User, people: Any
) -> None:
    second = start_next_version(in_force, by=people.drafter)
    with pytest.raises(ValidationError, match="Write your comment"):
        second.comment(by=radiographer, words="  ")
    with pytest.raises(ValidationError, match="a section of this draft"):
        second.comment(by=radiographer, words="A word", section=in_force.sections.get(number=3))
    with pytest.raises(WrongState):
        in_force.comment(by=radiographer, words="Too late")


def test_another_department_does_not_see_the_draft(
    draft: PolicyVersion, other_radiographer: User, outsider: User, signed_in: Any
) -> None:
    assert signed_in(other_radiographer).get(comment_page(draft)).status_code == 404
    assert signed_in(outsider).get(comment_page(draft)).status_code == 403
    with pytest.raises(PermissionDenied):
        draft.comment(by=other_radiographer, words="A word")
    assert not SectionComment.objects.exists()


@pytest.mark.rule("R-037", "R")
def test_figures_about_groups_are_entries_of_their_day(
    draft: PolicyVersion, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = [Handed("staff", "Object to being filmed", 12, 40), Handed("students", "Object", 3, 9)]
    monkeypatch.setattr(group_figures, "_counts", [lambda _: list(counted)])
    draft.take_in_figures(by=people.drafter)
    draft.take_in_figures(by=people.drafter)  # the same day again: nothing new
    kept = draft.group_figures.values_list("group", "number", "out_of", "as_of")
    today = clock.today()
    assert list(kept) == [("staff", 12, 40, today), ("students", None, 9, today)]

    counted[0] = Handed("staff", "Object to being filmed", 15, 40)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{today + timedelta(days=1)}T09:00:00+00:00")
    draft.take_in_figures(by=people.drafter)
    staff = draft.group_figures.filter(group="staff").order_by("as_of")
    assert [each.number for each in staff] == [12, 15]
    small = GroupFigure(version=draft, group="staff", says="Small", number=4, as_of=today)
    with acting_as(people.drafter), pytest.raises(IntegrityError, match="no_small_number"):
        small.save()


@pytest.mark.rule("R-001", "R")
def test_the_page_of_a_version_leads_to_all_of_it(
    draft: PolicyVersion, people: Any, radiographer: User, signed_in: Any, at_most_queries: Any
) -> None:
    draft.consult(by=people.drafter, **ASKED)
    for number in range(12):
        draft.comment(by=radiographer, words=f"Comment {number}")
    client = signed_in(people.publisher)
    page = reverse("policies:version-consultation", kwargs={"reference": draft.reference})
    assert page in client.get(draft.get_absolute_url()).content.decode()
    with at_most_queries(16):
        shown = client.get(page).content.decode()
    assert "Northmere patient panel" in shown
    assert "Section 1 was turned round" in shown
    assert "12 comments, 12 without an answer" in shown
    with at_most_queries(24):
        assert signed_in(radiographer).get(comment_page(draft)).status_code == 200
