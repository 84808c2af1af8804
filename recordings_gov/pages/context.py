"""What every page's frame needs: menu, session limit, whether this is the demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from recordings_gov.pages import menu


def frame(request: HttpRequest) -> dict[str, Any]:
    """Menu by role and the idle limit for signed-in pages; public pages get no user at all."""
    given: dict[str, Any] = {
        "demonstration": settings.DEMONSTRATION,
        "public_base_url": settings.PUBLIC_BASE_URL,
        "organisation": settings.ORGANISATION,
        "footer": [{"label": "Public policy and leaflets", "url": "/public/"}],
    }
    user = getattr(request, "user", None)
    if not request.path.startswith("/public/") and user is not None and user.is_authenticated:
        given |= {"menu": menu.entries_for(user, request.path), "idle_seconds": settings.SESSION_IDLE_SECONDS}
    return given
