"""A person's own named filters of a list: kept, opened, renamed, deleted, and nobody else's business."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recordings_gov.pages import statements
from recordings_gov.pages.models import SavedFilter

PAGE, LIST = "pages:filters", "requests:list"


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def kept(browser: Any, name: str = "Mine", **chosen: str) -> Any:
    given = {"list": LIST, "step": "keep", "name": name, "state": "closed", **chosen}
    return browser.post(reverse(PAGE), given)


def test_what_is_chosen_is_kept_under_a_name_and_opens_the_list_like_that(
    signed_in: Any, radiographer: Any
) -> None:
    browser = signed_in(radiographer)
    listed = text(browser.get(reverse(LIST) + "?state=closed&sort=logged_at"))
    assert f"{reverse(PAGE)}?list=requests%3Alist&amp;state=closed&amp;sort=logged_at" in listed
    assert kept(browser, "Closed ones", sort="logged_at").url == "/requests/?state=closed&sort=logged_at"
    page = text(browser.get(f"{reverse(PAGE)}?list={LIST}"))
    assert "Closed ones" in page
    assert "State: Closed. Sorted by Logged" in page


def test_only_choices_of_the_list_are_kept(signed_in: Any, radiographer: Any) -> None:
    kept(signed_in(radiographer), modality="<b>", q="9990001073", sort="patient", outcome="agreed")
    assert SavedFilter.objects.get().query == {"state": "closed", "outcome": "agreed"}


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "Patient 999 000 1073", "a\u202eb"])
def test_a_name_is_a_short_word_without_a_patients_number(
    signed_in: Any, radiographer: Any, name: str
) -> None:
    text(kept(signed_in(radiographer), name), 422)
    assert not SavedFilter.objects.exists()


def test_nothing_chosen_a_name_in_use_and_one_too_many_are_said(
    signed_in: Any, radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(radiographer)
    assert "Filter the list first" in text(kept(browser, state=""), 422)
    kept(browser)
    assert "of that name already" in text(kept(browser), 422)
    monkeypatch.setattr("recordings_gov.pages.models.saved_filter.MOST", 1)
    assert "Delete one first" in text(kept(browser, "Another"), 422)


def test_one_is_renamed_and_deleted_by_its_owner_alone(
    signed_in: Any, radiographer: Any, colleague: Any
) -> None:
    kept(signed_in(radiographer))
    one = SavedFilter.objects.get()
    asked = {"list": LIST, "filter": str(one.pk), "name": "Theirs now"}
    for step in ("rename", "delete"):
        assert signed_in(colleague).post(reverse(PAGE), asked | {"step": step}).status_code == 404
    assert "Mine" not in text(signed_in(colleague).get(f"{reverse(PAGE)}?list={LIST}"))
    browser = signed_in(radiographer)
    assert browser.post(reverse(PAGE), asked | {"step": "rename", "name": "Ours"}).status_code == 302
    assert SavedFilter.objects.get().name == "Ours"
    assert browser.post(reverse(PAGE), asked | {"step": "delete"}).status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("name", ["", "home", "requests:log", "no:such", "requests:request-detail", "../x"])
def test_what_is_no_list_is_not_there(signed_in: Any, radiographer: Any, name: str) -> None:
    assert signed_in(radiographer).get(reverse(PAGE), {"list": name}).status_code == 404


def test_a_list_that_is_not_ones_own_has_no_filters_to_keep(signed_in: Any, outsider: Any) -> None:
    assert signed_in(outsider).get(f"{reverse(PAGE)}?list={LIST}").status_code == 403


def test_the_sql_of_a_list_is_compiled_once_for_the_same_question(
    signed_in: Any, radiographer: Any, other_radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "_kept", {})
    browser = signed_in(radiographer)
    for _ in range(2):
        text(browser.get(reverse(LIST) + "?state=closed"))
    assert len(statements._kept) == 1
    with CaptureQueriesContext(connection) as asked:
        text(signed_in(other_radiographer).get(reverse(LIST) + "?state=closed"))
    assert len(statements._kept) == 2
    departments = {
        str(person.memberships.get().department_id) for person in (radiographer, other_radiographer)
    }
    assert len(departments) == 2
    assert asked
