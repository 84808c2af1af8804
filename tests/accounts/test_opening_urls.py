"""Every URL is in the role table, and every role meets the answer that the table gives."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import NoReverseMatch, reverse

from recordings_gov.accounts.checks import every_route
from recordings_gov.accounts.models import Department
from recordings_gov.accounts.roles import Role
from recordings_gov.accounts.routes import PUBLIC, ROUTES, SIGNED_IN
from tests.conftest import person

pytestmark = pytest.mark.only_on_sqlite

FORGED = "REQ-0000-0000-0"
ARGUMENTS = (
    {},
    {"reference": FORGED},
    {"reference": FORGED, "code": "x"},
    {"reference": FORGED, "zone": "x"},
    {"rule_id": "R-001"},
    {"slug": "x"},
    {"conflict_id": "C-01"},
    {"key": "x"},
    {"uidb36": "x", "key": "x"},
    {"id": "R-001"},
    {"id": "C-01"},
    {"clause": "x"},
    {"number": "C-01"},
    {"conflict": "C-01"},
    {"reference": FORGED, "number": 1},
    {"reference": FORGED, "place": 1},
    {"item": "x"},
)


def address(name: str) -> str:
    for arguments in ARGUMENTS:
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    raise AssertionError(f"No arguments known for {name}")


def test_the_build_fails_for_a_url_outside_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [error for error in run_checks() if (error.id or "").startswith("accounts.")] == []
    monkeypatch.delitem(ROUTES, "notes:worklist")
    assert "accounts.E001" in [error.id for error in run_checks()]


def test_a_url_outside_the_table_is_refused_even_to_the_mighty(
    monkeypatch: pytest.MonkeyPatch, signed_in: Any, medical_records: Any
) -> None:
    assert signed_in(medical_records).get(reverse("notes:worklist")).status_code == 200
    monkeypatch.delitem(ROUTES, "notes:worklist")
    assert signed_in(medical_records).get(reverse("notes:worklist")).status_code == 403


@pytest.mark.django_db
def test_nobody_gets_in_without_signing_in(client: Client) -> None:
    for name in sorted(set(every_route()) - PUBLIC):
        if name.startswith("public:"):
            continue
        for ask in (client.get, client.post):
            answer = ask(address(name))
            assert answer.status_code == 302, (name, answer.status_code)
            assert "/accounts/login/" in answer["Location"], name


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.django_db
def test_every_role_meets_the_tables_answer_at_every_url(
    role: Role | None, department: Department, client: Client
) -> None:
    user = person("somebody", role, department)
    for name, action in sorted(ROUTES.items()):
        client.force_login(user, backend="recordings_gov.accounts.backends.RolesBackend")
        for ask in (client.get, client.post):
            answer = ask(address(name))
            if user.holds(action):
                assert answer.status_code in {200, 302, 400, 404, 405, 422}, (role, name, answer.status_code)
            else:
                assert answer.status_code == 403, (role, name, answer.status_code)


def test_the_lists_of_routes_do_not_overlap() -> None:
    assert not PUBLIC & SIGNED_IN
    assert not (PUBLIC | SIGNED_IN) & set(ROUTES)


@pytest.mark.django_db
def test_a_route_in_the_table_exists() -> None:
    assert set(ROUTES) <= set(every_route())
