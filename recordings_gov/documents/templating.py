"""From a template and plain facts to the HTML that is rendered, digested and kept."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

RIGHT_TO_LEFT = frozenset({"ar", "ur", "fa", "he"})


def html_for(
    template: str,
    context: Mapping[str, Any],
    *,
    title: str,
    reference: str = "",
    version: str = "",
    language: str = "en",
) -> str:
    """The HTML of a document; its own words (page, version, marks) in its own language.

    ``context`` may set ``organisation``, ``draft`` and ``demonstration``; the last is true by
    itself wherever the application runs as a demonstration.
    """
    said = {
        "title": title,
        "reference": reference,
        "version": version,
        "language": language,
        "direction": "rtl" if language.split("-", 1)[0] in RIGHT_TO_LEFT else "ltr",
        "demonstration": settings.DEMONSTRATION,
    }
    with translation.override(language):
        return render_to_string(template, {**said, **context})


def public_address(path: str) -> str:
    """The address that a leaflet prints and codes: ``path`` on the public site."""
    return f"{settings.PUBLIC_BASE_URL}{path}"
