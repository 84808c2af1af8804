"""The door of the consent room: what this person may do here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consent.studio import studio_for
from recordings_gov import clock
from recordings_gov.pages.needs import needs_of

FIRST = 5

GROUPS = (
    (
        "Consent forms",
        (
            ("Consent forms", "Written consent, before we record a patient.", "form-list", "consent.open"),
            ("Where signed forms are", "On their way into the record.", "custody", "consent.attach_scan"),
            ("Scans", "Signed paper, brought in bulk and read.", "scan-list", "consent.attach_scan"),
            (
                "Consent taken back",
                "What patients took back, and who is owed an answer.",
                "withdrawal-list",
                "consent.withdraw",
            ),
            ("Other consent forms", "Approved beside our own.", "local-form-list", "localform.view"),
        ),
    ),
    (
        "Recordings",
        (
            (
                "To the library",
                "What is on a camera still, or not stored yet.",
                "library-list",
                "recording.view",
            ),
            (
                "Old recordings",
                "From before 1997, entered as they are found.",
                "legacy-new",
                "recording.enter_legacy",
            ),
            ("Held recordings", "What nobody could be asked about first.", "held-list", "recording.hold"),
            ("Register of films", "Films of patients, and their masters.", "film-register", "recording.view"),
            (
                "How originals are kept",
                "Where, how long, and whether unaltered.",
                "kept-list",
                "recording.store",
            ),
            (
                "Library and register",
                "What differs between the image library and what is registered here.",
                "reconciliation",
                "library.see_mismatches",
            ),
            (
                "Image databases",
                "Which may hold patients' images.",
                "image-database-list",
                "imagedatabase.view",
            ),
            (
                "Access to the library",
                "Ask for it, and see how far it is.",
                "library-access-list",
                "library.ask_access",
            ),
        ),
    ),
    (
        "Made in another way",
        (
            (
                "Part of the test",
                "What a test on the list recorded by itself.",
                "procedure-list",
                "procedure.view",
            ),
            (
                "Without consent",
                "What a consultant authorised, for the record.",
                "authority-list",
                "authority.view",
            ),
            (
                "Devices with the app",
                "Photos where no photographer can come.",
                "app-device-list",
                "appdevice.view",
            ),
            ("Secret recording by staff", "Authorisations, and what runs.", "covert-list", "covert.view"),
        ),
    ),
    (
        "Copies, and what leaves",
        (
            ("Copies", "Who holds what, and what is called back.", "copy-list", "copy.view"),
            (
                "Copies of originals",
                "Each original, its copies and its edits.",
                "copied-list",
                "recording.view",
            ),
            ("Prints", "Ordered, and made by Media Studio alone.", "print-list", "print.view"),
            (
                "Publications",
                "Where recordings come out, and whom to tell.",
                "publication-list",
                "publication.view",
            ),
            ("Passed on outside", "To whom, and on what ground.", "disclosure-list", "disclosure.view"),
            (
                "Leavers",
                "What somebody who leaves erases, gives back or keeps.",
                "leaver-list",
                "leaver.view",
            ),
        ),
    ),
    (
        "Pictures, filming and research",
        (
            (
                "Pictures of wards and staff",
                "Who appears, their releases, and what they are used for.",
                "picture-list",
                "release.manage",
            ),
            ("Model releases", "Signed by each person who is shown.", "release-list", "release.view"),
            (
                "Filming",
                "For teaching, publicity or the press: permission first.",
                "filming-list",
                "filming.view",
            ),
            ("Research projects", "Each with its gates, open or missing.", "research-list", "research.view"),
        ),
    ),
    (
        "Leave to record",
        (
            (
                "Registration inbox",
                "Applications for your office.",
                "registration-inbox",
                "registration.decide",
            ),
            (
                "Registrations",
                "Leave to record, with named equipment.",
                "registration-list",
                "registration.view",
            ),
            (
                "Training",
                "Training in recording: offered, given, due again.",
                "training-list",
                "training.view",
            ),
            (
                "Images to check",
                "Made outside Media Studio, and not checked yet.",
                "quality-list",
                "quality.check",
            ),
        ),
    ),
    (
        "When something is wrong, or asked for",
        (
            (
                "Quarantine",
                "Kept, out of the record and of every search.",
                "quarantine-list",
                "quarantine.list",
            ),
            ("Subject access", "What we hold of one patient, for a request.", "sar-list", "patient.export"),
        ),
    ),
)


def overview(request: HttpRequest) -> HttpResponse:
    """What waits for this person here, then the parts of the room, each only for those it is meant for."""
    user: Any = request.user
    today = clock.today()
    here = [need for need in needs_of(user, today) if need.url.startswith(reverse("consent:overview"))]
    shown = [
        (
            title,
            [
                (label, says, reverse(f"consent:{name}"))
                for label, says, name, act in parts
                if user.holds(act)
            ],
        )
        for title, parts in GROUPS
    ]
    given = {
        "groups": [each for each in shown if each[1]],
        "tasks": [need.as_task(today) for need in here[:FIRST]],
        "waiting": len(here),
        "studio": studio_for(user),
    }
    return render(request, "consent/overview.html", given)
