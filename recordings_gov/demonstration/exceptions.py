"""Tests that record by themselves: one that the site added, and one that waits."""

from typing import Any

from consent.models import Procedure


def load_exceptions(people: dict[str, Any]) -> None:
    """Asked for by the consultant; information governance put one of them on the list. Once only."""
    if Procedure.objects.exists():
        return
    added = Procedure.propose(
        by=people["consultant"],
        name="Gastric emptying study",
        exception="organ_function",
        because="The pictures in sequence are the test: they show how fast the stomach empties.",
    )
    added.confirm(by=people["ig_manager"])
    Procedure.propose(
        by=people["consultant"],
        name="Barium swallow",
        exception="x_ray",
        because="The moving X-ray of the swallow is the test itself.",
    )
