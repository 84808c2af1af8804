"""What each role may do is one table; the answers follow from it and from nothing else."""

from dataclasses import dataclass
from typing import Any

import pytest

from recordings_gov.accounts.models import Department, User
from recordings_gov.accounts.roles import Role, Scope, table
from tests.conftest import person

pytestmark = pytest.mark.only_on_sqlite


@dataclass
class Item:
    """A record as the table sees it."""

    department_id: int
    owner: Any = None

    def is_item_of(self, user: Any) -> bool:
        return self.owner is not None and user == self.owner


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.django_db
def test_every_cell_of_the_table_answers_in_every_context(
    role: Role, department: Department, other_department: Department
) -> None:
    user = person(f"cell_{role}", role, department)
    here, elsewhere, own = Item(department.pk), Item(other_department.pk), Item(other_department.pk, user)
    cells = 0
    for action in table().values():
        scope = action.cells.get(role)
        cells += 1
        expected = {
            "here": scope is not None,
            "elsewhere": scope is not None and scope is not Scope.OWN,
            "own": scope is not None or action.everyone,
        }
        for context, item in (("here", here), ("elsewhere", elsewhere), ("own", own)):
            granted = user.can(action.name, item, reason="a reason of more than twenty letters")
            assert (granted is not None) is expected[context], (role, action.name, context)
        without_reason = user.can(action.name, here)
        if scope is Scope.REASON:
            assert without_reason is not None
            assert not without_reason
            assert without_reason.needs_reason
        if scope is Scope.MASKED:
            assert without_reason is not None
            assert without_reason.is_masked
    assert cells == len(table())


def test_the_table_has_the_plans_thirty_five_rows(capsys: Any) -> None:
    rows = {action.row for action in table().values() if action.row}
    assert rows == set(range(1, 36))
    with capsys.disabled():
        print(f"\nrole table: {len(table())} acts x {len(Role)} roles = {len(table()) * len(Role)} cells")


def test_an_unknown_act_is_an_error_and_not_a_no(radiographer: User) -> None:
    with pytest.raises(KeyError):
        radiographer.can("policy.tear_up")


def test_a_deactivated_person_may_do_nothing(radiographer: User) -> None:
    radiographer.is_active = False
    assert radiographer.can("request.log") is None


def test_somebody_without_a_role_keeps_what_is_everybodys_own(outsider: User, department: Department) -> None:
    assert outsider.can("objection.own", Item(department.pk, outsider))
    assert outsider.can("objection.own", Item(department.pk)) is None
    assert outsider.can("request.view") is None


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN])
@pytest.mark.django_db
def test_the_system_administrator_reads_nothing_clinical(role: Role) -> None:
    user = person("sys", role, None)
    for act in (
        "request.view",
        "recording.view",
        "consent.open",
        "note.view",
        "patient.find",
        "patient.export",
    ):
        assert user.can(act, reason="because I can, twenty letters") is None


@pytest.mark.rule("R-115", "E")
def test_each_office_is_held_by_one_role_alone() -> None:
    assert set(table()["registration.approve_media_studio"].cells) == {Role.HEAD_OF_MEDIA_STUDIO}
    assert set(table()["registration.approve_ig"].cells) == {Role.IG_MANAGER}
