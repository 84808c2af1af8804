"""What stands round every page: nobody is known where nobody signs in, and nothing stays in a browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]
OPEN_PATHS = ("/public/", "/healthz", "/readyz")


class NoStore:
    """Forbids storing every page but the public ones; signing out clears what a browser kept."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/public/"):
            response.headers.setdefault("Cache-Control", "no-store, private")
        if request.path == "/accounts/logout/" and request.method == "POST":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class NobodySignsIn:
    """Public pages and health checks know nobody, even when a member of staff opens them.

    Takes the session's cookie out of the request before anything looks for a session: no session is read or
    written, no cookie is set, a public answer may be kept for everybody, and ``/healthz`` does not need the
    database.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(OPEN_PATHS):
            return self.get_response(request)
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        response = self.get_response(request)
        response.headers.pop("Vary", None)
        return response
