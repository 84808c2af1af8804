"""Public pages know nobody, even when a member of staff opens them."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]


class PublicPagesKnowNobody:
    """Takes the session's cookie out of the request before anything looks for a session.

    So no session is read or written, no cookie is set, and the answer may be kept for everybody.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/public/"):
            return self.get_response(request)
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        response = self.get_response(request)
        response.headers.pop("Vary", None)
        return response
