"""Where somebody was when they had to leave, and what they had typed there."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme

from recordings_gov.pages.models import Draft

LONGEST = 300
FORM_LENGTH, KEY_LENGTH = 100, 40
# Asking whether the session lives does not keep it alive; a POST there says "stay signed in".
QUIET_PATHS = ("/pages/session/",)


def page_of(request: Any) -> str:
    """The page somebody is on: the one they asked for, or the one that a script or form of it asked from."""
    is_part = request.path in QUIET_PATHS or "HX-Request" in request.headers
    is_page = request.method == "GET" and not is_part
    page = request.get_full_path() if is_page else request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}) or len(page) > LONGEST:
        return "/"
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


def keep_what_is_typed(request: Any) -> None:
    """A form that is sent too late, or to lock, is kept as its writer's draft."""
    form, key = request.POST.get("draft_form", ""), request.POST.get("draft_key", "")
    if form and len(form) <= FORM_LENGTH and len(key) <= KEY_LENGTH:
        Draft.objects.keep(owner=request.user, form=form, key=key, fields=request.POST)
