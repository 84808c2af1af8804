"""What a form's page shows of endings: stops, what was taken back, and the ways to either."""

from typing import Any

from django.urls import reverse

from consent.letter_reading import language_read
from consent.models import ConsentForm, FormStatus, PermissionStatus
from consent.models.ending_permission import ONCE_GIVEN
from consent.views.showing_paper import named
from consent.wording.form_words import ENGLISH
from recordings_gov.workflow import may

IN_ENGLISH = "They read {tongue}. The letter is in English: have it translated, or bring an interpreter."
WITH_A_LINE = (
    "They read {tongue}. The letter is in English, with a line in {tongue} on how to have it another way. "
    "Have it translated, or bring an interpreter."
)
UNSIGNED = (FormStatus.DRAFT, FormStatus.AWAITING_SIGNATURES)


def reads_letter(form: ConsentForm) -> str:
    """What to do about a letter in English for somebody who reads another language. Rules: R-019."""
    code = language_read(form)
    if code != ENGLISH:
        return WITH_A_LINE.format(tongue=named(code))
    spoken = form.patient.language.strip().lower()
    return "" if spoken.split("-")[0] in ("", "en") else IN_ENGLISH.format(tongue=named(spoken))


def ends_of(form: ConsentForm, user: Any) -> dict[str, Any]:
    """Stops, withdrawals and links; each link only where the verb would be taken from this person."""
    given = any(row.status == PermissionStatus.GIVEN for row in form.permissions.all())
    stopped = list(form.stops.all())
    standing = [row for row in stopped if row.resumed_at is None]
    may_resume = bool(standing) and not any(row.is_for_good for row in standing)
    is_live = form.status == FormStatus.SIGNED or (form.status in UNSIGNED and form.recordings.exists())
    steps = (
        ("Stop the recording", "stop", is_live and not standing),
        ("They agree to go on", "resume", may_resume),
        ("Consent is taken back", "withdraw", given),
        ("A newer form replaces this one", "supersede", given),
        ("This form never counted", "invalidate", user.pk != form.consent_taker_id),
    )
    named = [row for row in form.permissions.all() if row.kind == "named_purpose" and row.came_out_on is None]
    may_say_out = any(row.status in ONCE_GIVEN for row in named) and bool(user.can("release.manage", form))
    out = [
        ("A named use has come out", reverse("consent:form-came-out", kwargs={"reference": form.reference}))
    ]
    return {
        "stopped": stopped,
        "withdrawals": list(form.withdrawals.order_by("-pk")),
        "invalidation": getattr(form, "invalidation", None),
        "may_withdraw": bool(user.can("consent.withdraw", form)),
        "is_stopped": bool(standing),
        "is_taken_back": form.status == FormStatus.SIGNED and not given,
        "links": [
            (label, reverse(f"consent:form-{step}", kwargs={"reference": form.reference}))
            for label, step, is_open in steps
            if is_open and may(form, step, user)
        ]
        + (out if may_say_out and form.signed_at else []),
    }
