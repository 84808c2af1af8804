"""What the frame says of the PIN: lock now, or set one."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from recordings_gov.accounts import locking


def quick_unlock(request: HttpRequest) -> dict[str, Any]:
    """Where to lock, for who has a PIN here; where to set one, for who works at the patient."""
    user: Any = getattr(request, "user", None)
    if request.path.startswith("/public/") or user is None or not user.is_authenticated:
        return {}
    if locking.PIN in request.session:
        return {"lock_url": reverse("accounts:lock")}
    return {"pin_url": reverse("accounts:pin")} if user.holds("request.log") else {}
