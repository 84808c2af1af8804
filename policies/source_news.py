"""What happens when a source is overtaken: who wants to know registers, and each is told once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policies.models import Source

Listener = Callable[["Source", Any], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Be told of each source that is superseded or whose issuer closes. Called from ``ready()``."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(source: "Source", by: Any) -> None:
    """Tell everybody who registered, in the order they did. Rules: R-219."""
    for listener in _listeners:
        listener(source, by)
