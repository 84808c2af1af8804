"""The security log: failed sign-ins and refusals, without names of patients."""

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from recordings_gov import clock

logger = logging.getLogger("recordings_gov.security")
STARTED = "signed_in_at"
LAST_SEEN = "last_seen_at"


@receiver(user_login_failed)
def note_failed_sign_in(request: HttpRequest | None = None, **_: Any) -> None:
    """A failed sign-in leaves a line; what was typed does not."""
    logger.warning("sign-in failed from %s", request.META.get("REMOTE_ADDR") if request else "nowhere")


@receiver(user_logged_in)
def start_the_clock(request: HttpRequest, user: Any, **_: Any) -> None:
    """The idle and the absolute limit both count from here."""
    moment = clock.now().timestamp()
    request.session[STARTED] = request.session[LAST_SEEN] = moment
    logger.info("signed in: %s", user.username)
