"""The security log: failed sign-ins and refusals, without names of patients."""

import logging
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from recordings_gov import clock
from recordings_gov.pages.models.remembered import device_of

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


@receiver(user_logged_in)
def end_the_one_before(request: Any, user: Any, **_: Any) -> None:
    """A full sign-in takes the place of what waited for this person's PIN at this device."""
    from recordings_gov.accounts import locking
    from recordings_gov.accounts.models import QuickUnlock

    if device := device_of(request):
        locking.forget(QuickUnlock.objects.at(device).filter(user=user), request)


@receiver(user_logged_out)
def forget_the_pin(request: Any, **_: Any) -> None:
    """Signing out ends the PIN with the session."""
    from recordings_gov.accounts.models import QuickUnlock

    if key := request.session.session_key:
        QuickUnlock.objects.filter(session_key=key).delete()


@receiver([password_changed, password_set, password_reset])
def end_every_pin(request: Any, user: Any, **_: Any) -> None:
    """Another password: whatever waited for this person's PIN anywhere ends."""
    from recordings_gov.accounts import locking
    from recordings_gov.accounts.models import QuickUnlock

    request.session.pop(locking.PIN, None)
    locking.forget(QuickUnlock.objects.filter(user=user), request)
