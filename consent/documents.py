"""The printed consent form: what the patient reads, and the signed snapshot of the same words."""

from typing import Any

from consent.form_paper import context_of, kinds_word, title_of
from consent.models import ConsentForm, FormStatus
from consent.paper_languages import PaperFormat
from recordings_gov import clock, documents
from recordings_gov.audit.models import Event
from recordings_gov.documents.models import Document, Variant
from recordings_gov.pages.views.record import REASON_LASTS

__all__ = ["KIND", "TEMPLATE", "context_of", "kept_snapshot", "kinds_word", "may_open", "newest", "printed"]

TEMPLATE = "documents/consent/form.html"
KIND = "consent-form"


def printed(form: ConsentForm) -> Document:
    """The form as PDF/UA-1 to read, print and sign on paper. Raises DocumentError. Rules: R-068, R-206."""
    return documents.produce(
        TEMPLATE,
        context_of(form, signed=False),
        about=form,
        kind=kind_of(form),
        title=title_of(form),
        version=form.wording_version,
        language=form.paper_language,
    )


def paper_to_sign(form: ConsentForm) -> Document:
    """What was read by whoever has signed it; before that the paper of today. Raises DocumentError.

    A setting or a name that changes after the first signature does not change what was signed.
    """
    found = Document.objects.about(form).filter(variant=Variant.ACCESSIBLE)
    shown = found.filter(kind=kind_of(form), language=form.paper_language).first()
    return shown if shown is not None and form.signatures.exists() else printed(form)


def signed_snapshot(form: ConsentForm) -> Document:
    """The same words, answered and signed, with what the patient read attached; made once and kept.

    Raises DocumentError. Rules: R-118.
    """
    made = kept_snapshot(form)
    return made or documents.snapshot(TEMPLATE, context_of(form, signed=True), shown=paper_to_sign(form))


def kept_snapshot(form: ConsentForm) -> Document | None:
    """The signed form as it was put away, if it has been."""
    rows = Document.objects.about(form).filter(kind__startswith=KIND, variant=Variant.ARCHIVE)
    found: Document | None = rows.first()
    return found


def newest(form: ConsentForm) -> Document:
    """The document that fits where the form stands: to sign, or signed. Raises DocumentError."""
    if form.status == FormStatus.SIGNED:
        return signed_snapshot(form)
    return kept_snapshot(form) or paper_to_sign(form)


def kind_of(form: ConsentForm) -> str:
    """The kind of its documents; each print is a kind of its own."""
    if form.paper_format == PaperFormat.STANDARD:
        return KIND
    return f"{KIND}-{form.paper_format.replace('_', '-')}"


def may_open(user: Any, document: Document) -> bool:
    """Who may open the form may open its paper; a reason given for the form counts for both."""
    form = ConsentForm.objects.visible_to(user).filter(reference=document.about_reference).first()
    if form is None:
        return False
    grant = user.can("consent.open", form)
    return bool(grant) or bool(grant is not None and grant.needs_reason and gave_reason(user, form))


def gave_reason(user: Any, record: Any) -> bool:
    """Whether this person has just given a reason for opening this record."""
    action = f"{record._meta.model_name}.reason_given"
    given = Event.objects.about(record).filter(actor=user, action=action)
    return bool(given.filter(at__gt=clock.now() - REASON_LASTS).exists())
