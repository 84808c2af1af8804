"""What a death shut: what had not left yet, asked again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consent.views.showing_leaving import after_death
from recordings_gov import clock


def what_a_death_shut(request: HttpRequest) -> HttpResponse:
    """Publications, prints and copies not carried out yet of patients who have died. Rules: R-136."""
    return render(request, "consent/after_death.html", after_death(request.user, clock.today()))
