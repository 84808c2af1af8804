"""The build fails when a URL is missing from the role table."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from recordings_gov.accounts.roles import table
from recordings_gov.accounts.routes import PUBLIC, ROUTES, SIGNED_IN


def every_route(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """The full name of every URL of the site; an unnamed one gives its pattern in brackets."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from every_route(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}" if entry.name else f"({entry.pattern})"


@register
def every_url_is_in_the_table(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Deny by default also means: nothing is left out by mistake."""
    found: list[CheckMessage] = []
    for name in every_route():
        if name in PUBLIC or name in SIGNED_IN or name.startswith("public:"):
            continue
        if name not in ROUTES:
            found.append(Error(f"The URL {name} is not in the role table.", id="accounts.E001"))
    found += [
        Error(f"The URL {name} names the act {action}, which is not in the role table.", id="accounts.E002")
        for name, action in ROUTES.items()
        if action not in table()
    ]
    return found
