"""What the starter texts ask to confirm: a checklist whose ticks say who, when and what."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from policies import confirming
from policies.confirming import Item
from policies.models import Confirmation
from recordings_gov import clock

LIST = reverse("policies:to-confirm")
ITEM = "safety-zones"


def tick(by: Any, **given: Any) -> Confirmation:
    item = confirming.items()[ITEM]
    said = {"confirmed_by_whom": "MR safety expert", "note": "Read on site", "confirmed_on": clock.today()}
    return Confirmation.record(by=by, item=item.code, words=item.says, **{**said, **given})


def test_every_item_has_a_group_and_says_where_its_words_are() -> None:
    groups = dict(_without_database())
    assert sum(groups.values()) == len(confirming.items()) == 27
    assert all(groups.values())
    assert all(item.where and item.says for item in confirming.items().values())


def _without_database() -> list[tuple[str, int]]:
    from policies.starter.files import read

    items = confirming.items().values()
    return [
        (group["title"], sum(item.group == group["code"] for item in items))
        for group in read("confirming")["group"]
    ]


@pytest.mark.django_db
def test_a_tick_says_who_when_and_what_and_is_taken_back_with_a_reason(governance_lead: Any) -> None:
    before = confirming.left()
    row = tick(governance_lead)
    assert confirming.left() == before - 1
    with pytest.raises(IntegrityError, match="starter_item_is_confirmed_once"):
        tick(governance_lead)
    row.take_back(by=governance_lead, reason="The MR room was moved")
    assert confirming.left() == before
    tick(governance_lead)
    assert Confirmation.objects.count() == 2


@pytest.mark.django_db
def test_a_tick_without_a_name_or_for_tomorrow_is_refused(governance_lead: Any, radiographer: Any) -> None:
    with pytest.raises(ValidationError, match="blank"):
        tick(governance_lead, confirmed_by_whom=" ")
    with pytest.raises(ValidationError, match="a day that has been"):
        tick(governance_lead, confirmed_on=clock.today() + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        tick(radiographer)


@pytest.mark.django_db
def test_other_words_open_an_item_again(governance_lead: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tick(governance_lead)
    changed = {ITEM: Item(ITEM, "clinician", "Other words", ("Stances",))}
    monkeypatch.setattr(confirming, "items", lambda: changed)
    (row,) = [row for _, rows in confirming.checklist() for row in rows]
    assert row.is_for_other_words
    assert not row.is_done


@pytest.mark.django_db
def test_the_governance_lead_ticks_an_item_on_its_page(
    governance_lead: Any, signed_in: Any, at_most_queries: Any
) -> None:
    client, today = signed_in(governance_lead), clock.today()
    asked = {
        "confirmed_by_whom": "MR safety expert",
        "note": "Read on site",
        "confirmed_on_day": today.day,
        "confirmed_on_month": today.month,
        "confirmed_on_year": today.year,
    }
    assert client.post(reverse("policies:to-confirm-item", kwargs={"item": ITEM}), asked).status_code == 302
    with at_most_queries(14):
        page = client.get(LIST).content.decode()
    assert "1 of 27 confirmed" in page
    assert "MR safety expert" in page
    back = reverse("policies:to-confirm-take-back", kwargs={"item": ITEM})
    assert client.post(back, {"reason": "The room was moved"}).status_code == 302
    assert "0 of 27 confirmed" in client.get(LIST).content.decode()
    assert client.post(back, {"reason": "Again"}).status_code == 422


@pytest.mark.django_db
def test_an_item_that_is_not_there_is_not_found(governance_lead: Any, signed_in: Any) -> None:
    answer = signed_in(governance_lead).get(reverse("policies:to-confirm-item", kwargs={"item": "x"}))
    assert answer.status_code == 404


def test_home_asks_until_every_item_is_confirmed(
    governance_lead: Any, radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (need,) = confirming.still_to_confirm(governance_lead, clock.today())
    assert (need.url, need.status) == (LIST, "27 of 27")
    assert confirming.still_to_confirm(radiographer, clock.today()) == []
    tick(governance_lead)
    assert confirming.still_to_confirm(governance_lead, clock.today())[0].status == "26 of 27"
    monkeypatch.setattr(confirming, "left", lambda: 0)
    assert confirming.still_to_confirm(governance_lead, clock.today()) == []
