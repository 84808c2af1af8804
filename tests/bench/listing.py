"""The list of requests, beside the floor and the peer; small, then large."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db import connection

from recordings_gov.accounts.models import User
from requests_app.models import RecordingRequest
from requests_app.views.request import RequestList
from tests.bench import generator
from tests.bench.browsing import Browser
from tests.bench.measuring import Effort, Row, Turns
from tests.servers.web import Web

LIST, FILTERED = "/requests/", "/requests/?state=closed"
PEER = "/admin/requests_app/recordingrequest/"
SMALL = 10_000


def measure(web: Web, by: User, effort: Effort) -> Iterator[Row]:
    """Rows of the table about lists."""
    made = generator.templates(by)
    generator.make_patients()
    small = min(SMALL, effort.rows // 2)
    generator.make_requests(made, 1, small)
    _settle()
    stranger, browser = Browser(web.url), Browser(web.url, by.username)

    def turns(rows: int) -> Turns:
        deep = _deep(rows)
        return Turns(
            effort,
            nothing=lambda: stranger.get("/bench/nothing/"),
            floor=lambda: stranger.get("/bench/floor/"),
            signed_in=lambda: browser.get("/bench/floor-signed-in/"),
            unlogged=lambda: browser.get("/bench/floor-unlogged/"),
            listed=lambda: browser.get(LIST),
            filtered=lambda: browser.get(FILTERED),
            deep=lambda: browser.get(deep),
        )

    before = turns(small)
    generator.make_requests(made, small + 1, effort.rows)
    _settle()
    after = turns(effort.rows)
    rows = f"{effort.rows:,} rows"
    same = "signed-in raw view, same reading event"
    yield after.row(f"list of requests, {rows}", "listed", "signed_in", against=same, at_most=1.6)
    yield after.row("list of requests, filtered", "filtered", "signed_in", against=same, at_most=1.6)
    yield _growth(before, after, small, effort.rows)
    yield after.row("deep page of the list", "deep", "listed", against="page 1", at_most=1.2)
    yield after.row(
        "one reading event", "signed_in", "unlogged", against="the same page without it", at_most=1.5,
        note=f"{after.ms('signed_in') - after.ms('unlogged'):.2f} ms a reading; goal 0.3 ms",
    )  # fmt: skip
    few = Effort(effort.rows, effort.policies, rounds=3, each=2)
    peer = Turns(few, listed=lambda: browser.get(LIST), peer=lambda: browser.get(PEER))
    yield peer.faster(
        f"list of requests, {rows}", "listed", "peer", against="Django admin changelist", at_least=50
    )


def _growth(before: Turns, after: Turns, small: int, large: int) -> Row:
    """The same page on a small and on a large table, each beside a page that reads nothing."""
    then, now = before.ratio("listed", "nothing"), after.ratio("listed", "nothing")
    ratio = now / then
    return Row(
        "growth of the list", f"{small:,} rows, {large:,} rows", ratio, "≤ 1.2 ×", ratio <= 1.2,
        after.ms("listed"), before.ms("listed"), "each divided by an empty page of its own run",
    )  # fmt: skip


def _deep(rows: int) -> str:
    """The address of the page after nine tenths of the list."""
    row = RecordingRequest.objects.order_by("-logged_at").values_list("pk", "logged_at")[rows * 9 // 10]
    return f"{LIST}?{urlencode({'after': RequestList()._next(row, RequestList.order)})}"


def _settle() -> None:
    """As autovacuum would within minutes."""
    with generator.patience() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("PRAGMA optimize")
