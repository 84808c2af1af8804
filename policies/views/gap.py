"""The page that says where no policy answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from policies.uncovered import departments


class PolicyGaps(View):
    """Each department's policy on patients' recordings, and what it has no section for.

    A department without one of its own runs by the Trust's. Rules: R-036, R-233.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        """All departments on one page."""
        return render(request, "policies/gaps.html", {"rows": departments(), "rules": ("R-036", "R-233")})
