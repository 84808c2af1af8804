"""What a room wants to know of an address that answers "not there": each registers for its own model."""

from collections.abc import Callable
from typing import Any

Told = Callable[[str, Any], None]
_told: dict[Any, Told] = {}


def register(model: Any, told: Told) -> None:
    """Have ``told(reference, user)`` called whenever a record of this model is not there for somebody."""
    _told[model] = told


def tell(model: Any, reference: str, user: Any) -> None:
    """Called by the door just before it answers; nothing happens where no room asked for it."""
    if model in _told:
        _told[model](reference, user)
