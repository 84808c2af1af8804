"""Staff sign with their own sign-in: the password, or the PIN that opens their session at this tablet."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare

from recordings_gov.accounts import locking, pins
from recordings_gov.pages.limiting import is_beyond
from recordings_gov.pages.models.remembered import device_of

MOST_TRIES = 10
TOO_OFTEN = "Too many tries. Wait ten minutes, then try again"


def has_pin(request: Any) -> bool:
    """Whether this person set a PIN for this tablet, under the password and roles they still have."""
    kept = request.session.get(locking.PIN)
    return bool(kept) and constant_time_compare(kept["for"], locking.person_now(request.user))


def refuse_another(request: Any, typed: str) -> None:
    """Raise ValidationError unless ``typed`` is this person's own password, or PIN at this tablet.

    Ten tries in ten minutes; nothing of what was typed is kept (docs/adr/0125). Rules: R-127.
    """
    if is_beyond("consent.confirm", str(request.user.pk), MOST_TRIES):
        raise ValidationError(TOO_OFTEN)
    if request.user.check_password(typed):
        return
    kept = request.session.get(locking.PIN)
    if has_pin(request) and pins.is_right(typed, device_of(request), kept["pin"]):
        return
    word = "password or PIN" if has_pin(request) else "password"
    raise ValidationError(f"That is not your {word}. Try again")
