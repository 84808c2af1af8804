"""The doors of every request: the idle limit, who acts, and deny by default."""

import logging
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from recordings_gov import clock
from recordings_gov.accounts import locking
from recordings_gov.accounts.doors import door
from recordings_gov.accounts.returning import QUIET_PATHS, keep_what_is_typed, page_of
from recordings_gov.accounts.routes import PUBLIC, ROUTES, SIGNED_IN
from recordings_gov.accounts.security import LAST_SEEN, STARTED
from recordings_gov.audit.acting import acting_as

logger = logging.getLogger("recordings_gov.security")
Next = Callable[[HttpRequest], HttpResponse]
TOUCH_EVERY_SECONDS = 30


class IdleLimit:
    """After the idle limit locks, where a PIN was set, else signs out; after the absolute one signs out."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.is_idle = False
        if locking.LOCKED_AT in request.session:
            locking.leave(request)
        elif LAST_SEEN in request.session:
            moment = clock.now().timestamp()
            idle = moment - request.session[LAST_SEEN]
            if moment - request.session[STARTED] > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif idle > settings.SESSION_IDLE_SECONDS:
                request.is_idle = True
            elif idle > TOUCH_EVERY_SECONDS and not (request.method == "GET" and request.path in QUIET_PATHS):
                request.session[LAST_SEEN] = moment
        response = self.get_response(request)
        self._end(request)
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        """Before any view, and after the form's token was found good: what was typed is kept."""
        self._end(request, keeping=request.method == "POST")

    def _end(self, request: Any, keeping: bool = False) -> None:
        if not request.is_idle:
            return
        request.is_idle = False
        if not request.user.is_authenticated:
            return
        if keeping:
            keep_what_is_typed(request)
        if not locking.lock(request, page_of(request), job="idle limit"):
            logout(request)


class SignInOrUnlock(LoginRequiredMiddleware):
    """Sends whoever is not signed in to the PINs of this tablet, if there are any, else to sign in."""

    def handle_no_permission(self, request: Any, view_func: Any) -> Any:
        """The door."""
        return door(request)


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
