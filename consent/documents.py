"""The printed consent form: what the patient sees, and the signed snapshot of the same words."""

from typing import Any

from consent.models import ConsentForm, FormStatus, Permission, PermissionStatus, Signature, SigningRole
from consent.models.form_choices import CopyOfForm, OtherPurposes
from consent.models.permission import PermissionKind, level_word
from consent.models.recording import RecordingKind
from consent.signer_words import statement
from consent.wording import wording
from recordings_gov import clock, documents
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.models import Event
from recordings_gov.documents.models import Document
from recordings_gov.pages.views.record import REASON_LASTS

TEMPLATE = "documents/consent/form.html"
KIND = "consent-form"
ANSWERS: dict[str, str] = {PermissionStatus.GIVEN: "yes", PermissionStatus.DECLINED: "no"}


def printed(form: ConsentForm) -> Document:
    """The form as PDF/UA-1 to read, print and sign on paper. Raises DocumentError. Rules: R-068."""
    return documents.produce(
        TEMPLATE,
        context_of(form, signed=False),
        about=form,
        kind=KIND,
        title=wording().texts["form"]["title"],
        version=form.wording_version,
    )


def signed_snapshot(form: ConsentForm) -> Document:
    """The same words, answered and signed, with what the patient saw attached. Raises DocumentError."""
    return documents.snapshot(TEMPLATE, context_of(form, signed=True), shown=printed(form))


def newest(form: ConsentForm) -> Document:
    """The document that fits where the form stands: to sign, or signed. Raises DocumentError."""
    return signed_snapshot(form) if form.status == FormStatus.SIGNED else printed(form)


def may_open(user: Any, document: Document) -> bool:
    """Who may open the form may open its paper; a reason given for the form counts for both."""
    form = ConsentForm.objects.visible_to(user).filter(reference=document.about_reference).first()
    if form is None:
        return False
    grant = user.can("consent.open", form)
    return bool(grant) or bool(grant is not None and grant.needs_reason and _gave_reason(user, form))


def _gave_reason(user: Any, form: ConsentForm) -> bool:
    given = Event.objects.about(form).filter(actor=user, action="consentform.reason_given")
    return bool(given.filter(at__gt=clock.now() - REASON_LASTS).exists())


def context_of(form: ConsentForm, *, signed: bool) -> dict[str, Any]:
    """Facts, explanations, permissions and slots; ``signed`` puts answers and signatures in them."""
    words, permissions = wording(), form.open_permissions()
    signatures = list(form.signatures.all()) if signed else []
    given = {row.permission_id: _slot(row) for row in signatures if row.role != SigningRole.TAKER}
    taker = next((_slot(row) for row in signatures if row.role == SigningRole.TAKER), {"role": "Staff"})
    return {
        "organisation": form.department.site.name,
        "words": words.texts,
        "facts": _facts(form, permissions, signed),
        "explained": [
            tick.patient for tick in words.ticks_for((row.kind for row in permissions), form.cases)
        ],
        "permissions": [
            _permission(
                number, row, given.get(row.pk, {"role": SigningRole(form.signing_role).label}), signed
            )
            for number, row in enumerate(permissions, 1)
        ],
        "taker": taker,
        "statement": statement(form),
        "copy_of_form": CopyOfForm(form.copy_of_form).label if signed and form.copy_of_form else "",
    }


def _facts(form: ConsentForm, permissions: list[Permission], signed: bool) -> list[tuple[str, Any]]:
    patient = form.patient
    born = patient.birth_date
    agreed = [row.kind for row in permissions if not signed or row.status == PermissionStatus.GIVEN]
    other = str(OtherPurposes(form.other_purposes).label) if form.other_purposes else ""
    return [
        ("Patient", patient.name),
        ("NHS number" if patient.nhs_number else "Local number", patient.number),
        ("Date of birth", f"{born.day} {born:%B %Y}"),
        ("Where", f"{form.department}, {form.department.site}"),
        ("What we will record", f"{kinds_word(form.kinds)}: {form.subject}"),
        ("Why", form.purpose),
        ("Made for", form.get_made_for_display()),
        ("Other purposes", f"{other}. {form.other_purposes_reason}".strip(" .")),
        ("Where it is kept", form.place_kept),
        ("How long it is kept", form.retention),
        ("Asked for by", form.requested_by),
        ("Explained by", str(form.consent_taker)),
        ("To change your mind", _contact(form)),
        ("Level agreed" if signed else "Level asked for", level_word(agreed)),
    ]


def _contact(form: ConsentForm) -> str:
    """Whom to tell: the department's phone or e-mail where it is set, and always any member of staff."""
    contact = str(Setting.objects.value_of("consent_contact", form.department, ""))
    return f"{contact}, or any member of staff" if contact else "Tell any member of staff"


def _permission(number: int, row: Permission, slot: dict[str, Any], signed: bool) -> dict[str, Any]:
    return {
        "number": number,
        "title": row.get_kind_display(),
        "says": row.says,
        "is_named": row.kind == PermissionKind.NAMED_PURPOSE,
        "answer": ANSWERS.get(row.status, "") if signed else "",
        "initials": row.initials if signed else "",
        "slot": slot,
    }


def _slot(row: Signature) -> dict[str, Any]:
    when = clock.local(row.signed_at)
    role = "Staff" if row.role == SigningRole.TAKER else SigningRole(row.role).label
    return {
        "mark": "Signed on paper",
        "name": row.name,
        "when": f"{when.day} {when:%B %Y}, {when:%H:%M}",
        "role": role,
    }


def kinds_word(kinds: list[str]) -> str:
    """What is recorded, as a phrase: Photograph and film."""
    names = [str(RecordingKind(kind).label).lower() for kind in RecordingKind.values if kind in kinds]
    joined = " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
    return joined.capitalize()
