"""Nothing in a template or in our static files needs the content policy to be loosened."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from recordings_gov.pages.management.commands.vendor_nhsuk import UNUSED

HTML_PAGES = sorted(
    path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "documents" not in path.parts
)
SCRIPTS = sorted((settings.BASE_DIR / "static").rglob("*.js"))
STYLES = sorted(
    path for path in (settings.BASE_DIR / "static").rglob("*.css") if "documents" not in path.parts
)
MAY_MARK_SAFE = {"mfa/totp/activate_form.html"}  # allauth's own drawing of the code, no text in it


def relative(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR / "templates"))


@pytest.mark.parametrize("path", HTML_PAGES, ids=relative)
def test_a_template_holds_no_inline_style_script_or_handler(path):
    text = path.read_text()
    assert not re.search(r"<[^>]*\s(style|on[a-z]+)\s*=", text)
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("path", HTML_PAGES, ids=relative)
def test_a_template_asks_no_other_host(path):
    asked = re.findall(r"""(?:src|href|action)=["'](https?:)?//""", path.read_text())
    assert asked == []


@pytest.mark.parametrize("path", HTML_PAGES, ids=relative)
def test_a_template_takes_nobodys_text_for_markup(path):
    if relative(path) not in MAY_MARK_SAFE:
        assert not re.search(r"\|\s*safe\b|autoescape off", path.read_text())


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_asks_no_other_host_and_misses_no_file(path):
    for address in re.findall(r"url\(([^)]+)\)", path.read_text()):
        assert (path.parent / address.strip("\"'")).is_file()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_evaluates_nothing_and_keeps_nothing_in_the_browser(path):
    text = path.read_text()
    assert not re.search(r"\beval\(|new Function|localStorage|document\.cookie|indexedDB", text)
    assert "sourceMappingURL" not in text


def test_the_heaviest_page_loads_little():
    names = ["vendor/nhsuk/nhsuk.min.css", "vendor/nhsuk/nhsuk.min.js", "app.css", "app.js"]
    files = [Path(str(finders.find(name))) for name in [*names, "django_htmx/htmx-2.min.js"]]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 50_000


@pytest.mark.parametrize("path", HTML_PAGES, ids=relative)
def test_a_style_that_a_template_asks_for_was_not_left_out(path):
    left_out = [name for name in re.findall(r"nhsuk-[\w-]*\w", path.read_text()) if UNUSED.match(name)]
    assert left_out == []
