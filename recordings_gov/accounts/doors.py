"""Where whoever is not signed in is sent to, so that they come back to the page and to what they typed."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from recordings_gov.accounts.models import QuickUnlock
from recordings_gov.accounts.returning import page_of
from recordings_gov.accounts.routes import PUBLIC
from recordings_gov.pages import errors
from recordings_gov.pages.models.remembered import device_of


def door(request: Any) -> HttpResponse:
    """To the PINs of this tablet, if there are any, else to the sign-in page.

    A script that asks for a part of a page gets none: its page goes to the door itself, and one that is being
    filled in keeps what is in it meanwhile (static/locking.js).
    """
    if "HX-Request" in request.headers:
        is_typed_in = request.method == "POST" and request.POST.get("draft_form")
        said = {"HX-Trigger": "app:gone"} if is_typed_in else {"HX-Refresh": "true"}
        return HttpResponse(status=204, headers=said)
    has_pins = QuickUnlock.objects.at(device_of(request)).exists()
    return redirect_to_login(page_of(request), reverse("accounts:unlock" if has_pins else settings.LOGIN_URL))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose session is over goes to the door; one of a living session is refused."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if not name or name in PUBLIC or request.user.is_authenticated:
        return errors.csrf_failure(request, reason)
    return door(request)
