"""What higher rooms hand to the rulebook: live figures and departments' choices."""

from datetime import date

import pytest

from recordings_gov import rulebook
from recordings_gov.rulebook import registered


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch):
    """An empty register for each test; what the apps registered comes back afterwards."""
    monkeypatch.setattr(registered, "_live", {})
    monkeypatch.setattr(registered, "_choosers", [])


def test_our_default_holds_until_a_department_decides_otherwise():
    choice = rulebook.LocalChoice("Always ask.", "It is a small department.", "The lead", date(2026, 11, 1))
    rulebook.register_decisions(lambda _, department: choice if department == "imaging" else None)

    assert rulebook.conflict("C-05", "imaging").says == "Always ask."
    assert rulebook.conflict("C-05", "radiotherapy").says == rulebook.book().conflict("C-05").default
    assert rulebook.conflict("C-05").choice is None


def test_the_choice_is_asked_for_by_conflict():
    choice = rulebook.LocalChoice("Always ask.", "It is a small department.", "The lead", date(2026, 11, 1))
    rulebook.register_decisions(lambda conflict_id, _: choice if conflict_id == "C-05" else None)

    assert rulebook.conflict("C-05").choice == choice
    assert rulebook.conflict("C-06").choice is None


def test_live_figures_are_counted_for_the_reader_and_only_on_their_rule():
    def figures(user):
        return [rulebook.Figure(str(len(user)), "Letters")]

    rulebook.register_live("R-115", figures)
    rulebook.register_live("R-115", figures)

    assert registered.live("R-115", "abc") == [rulebook.Figure("3", "Letters")]
    assert registered.live("R-116", "abc") == []
