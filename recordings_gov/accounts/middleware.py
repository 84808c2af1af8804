"""The doors of every request: the idle limit, who acts, and deny by default."""

import logging
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from recordings_gov import clock
from recordings_gov.accounts.routes import PUBLIC, ROUTES, SIGNED_IN
from recordings_gov.accounts.security import LAST_SEEN, STARTED
from recordings_gov.audit.acting import acting_as

logger = logging.getLogger("recordings_gov.security")
Next = Callable[[HttpRequest], HttpResponse]
TOUCH_EVERY_SECONDS = 30
# Asking whether the session lives does not keep it alive; a POST there says "stay signed in".
QUIET_PATHS = ("/pages/session/",)


class IdleLimit:
    """Signs out after the idle limit and, whatever is done, after the absolute limit."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if LAST_SEEN in request.session:
            moment = clock.now().timestamp()
            idle = moment - request.session[LAST_SEEN]
            if (
                idle > settings.SESSION_IDLE_SECONDS
                or moment - request.session[STARTED] > settings.SESSION_COOKIE_AGE
            ):
                logout(request)
            elif idle > TOUCH_EVERY_SECONDS and not (request.method == "GET" and request.path in QUIET_PATHS):
                request.session[LAST_SEEN] = moment
        return self.get_response(request)


class Acting:
    """Names the signed-in person for every history row and event of the request."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        if not request.user.is_authenticated:
            return self.get_response(request)
        with acting_as(request.user, request_id=request_id):
            return self.get_response(request)


class DenyByDefault:
    """Refuses every URL that is not in the role table, and those whose act no role of the person has."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Ask the table before any view runs."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in PUBLIC or name.startswith("public:"):
            return
        action = ROUTES.get(name)
        user: Any = request.user
        signed_in = user.is_authenticated
        if signed_in and (name in SIGNED_IN or (action and user.holds(action))):
            return
        if not signed_in and (name in SIGNED_IN or action):
            return  # LoginRequiredMiddleware sends them to the sign-in page.
        logger.warning("refused: %s for %s", name or "unnamed route", request.user)
        raise PermissionDenied("This page is not part of your role.")
