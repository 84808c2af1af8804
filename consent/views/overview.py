"""The door of the consent room: what this person may do here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

PARTS = (
    ("Consent forms", "Written consent, before we record a patient.", "form-list", "consent.open"),
    ("Where signed forms are", "On their way into the record.", "custody", "consent.attach_scan"),
    ("Scans", "Signed paper, brought in bulk and read.", "scan-list", "consent.attach_scan"),
    ("Other consent forms", "Approved beside our own.", "local-form-list", "localform.view"),
    ("Part of the test", "What a test on the list recorded by itself.", "procedure-list", "procedure.view"),
    (
        "Without consent",
        "What a consultant authorised, for the record.",
        "authority-list",
        "authority.view",
    ),
    ("Held recordings", "What nobody could be asked about first.", "held-list", "recording.hold"),
    (
        "Consent taken back",
        "What patients took back, and who is owed an answer.",
        "withdrawal-list",
        "consent.withdraw",
    ),
    ("Registrations", "Leave to record, with named equipment.", "registration-list", "registration.view"),
    ("Registration inbox", "Applications for your office.", "registration-inbox", "registration.decide"),
    ("Training", "Training in recording: offered, given, due again.", "training-list", "training.view"),
    ("Images to check", "Made outside Media Studio, and not checked yet.", "quality-list", "quality.check"),
)


def overview(request: HttpRequest) -> HttpResponse:
    """The parts of this room, each only for those it is meant for."""
    user: Any = request.user
    shown = [(label, says, reverse(f"consent:{name}")) for label, says, name, act in PARTS if user.holds(act)]
    return render(request, "consent/overview.html", {"parts": shown})
