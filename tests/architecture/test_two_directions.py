"""Patients record us, we record patients: two workflows that share no form, model, page or address."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from requests_app.models import RecordingRequest
from tests.architecture.test_governed_writes import ROOT

DIRECTIONS = {"requests_app": "consent", "consent": "requests_app"}
TEMPLATES = {"requests_app": ("requests", "before_visit"), "consent": ("consent",)}
SPACES = {"requests_app": ("requests/", "public/before-your-visit/"), "consent": ("consent/",)}
USED = re.compile(r'["\']((?:requests|before_visit|consent)/[\w./-]+\.html)["\']')
SENT_TO = re.compile(r'(?:action|formaction|hx-post)="\{%\s*url\s+["\'](\w+):')


def imports_of(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.rule("R-223", "E")
@pytest.mark.parametrize("here", DIRECTIONS)
def test_neither_direction_takes_a_form_or_model_of_the_other(here: str) -> None:
    other = DIRECTIONS[here]
    taken = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / here).rglob("*.py")
        for name in imports_of(path)
        if name.split(".")[0] == other
    }
    assert not taken
    related = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(here).get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.related_model is not None and getattr(field.related_model, "_meta", None)
        if field.related_model._meta.app_label == other
    }
    assert not related


@pytest.mark.rule("R-223", "E")
@pytest.mark.parametrize("here", DIRECTIONS)
def test_neither_direction_shows_a_page_of_the_other_or_sends_a_form_there(here: str) -> None:
    own, other = TEMPLATES[here], TEMPLATES[DIRECTIONS[here]]
    pages = [path for name in own for path in (ROOT / "templates" / name).rglob("*.html")]
    assert pages
    code = list((ROOT / here).rglob("*.py"))
    for path in [*pages, *code]:
        text = path.read_text()
        assert not [used for used in USED.findall(text) if used.split("/")[0] in other], path
        assert not [name for name in SENT_TO.findall(text) if name in other], path


def addresses(patterns: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Each address with its view."""
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            yield where, getattr(pattern.callback, "view_class", pattern.callback)


@pytest.mark.rule("R-223", "E")
def test_each_direction_has_addresses_of_its_own() -> None:
    found = dict.fromkeys(DIRECTIONS, 0)
    for where, view in addresses(get_resolver().url_patterns):
        here = view.__module__.split(".")[0]
        if here in DIRECTIONS:
            found[here] += 1
            assert where.lstrip("^").startswith(SPACES[here]), (where, view)
    assert min(found.values()) > 5


@pytest.mark.rule("R-028", "E")
def test_a_patients_recording_is_nothing_that_we_hold() -> None:
    held = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("requests_app").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField | models.BinaryField)
    ]
    assert not held
    kept = {each.name: each for each in RecordingRequest._meta.constraints}
    assert "request_recording_is_the_patients" in kept
