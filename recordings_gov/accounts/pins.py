"""A PIN: six digits that are not the first to be tried, and what is kept of it."""

import re
from itertools import pairwise

from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import salted_hmac

LENGTH = 6
SALT = "recordings_gov.accounts.pin"
SIX_DIGITS = re.compile(r"[0-9]{6}", re.ASCII)
# Those that people choose most, beyond repeats and runs.
OFTEN = frozenset(
    {"112233", "102030", "121314", "123321", "147258", "159753", "258456", "321654", "456123", "789456"}
)


def is_pin(text: str) -> bool:
    """Six ASCII digits."""
    return bool(SIX_DIGITS.fullmatch(text))


def is_trivial(pin: str) -> bool:
    """Two digits or fewer, a run up or down (past 9 as well), the same half twice, or one of the usual."""
    steps = {(int(later) - int(earlier)) % 10 for earlier, later in pairwise(pin)}
    is_run = steps in ({1}, {9}, {2}, {8})
    return len(set(pin)) < 3 or is_run or pin[:3] == pin[3:] or pin in OFTEN


def hashed(pin: str, device: str) -> str:
    """A slow hash of PIN and device, keyed with the service's secret: the database alone tells nothing."""
    return make_password(_mixed(pin, device))


def is_right(pin: str, device: str, kept: str) -> bool:
    """Whether this PIN was set at this device."""
    return check_password(_mixed(pin, device), kept)


def _mixed(pin: str, device: str) -> str:
    return salted_hmac(SALT, f"{device}:{pin}", algorithm="sha256").hexdigest()
