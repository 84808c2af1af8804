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
from consent.signing import ASK, Route
from consent.views.custody import next_move
from consent.views.showing_custody import custody_of
from consent.views.showing_ending import ends_of
from consent.views.showing_exception import exception_panel
from consent.views.showing_form import before_signing, links_of
from consent.views.showing_held import held_panel
from consent.views.showing_paper import paper_card
from recordings_gov import clock
from recordings_gov.decisions import Reason
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.workflow import may

FORM_COLOURS = {
    FormStatus.DRAFT: "grey",
    FormStatus.AWAITING_SIGNATURES: "yellow",
    FormStatus.SIGNED: "green",
    FormStatus.DECLINED: "grey",
    FormStatus.INVALIDATED: "red",
    FormStatus.SUPERSEDED: "grey",
    FormStatus.VOID: "grey",
}
PERMISSION_COLOURS = {
    PermissionStatus.OFFERED: "yellow",
    PermissionStatus.GIVEN: "green",
    PermissionStatus.DECLINED: "grey",
    PermissionStatus.CLOSED: "grey",
    PermissionStatus.WITHDRAWN: "grey",
    PermissionStatus.SUPERSEDED: "grey",
    PermissionStatus.INVALID: "red",
}
REGISTRATION_COLOURS = {
    RegistrationStatus.DRAFT: "grey",
    RegistrationStatus.SUBMITTED: "blue",
    RegistrationStatus.ACTIVE: "green",
    RegistrationStatus.SUSPENDED: "red",
    RegistrationStatus.EXPIRED: "grey",
    RegistrationStatus.REVOKED: "red",
    RegistrationStatus.REJECTED: "grey",
}


def form_page(form: ConsentForm, user: Any) -> dict[str, Any]:
    """Everything the form's page says beside its timeline."""
    permissions = list(form.permissions.select_related("signature"))
    taker = next((row for row in form.signatures.all() if row.permission_id is None), None)
    recordings = list(form.recordings.visible_to(user).order_by("-captured_at")[:20])
    return (
        before_signing(form, user)
        | held_panel(form, user, len(recordings))
        | paper_card(form, user)
        | {
            "colour": FORM_COLOURS[FormStatus(form.status)],
            "kinds": kinds_word(form.kinds),
            "age": form.patient.age_on(clock.today()),
            "permissions": [(row, PERMISSION_COLOURS[PermissionStatus(row.status)]) for row in permissions],
            "taker": taker,
            "received": bool(form.station),
            "custody": custody_of(form),
            "ends": ends_of(form, user),
            "facts": [*_facts(form), *links_of(form)],
            "recordings": recordings,
            "next": next_step(form, user),
            "obstacles": recording_obstacles(form, user) if form.status == FormStatus.SIGNED else (),
            "may_record": user.can("recording.capture", form) and form.status == FormStatus.SIGNED,
        }
        | exception_panel(form, user)
    )


def recording_obstacles(form: ConsentForm, user: Any) -> tuple[Reason, ...]:
    """Why this person could not record under this form now. Rules: R-063, R-115, R-127."""
    newest = Registration.objects.in_force_on(clock.today(), user).order_by("-activated_at").first()
    return may_be_recorded(form, user, registration=newest).obstacles


def capture_obstacles(form: ConsentForm, user: Any) -> tuple[Reason, ...]:
    """Why nothing that this person made can be registered: also what a registration covered until lately."""
    now, found = clock.now(), recording_obstacles(form, user)
    for row in Registration.objects.lately_in_force(now, user) if found else ():
        found = may_be_recorded(form, user, registration=row, captured_at=row.last_covered(now)).obstacles
        if not found:
            break
    return found


def next_step(form: ConsentForm, user: Any) -> tuple[str, str] | None:
    """The one green button: what this person can do next, and where."""
    is_ready = form.is_ready_to_explain
    steps = (
        (
            "say_who_signs",
            "Ask again" if form.signer == Route.HELD else "Say who signs",
            "consent:form-signer",
            not is_ready,
        ),
        ("say_care", "Say what needs care", "consent:form-care", is_ready and form.said_care is None),
        ("explain", "Say what you explained", "consent:form-explain", is_ready),
        ("answer", "Sign on this screen", "consent:form-sign-on-screen", form.waits_for_patient),
        ("countersign", "Sign with your own sign-in", "consent:form-confirm", form.waits_for_taker(user)),
    )
    for verb, label, url_name, is_open in steps:
        if is_open and may(form, verb, user):
            return label, reverse(url_name, kwargs={"reference": form.reference})
    return next_move(form, user)


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
