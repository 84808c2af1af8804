"""Tells whoever starts the application that PDF files cannot be made here; the rest of it runs."""

import ctypes
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, register

from recordings_gov.documents.rendering import INSTALL

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")


@register("documents")
def libraries_are_installed(**_: Any) -> list[CheckMessage]:
    """Look for Pango without importing WeasyPrint, which only the render process does."""
    missing = [name for name in LIBRARIES if not loads(name)]
    return (
        [checks.Warning(f"{INSTALL} (Missing: {', '.join(missing)}.)", id="documents.W001")]
        if missing
        else []
    )


def loads(name: str) -> bool:
    """Whether the machine's linker finds this library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
