"""How often one address may ask for a home code."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from recordings_gov.pages.limiting import is_beyond

MOST = 30
SALT = "requests.home-code"


def is_too_often(request: HttpRequest) -> bool:
    """Count this request; whether its address has asked more than ``MOST`` times in ten minutes.

    The address is the one that sign-in is limited by. A whole ward may share one, so the number is generous.
    """
    return is_beyond(SALT, get_adapter().get_client_ip(request), MOST)
