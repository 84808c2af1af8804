"""Nothing about patients stays in a browser: pages of signed-in people are never stored."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]


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
