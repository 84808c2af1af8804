"""A job that looks at rows a part at a time comes to the last of them."""

from typing import Any

from consent.in_parts import in_parts
from recordings_gov.accounts.models import User
from tests.conftest import person


def test_every_row_comes_once_in_parts_of_no_more_than_was_said(db: None, monkeypatch: Any) -> None:
    monkeypatch.setattr("consent.in_parts.AT_ONCE", 2)
    users = [person(f"somebody_{number}", None, None) for number in range(5)]
    found = list(in_parts(User.objects.filter(pk__in=[user.pk for user in users])))
    assert [len(part) for part in found] == [2, 2, 1]
    assert [user for part in found for user in part] == users
    assert list(in_parts(User.objects.none())) == []
