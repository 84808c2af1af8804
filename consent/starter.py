"""Records of this room for a demonstration, made through the verbs by the people named."""

from datetime import date
from typing import Any

from consent.models import Office, Registration
from consent.wording import wording


def submitted_registration(*, applicant: Any, trained_on: date, **content: str) -> Registration:
    """An application with its whole checklist, waiting for both offices."""
    words = {
        "make": "Canon",
        "model": "EOS R50",
        "serial": "NM-4471",
        "owned_by": "department",
        "profession": "radiographer",
        "kept_at": "Locked cupboard, CT control room",
        "purpose": "Positioning, for teaching",
        "why_not_studio": "Positions are taken at the scanner, at short notice and out of hours.",
    }
    registration = Registration.apply(
        by=applicant,
        trained_on=trained_on,
        storing_trained_on=trained_on,
        access_approved_on=trained_on,
        checks=[check.id for check in wording().checks],
        **(words | content),
    )
    registration.submit(by=applicant, declared=True)
    return registration


def active_registration(
    *, applicant: Any, head_of_media_studio: Any, ig_manager: Any, trained_on: date, **content: str
) -> Registration:
    """The same, approved by both offices."""
    registration = submitted_registration(applicant=applicant, trained_on=trained_on, **content)
    registration.assess_kit(by=head_of_media_studio, is_fit=True, samples_seen=True)
    registration.approve(by=head_of_media_studio, office=Office.MEDIA_STUDIO, seen=registration.digest)
    registration.approve(by=ig_manager, office=Office.INFORMATION_GOVERNANCE, seen=registration.digest)
    return registration
