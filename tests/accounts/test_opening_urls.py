"""Every URL is in the role table, and every role meets the answer that the table gives."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.checks import run_checks
from django.test import Client
from django.urls import NoReverseMatch, reverse

from consent.models import CovertAuthorisation
from recordings_gov import clock
from recordings_gov.accounts.checks import every_route
from recordings_gov.accounts.models import Department
from recordings_gov.accounts.roles import Role
from recordings_gov.accounts.routes import PUBLIC, ROUTES, SIGNED_IN
from tests.conftest import person

pytestmark = pytest.mark.only_on_sqlite


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of refusals are meant here: much of the time went into writing down where each was raised."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


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


def recorded_in_secret() -> tuple[str, ...]:
    """What two offices alone may read, lapsed while it ran: the words that stand in it."""
    now, keeper = clock.now(), person("keeper", Role.LSMS, None)
    row = CovertAuthorisation.enter(
        by=keeper,
        body="Heronsgate commissioner",
        authorisation="HERON/9",
        begins_at=now - timedelta(hours=2),
        expires_at=now + timedelta(hours=1),
        ground="serious_harm",
        no_other_way="Heronry",
    )
    row.start(by=keeper, place="Heronbrook ward")
    return row.reference, row.authorisation, "Heron"


@pytest.mark.rule("R-093", "E")
@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.django_db
def test_every_role_meets_the_tables_answer_at_every_url(
    role: Role | None, department: Department, client: Client, quiet: None
) -> None:
    user = person("somebody", role, department)
    secret = recorded_in_secret()
    turn = [None, *Role].index(role)
    for place, (name, action) in enumerate(sorted(ROUTES.items())):
        both = (client.get, client.post)
        # A refusal comes before any view and takes no notice of the method: the roles take turns.
        for ask in both if user.holds(action) else (both[(place + turn) % 2],):
            if client.session.get(SESSION_KEY) != str(user.pk):  # some pages end the session
                client.force_login(user, backend="recordings_gov.accounts.backends.RolesBackend")
            answer = ask(address(name))
            if role not in (Role.IG_MANAGER, Role.LSMS):
                said = b"" if answer.streaming else answer.content
                assert not any(word.encode() in said for word in secret), (role, name)
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
