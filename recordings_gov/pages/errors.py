"""The pages for what goes wrong: plain words, nothing lost, no detail for an attacker."""

import logging
import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

logger = logging.getLogger("recordings_gov.errors")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself is out of form; 413 when it is longer than anything that is saved at once."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: you may see this place but not do this."""
    return render(request, "403.html", {"why": str(exception) if exception else ""}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for you to know: the same page."""
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a good token: most often a page left open over a sign-out."""
    logger.warning("csrf: %s", reason)
    return render(
        request,
        "403.html",
        {"why": "This page was open too long. Go back, reload it and try again."},
        status=403,
    )


def failed(request: HttpRequest, *args: Any) -> HttpResponse:
    """503 while the database does not answer, 500 for a fault of ours; neither touches the database."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response.headers["Retry-After"] = "10"
        return response
    return HttpResponse(render_to_string("500.html"), status=500)
