"""Locking a shared tablet, and opening one's own session again by PIN (docs/adr/0113).

The session itself goes on at the server, under a key that no browser has, until its twelve hours are over.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils.crypto import constant_time_compare, salted_hmac

from recordings_gov import clock
from recordings_gov.accounts import pins
from recordings_gov.accounts.models import QuickUnlock, User
from recordings_gov.accounts.models.quick_unlock import digest_of
from recordings_gov.accounts.security import LAST_SEEN, STARTED
from recordings_gov.audit import log
from recordings_gov.audit.acting import acting_as
from recordings_gov.pages.models.remembered import device_of

PIN = "quick_unlock"
LOCKED_AT = "locked_at_page"
MAY_SET = "may_set_pin_at"
MAY_SET_SECONDS = 5 * 60
AT_THE_TABLET = "quick unlock"


class Opened(StrEnum):
    """What came of a PIN."""

    OPEN = "open"
    WRONG = "wrong"
    ENDED = "ended"


def person_now(user: User) -> str:
    """A word that changes with the person's password and with their roles."""
    held = sorted(f"{role}:{department}" for role, department in user.roles)
    return salted_hmac(PIN, f"{user.get_session_auth_hash()}{held}", algorithm="sha256").hexdigest()


def allow_setting(request: Any) -> None:
    """The password was asked for a moment ago: for five minutes a PIN may be set."""
    request.session[MAY_SET] = clock.now().timestamp()


def may_set(request: Any) -> bool:
    """Whether it was, or whether the full sign-in itself is so new."""
    asked = max(request.session.get(MAY_SET, 0), request.session.get(STARTED, 0))
    return bool(0 <= clock.now().timestamp() - asked <= MAY_SET_SECONDS)


def set_pin(request: Any, pin: str, device: str) -> None:
    """Let this PIN open this session again, at this device, until the session's twelve hours are over."""
    with transaction.atomic():
        forget(QuickUnlock.objects.filter(user=request.user, device=digest_of(device)), request)
        request.session[PIN] = {"pin": pins.hashed(pin, device), "for": person_now(request.user)}
        request.session.save()
        QuickUnlock.objects.create(
            user=request.user,
            device=digest_of(device),
            session_key=request.session.session_key,
            ends_at=datetime.fromtimestamp(request.session[STARTED] + settings.SESSION_COOKIE_AGE, UTC),
        )
        log.record("user.pin_set", request.user)


def remove_pin(request: Any) -> None:
    """No PIN opens this session any more; the session itself goes on."""
    with transaction.atomic():
        QuickUnlock.objects.filter(session_key=request.session.session_key).delete()
        if request.session.pop(PIN, None):
            log.record("user.pin_removed", request.user)


def forget(rows: Any, request: Any) -> None:
    """End the sessions of these rows, but the one of this request."""
    for row in list(rows):
        if row.session_key != request.session.session_key:
            type(request.session)(row.session_key).delete()
        row.delete()


def lock(request: Any, page: str, job: str = "") -> bool:
    """Put the session aside for its PIN; False, and nothing is done, where it has none that still holds."""
    kept, user = request.session.get(PIN), request.user
    row = QuickUnlock.objects.filter(session_key=request.session.session_key).first() if kept else None
    if row is None or not constant_time_compare(kept["for"], person_now(user)):
        return False
    with transaction.atomic():
        request.session[LOCKED_AT] = page
        _keep_under_a_new_key(request.session, row)
        if job:
            with acting_as(None, job=job):
                log.record("user.locked", user)
        else:
            log.record("user.locked", user)
    leave(request)
    return True


def leave(request: Any) -> None:
    """From here on this request is nobody's, and its browser holds no session."""
    request.session = type(request.session)()
    request.user = AnonymousUser()


def unlock(request: Any, row: QuickUnlock, pin: str) -> tuple[Opened, str]:
    """Try a PIN; the right one puts that person's session in front, and tells the page they were on.

    The fifth wrong one ends the session, and so does a password or a role that changed meanwhile.
    """
    device, session = device_of(request), type(request.session)(row.session_key)
    kept = session.get(PIN)
    if not kept or not row.count_a_try():
        return _end(request, row)
    if not pins.is_right(pin, device, kept["pin"]):
        if not row.tries_left:
            return _end(request, row)
        _note("user.pin_wrong", row)
        return Opened.WRONG, ""
    with transaction.atomic():
        rows = QuickUnlock.objects.select_for_update()
        current = rows.filter(pk=row.pk, session_key=row.session_key).first()
        if current is not None and (user := _person_of(session, kept)):
            session[LAST_SEEN] = clock.now().timestamp()
            page = session.pop(LOCKED_AT, "")
            current.wrong = 0
            _keep_under_a_new_key(session, current)
            with acting_as(user):
                log.record("user.unlocked", user)
            request.session, request.user = session, user
            rotate_token(request)
            return Opened.OPEN, page
    return _end(request, row)


def _person_of(session: Any, kept: dict[str, str]) -> Any:
    """Whose living session it is: the same password and the same roles as when the PIN was set."""
    asked = HttpRequest()
    asked.session = session
    user: Any = auth.get_user(asked)
    if not user.is_authenticated or not constant_time_compare(kept["for"], person_now(user)):
        return None
    is_over = clock.now().timestamp() - session[STARTED] > settings.SESSION_COOKIE_AGE
    return None if is_over else user


def _keep_under_a_new_key(session: Any, row: QuickUnlock) -> None:
    session.cycle_key()
    session.save()
    row.session_key = session.session_key
    row.save(update_fields=["session_key", "wrong"])


def _end(request: Any, row: QuickUnlock) -> tuple[Opened, str]:
    """The session ends, whatever it still had: from here on only the full sign-in opens anything."""
    with transaction.atomic():
        type(request.session)(row.session_key).delete()
        _note("user.pin_ended", row)
        row.delete()
    return Opened.ENDED, ""


def _note(action: str, row: QuickUnlock) -> None:
    """By nobody: whoever typed a wrong PIN may not be the person whose name they chose."""
    with acting_as(None, job=AT_THE_TABLET):
        log.record(action, row.user)
