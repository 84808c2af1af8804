"""How often something may be asked in a stretch of time; the count is kept in the shared cache."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from recordings_gov import clock

WINDOW_SECONDS = 10 * 60


def is_beyond(what: str, whom: str, most: int) -> bool:
    """Count one more of ``what`` by ``whom``; whether it is beyond ``most`` in ten minutes.

    Who it is is kept as a keyed digest, until the window ends.
    """
    window = int(clock.now().timestamp()) // WINDOW_SECONDS
    key = f"{what}:{window}:{salted_hmac(what, whom, algorithm='sha256').hexdigest()}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return bool(cache.incr(key) > most)
    except ValueError:  # it went away between the two: begin to count again
        cache.set(key, 1, WINDOW_SECONDS)
        return False
