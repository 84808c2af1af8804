"""Every list of the site asks the database a bounded number of times, and downloads what it shows."""

from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from recordings_gov.accounts.models import User
from recordings_gov.accounts.routes import ROUTES
from recordings_gov.pages.views import ListView

OF_A_LIST, OF_THE_FRAME = 8, 6


def lists(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, type[ListView]]]:
    """The URL name and view of every list that needs no reference."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from lists(each, f"{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            view = getattr(each.callback, "view_class", None)
            if isinstance(view, type) and issubclass(view, ListView):
                yield f"{space}{each.name}", view


def address_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def test_no_list_asks_once_a_row(db: None, at_most_queries: Any) -> None:
    call_command("load_demonstration", verbosity=0)
    people = list(User.objects.order_by("pk"))
    found = {name: view for name, view in lists() if address_of(name)}
    assert len(found) >= 15, sorted(found)
    for name in found:
        reader = next(user for user in people if not ROUTES.get(name) or user.holds(ROUTES[name]))
        client = Client()
        client.force_login(reader, backend="recordings_gov.accounts.backends.RolesBackend")
        with at_most_queries(OF_A_LIST + OF_THE_FRAME):
            page = client.get(address_of(name))
        assert page.status_code == 200, name
        download = client.get(address_of(name) + "?format=csv")
        assert download["Content-Type"].startswith("text/csv"), name
        for column in page.context["columns"]:
            if column["sort"]:
                assert client.get(f"{address_of(name)}?sort={column['sort']}").status_code == 200, (
                    name,
                    column,
                )
