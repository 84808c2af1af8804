"""Which tests run in which of the two parts of ``make test``, and which are left to ``make faults``.

SQLite: everything but journeys and faults, save those marked ``on_sqlite``. PostgreSQL: what touches
the database, journeys, faults, and what is marked ``both``; so a decision, which needs no database,
runs once. What is marked ``only_on_sqlite`` runs there alone: some journeys, so that both parts take
about as long, and long tests of what no database changes.
Without ``--part`` nothing is left out but long faults that nobody asked for.
"""

import pytest

PARTS = ("sqlite", "postgresql")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def touches_the_database(item: pytest.Item) -> bool:
    """Whether it asks for a database, by marker or by fixture."""
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(
        getattr(item, "fixturenames", ())
    )


def belongs(item: pytest.Item, part: str) -> bool:
    """Whether ``item`` runs in ``part``."""
    marks = {mark.name for mark in item.iter_markers()}
    if "only_on_sqlite" in marks:
        return part == "sqlite"
    breaks_or_browses = not marks.isdisjoint({"journey", "fault"})
    if part == "sqlite":
        return not breaks_or_browses or "on_sqlite" in marks
    return breaks_or_browses or "both" in marks or touches_the_database(item)


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what does not belong to the part asked for."""
    part = config.getoption("--part")
    chosen = [item for item in items if not part or belongs(item, part)]
    if "long_fault" not in config.getoption("markexpr"):
        chosen = [item for item in chosen if item.get_closest_marker("long_fault") is None]
    kept = set(chosen)
    left_out = [item for item in items if item not in kept]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = chosen
