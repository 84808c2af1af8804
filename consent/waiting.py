"""What waits for somebody in this room, as home shows it."""

from datetime import date
from typing import Any

from django.urls import reverse

from consent.custody_waiting import signed_forms
from consent.models import ConsentForm, Office, Registration
from recordings_gov import clock
from recordings_gov.pages.needs import Need

MOST_SHOWN = 20


def waits_for(user: Any, today: date) -> list[Need]:
    """Registrations for this person's office, forms to receive or to sign, and whom to judge again."""
    return [
        *_registrations(user),
        *signed_forms(user),
        *_signatures(user),
        *judged_to_look_again(user, today),
    ]


def _registrations(user: Any) -> list[Need]:
    found = []
    for office in Office:
        if not user.holds(office.right):
            continue
        rows = Registration.objects.visible_to(user).waiting_for(office).exclude(applicant=user)
        for row in rows.select_related("applicant").order_by("submitted_at", "pk")[:MOST_SHOWN]:
            deed = f"Decide on {row.applicant.name}'s registration"
            found.append(Need(deed, row.get_absolute_url(), None, f"{row.kit}. For {office.label}"))
    return found


def _signatures(user: Any) -> list[Need]:
    if not user.holds("consent.record"):
        return []
    rows = ConsentForm.objects.visible_to(user).awaiting_signatures_of(user).not_quiet(clock.today())
    return [
        Need(
            f"Write down the signatures on {row.reference}", row.get_absolute_url(), None, "Explained by you"
        )
        for row in rows.order_by("explained_at", "pk")[:MOST_SHOWN]
    ]


def judged_to_look_again(user: Any, today: date) -> list[Need]:
    """Drafts of this person on which somebody could not decide, or be asked, and the day has come.

    Rules: R-139.
    """
    if not user.holds("consent.record"):
        return []
    rows = ConsentForm.objects.visible_to(user).to_look_again_at(today).not_quiet(today)
    rows = rows.filter(consent_taker=user)
    return [
        Need(
            f"Look again whether they can decide: {row.reference}",
            reverse("consent:form-signer", kwargs={"reference": row.reference}),
            row.look_again_on,
            "What was judged counts no longer",
        )
        for row in rows[:MOST_SHOWN]
    ]
