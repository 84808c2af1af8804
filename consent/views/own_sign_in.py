"""A step that is signed with one's own sign-in: what is typed goes no further than the check."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from consent.confirming import has_pin, refuse_another
from recordings_gov.pages.views import StepView


class SignedWithOwnSignIn(StepView):
    """Takes the password or PIN out of what was posted. Rules: R-127."""

    secret = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The secret is taken out before anything else looks: no draft, no key, no page keeps it."""
        posted = request.POST.copy()
        self.secret = posted.pop("secret", [""])[-1]
        request.POST = posted  # type: ignore[assignment]
        return super().post(request, **kwargs)

    def checks(self) -> dict[str, Any]:
        """What the form of such a step needs: how to check, and whether a PIN counts here."""
        return {
            "check": lambda typed: refuse_another(self.request, typed),
            "has_pin": has_pin(self.request),
        }
