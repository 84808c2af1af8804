"""The door of the consent room: what this person may do here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

PARTS = (
    ("Consent forms", "Written consent, before we record a patient.", "form-list", "consent.open"),
    ("Registrations", "Leave to record, with named equipment.", "registration-list", "registration.view"),
    ("Registration inbox", "Applications for your office.", "registration-inbox", "registration.decide"),
)


def overview(request: HttpRequest) -> HttpResponse:
    """The parts of this room, each only for those it is meant for."""
    user: Any = request.user
    shown = [(label, says, reverse(f"consent:{name}")) for label, says, name, act in PARTS if user.holds(act)]
    return render(request, "consent/overview.html", {"parts": shown})
