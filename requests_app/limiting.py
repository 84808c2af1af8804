"""How often one address may ask for a home code."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from recordings_gov import clock

MOST = 30
WINDOW_SECONDS = 10 * 60
SALT = "requests.home-code"


def is_too_often(request: HttpRequest) -> bool:
    """Count this request; whether its address has asked more than ``MOST`` times in ten minutes.

    The address is the one that sign-in is limited by, kept as a keyed digest until the window ends.
    A whole ward may share one address, so the number is generous.
    """
    window = int(clock.now().timestamp()) // WINDOW_SECONDS
    address = get_adapter().get_client_ip(request)
    key = f"{SALT}:{window}:{salted_hmac(SALT, address, algorithm='sha256').hexdigest()}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return bool(cache.incr(key) > MOST)
    except ValueError:  # it went away between the two: begin to count again
        cache.set(key, 1, WINDOW_SECONDS)
        return False
