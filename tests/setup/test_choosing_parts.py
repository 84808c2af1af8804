"""What runs in which part of ``make test``: nothing twice that need not be, and nothing never."""

import pytest

from tests.servers.parts import belongs


def plain() -> None:
    """A test that needs nothing."""


def asking(db: None) -> None:
    """A test that asks for the database."""


@pytest.fixture
def parts_of(request):
    """In which parts a test with these marks runs."""

    def find(function, *marks):
        item = pytest.Function.from_parent(request.node.parent, name="stand_in", callobj=function)
        for mark in marks:
            item.add_marker(mark)
        return {part for part in ("sqlite", "postgresql") if belongs(item, part)}

    return find


def test_a_decision_runs_once(parts_of):
    assert parts_of(plain) == {"sqlite"}


@pytest.mark.parametrize(("function", "mark"), [(asking, "rule"), (plain, "django_db"), (plain, "both")])
def test_what_touches_the_database_runs_on_both(parts_of, function, mark):
    assert parts_of(function, mark) == {"sqlite", "postgresql"}


@pytest.mark.parametrize("mark", ["journey", "fault"])
def test_a_journey_or_fault_runs_on_postgresql_and_where_told_on_sqlite_too(parts_of, mark):
    assert parts_of(asking, mark) == {"postgresql"}
    assert parts_of(asking, mark, "on_sqlite") == {"sqlite", "postgresql"}
    assert parts_of(asking, mark, "only_on_sqlite") == {"sqlite"}
