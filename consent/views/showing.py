"""What the pages of this room show of a record: words, colours, the one next step."""

from typing import Any

from django.urls import reverse

from consent.documents import kinds_word
from consent.models import (
    ConsentForm,
    FormStatus,
    PermissionStatus,
    Registration,
    RegistrationStatus,
)
from consent.models.recording import may_be_recorded
from consent.signer_words import title_of
from consent.signing import ASK
from recordings_gov import clock
from recordings_gov.decisions import Reason
from recordings_gov.documents.models import Document, Variant
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.workflow import may

FORM_COLOURS = {
    FormStatus.DRAFT: "grey",
    FormStatus.AWAITING_SIGNATURES: "yellow",
    FormStatus.SIGNED: "green",
    FormStatus.DECLINED: "grey",
}
PERMISSION_COLOURS = {
    PermissionStatus.OFFERED: "yellow",
    PermissionStatus.GIVEN: "green",
    PermissionStatus.DECLINED: "grey",
    PermissionStatus.CLOSED: "grey",
}
REGISTRATION_COLOURS = {
    RegistrationStatus.DRAFT: "grey",
    RegistrationStatus.SUBMITTED: "blue",
    RegistrationStatus.ACTIVE: "green",
    RegistrationStatus.REJECTED: "grey",
}


def form_page(form: ConsentForm, user: Any) -> dict[str, Any]:
    """Everything the form's page says beside its timeline."""
    permissions = list(form.permissions.select_related("signature"))
    taker = next((row for row in form.signatures.all() if row.permission_id is None), None)
    received = form.custody.select_related("by").first()
    return {
        "colour": FORM_COLOURS[FormStatus(form.status)],
        "kinds": kinds_word(form.kinds),
        "age": form.patient.age_on(clock.today()),
        "permissions": [(row, PERMISSION_COLOURS[PermissionStatus(row.status)]) for row in permissions],
        "taker": taker,
        "received": received,
        "facts": _facts(form),
        "papers": _papers(form),
        "recordings": list(form.recordings.visible_to(user).order_by("-captured_at")[:20]),
        "next": next_step(form, user, is_received=received is not None),
        "obstacles": recording_obstacles(form, user) if form.status == FormStatus.SIGNED else (),
        "may_record": user.can("recording.capture", form) and form.status == FormStatus.SIGNED,
    }


def recording_obstacles(form: ConsentForm, user: Any) -> tuple[Reason, ...]:
    """Why this person could not record under this form now. Rules: R-063, R-115, R-127."""
    newest = Registration.objects.in_force_on(clock.today(), user).order_by("-activated_at").first()
    return may_be_recorded(form, user, registration=newest).obstacles


def next_step(form: ConsentForm, user: Any, *, is_received: bool) -> tuple[str, str] | None:
    """The one green button: what this person can do next, and where."""
    is_ready = form.is_ready_to_explain
    steps = (
        ("say_who_signs", "Say who signs", "consent:form-signer", not is_ready),
        ("explain", "Say what you explained", "consent:form-explain", is_ready),
        ("answer", "Write down answers and signatures", "consent:form-sign", True),
        ("receive", "Mark as received by Media Studio", "consent:form-receive", not is_received),
    )
    for verb, label, url_name, is_open in steps:
        if is_open and may(form, verb, user):
            return label, reverse(url_name, kwargs={"reference": form.reference})
    return None


def _facts(form: ConsentForm) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        ("What is recorded", f"{kinds_word(form.kinds)}: {form.subject}"),
        ("Why", form.purpose),
        ("Made for", form.get_made_for_display()),
        ("Who signs", title_of(form.signer or ASK, form.patient.given_name)),
        ("Asked for by", form.requested_by),
        ("Explained by", str(form.consent_taker) if form.explained_at else "Not explained yet"),
    ]
    if form.explained_at:
        facts += [
            ("Explained", date_and_time(form.explained_at)),
            ("Other purposes", form.get_other_purposes_display()),
            ("Where it is kept", form.place_kept),
            ("How long", form.retention),
        ]
    if form.copy_of_form:
        facts.append(("Copy of the form", form.get_copy_of_form_display()))
    return facts


def _papers(form: ConsentForm) -> list[tuple[str, Document]]:
    words = {
        Variant.ACCESSIBLE: "The form to read and sign",
        Variant.ARCHIVE: "The signed form, with what was shown",
    }
    rows = Document.objects.about(form).order_by("-id")[:6]
    return [(words[Variant(row.variant)], row) for row in rows]
