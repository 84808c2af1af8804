"""A production start: departments, people and the starter content, by command, as drafts."""

import getpass
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from policies.models import LeafletEdition, PolicyVersion, Source
from policies.starter.files import read
from recordings_gov.accounts.models import Department, Membership, User
from recordings_gov.audit.models import Event

PASSWORD = "a-good-long-passphrase"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda _: PASSWORD)


def test_a_start_from_nothing_ends_with_drafts(typed: None) -> None:
    call_command("add_department", "Northmere Hospital", "Imaging", "imaging", verbosity=0)
    call_command(
        "add_person", "gale", "governance_lead", name="Gale Dummy", department="imaging", verbosity=0
    )
    for _ in range(2):
        call_command("load_starter", by="gale", department="imaging")
    assert Source.objects.count() == len(read("sources")["source"])
    assert [version.status for version in PolicyVersion.objects.all()] == ["draft"]
    assert {edition.status for edition in LeafletEdition.objects.all()} == {"draft"}
    assert User.objects.get().check_password(PASSWORD)
    assert Event.objects.filter(on_behalf_of_job="manage.py add_person").exists()


def test_a_second_role_is_added_to_the_same_person(typed: None) -> None:
    call_command("add_person", "indigo", "ig_manager", name="Indigo Instance")
    call_command("add_person", "indigo", "dpo")
    assert sorted(Membership.objects.values_list("role", flat=True)) == ["dpo", "ig_manager"]
    with pytest.raises(CommandError):
        call_command("add_person", "indigo", "dpo")


@pytest.mark.parametrize("password", ["short", "password1234", "demo-recordings", " Demo-Recordings"])
def test_a_weak_password_is_not_taken(typed: None, monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda _: password)
    with pytest.raises(CommandError):
        call_command("add_person", "indigo", "ig_manager", name="Indigo Instance")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"username": "gale", "role": "governance_lead", "name": ""},
        {"username": "gale", "role": "governance_lead", "name": "Gale", "department": "nowhere"},
        {"username": "g\u0430le", "role": "governance_lead", "name": "Gale"},
    ],
)
def test_what_is_missing_is_said(typed: None, given: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        call_command("add_person", given.pop("username"), given.pop("role"), **given)
    assert not User.objects.exists()


def test_only_somebody_who_drafts_loads_the_starter(department: Department, radiographer: User) -> None:
    with pytest.raises(CommandError, match="may not draft"):
        call_command("load_starter", by="radiographer", department="imaging")
    assert not PolicyVersion.objects.exists()
