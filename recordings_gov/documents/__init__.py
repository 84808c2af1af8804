"""Documents on paper and screen: made from HTML, stored by their digest, opened through one door.

``produce``, ``snapshot`` and ``html_for`` make them, ``register_access`` says who may open those
about one kind of record, ``warm`` prepares a web or worker process. They are found on first
use: the render process imports this package too, and needs neither Django nor a database.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recordings_gov.documents.access import register_access
    from recordings_gov.documents.producing import produce, snapshot
    from recordings_gov.documents.rendering import warm
    from recordings_gov.documents.templating import html_for, public_address

__all__ = ["html_for", "produce", "public_address", "register_access", "snapshot", "warm"]

_PLACES = {
    "register_access": "access",
    "produce": "producing",
    "snapshot": "producing",
    "warm": "rendering",
    "html_for": "templating",
    "public_address": "templating",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
