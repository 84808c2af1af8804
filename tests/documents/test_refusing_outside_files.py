"""A document brings in our own static files and data URIs; anything else stops it, loudly."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from recordings_gov.documents.errors import RenderingFailed
from recordings_gov.documents.rendering import own
from recordings_gov.documents.stylesheets import stylesheet
from tests.documents.conftest import opened

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
WAYS = {
    "picture": '<img src="{}" alt="x">',
    "stylesheet": '<link rel="stylesheet" href="{}">',
    "import": '<style>@import url("{}");</style>',
    "background": '<p style="background: url({})">x</p>',
    "font": '<style>@font-face {{ font-family: F; src: url("{}") }}</style><p style="font-family: F">x</p>',
    "attachment": '<link rel="attachment" href="{}">',
    "attached link": '<a rel="attachment" href="{}">x</a>',
    "embedded": '<embed src="{}">',
    "object": '<object data="{}"></object>',
    "picture in a drawing": f"<img alt='x' src='data:image/svg+xml,{DRAWING}"
    '<image href="{}" width="9" height="9"/></svg>\'>',
    "base": '<base href="{}"><img src="picture.png" alt="x">',
    "list mark": '<ul style="list-style-image: url({})"><li>x</li></ul>',
    "content": '<style>p::before {{ content: url("{}") }}</style><p>x</p>',
}

SILENT = {
    "drawing": DRAWING + '<title>x</title><image href="{}" width="9" height="9"/></svg>',
    "use": DRAWING + '<title>x</title><use href="{}#a"/></svg>',
    "form": '<form action="{}"><input name="x"></form>',
}


def page(inside: str) -> str:
    return f'<html lang="en"><head><title>x</title></head><body>{inside}</body></html>'


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A real server on loopback, which must not be called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.mark.parametrize("way", WAYS)
def test_nothing_calls_a_host(listening: socket.socket, way: str) -> None:
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/x.svg"
    with pytest.raises(RenderingFailed, match="not one of our own files") as failure:
        own.render(page(WAYS[way].format(address)))
    assert "127.0.0.1" not in str(failure.value)
    with pytest.raises(BlockingIOError):
        listening.accept()


@pytest.mark.parametrize("way", SILENT)
def test_what_weasyprint_leaves_out_is_not_fetched_either(listening: socket.socket, way: str) -> None:
    with contextlib.suppress(RenderingFailed):
        own.render(page(SILENT[way].format(f"http://127.0.0.1:{listening.getsockname()[1]}/x.svg")))
    with pytest.raises(BlockingIOError):
        listening.accept()


@pytest.mark.parametrize("way", WAYS)
def test_nothing_reads_a_file(tmp_path: Path, way: str) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    with pytest.raises(RenderingFailed, match="not one of our own files"):
        own.render(page(WAYS[way].format(secret.as_uri())))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "FILE:///etc/hostname",
        "static:../manage.py",
        "static:documents/../../manage.py",
        "static:/etc/hostname",
        "static:documents/none.svg",
        "STATIC:documents/tick.svg",
        "//127.0.0.1/x.png",
        "javascript:1",
    ],
)
def test_no_other_address_is_ours(address: str) -> None:
    with pytest.raises(RenderingFailed):
        own.render(page(f'<img src="{address}" alt="x">'))


def test_a_stylesheet_may_not_reach_out_either(listening: socket.socket) -> None:
    sheet = stylesheet(f'@import url("http://127.0.0.1:{listening.getsockname()[1]}/x.css");')
    with pytest.raises(RenderingFailed, match="not one of our own files"):
        own.render(page("<p>x</p>"), stylesheet=sheet)
    with pytest.raises(BlockingIOError):
        listening.accept()


def test_a_mistake_in_the_stylesheet_is_an_error() -> None:
    with pytest.raises(RenderingFailed, match="mistake"):
        own.render(page("<p>x</p>"), stylesheet=stylesheet("p { colour: red }"))


def test_our_own_files_and_data_are_brought_in() -> None:
    dot = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>"
    made = own.render(page(f'<img src="static:documents/tick.svg" alt="Tick"><img src="{dot}" alt="Dot">'))
    with opened(made.pdf) as pdf:
        assert len(pdf.pages) == 1


def test_a_link_to_read_is_not_followed(listening: socket.socket) -> None:
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    assert own.render(page(f'<a href="{address}">Our policy</a>')).pages == 1
    with pytest.raises(BlockingIOError):
        listening.accept()
