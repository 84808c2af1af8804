"""What the form's page shows of its paper: which there are, in which language, and what is still owed."""

from typing import Any

from django.utils.translation import get_language_info

from consent.documents import KIND
from consent.models import ConsentForm, FormStatus
from consent.paper_languages import choices_for, formats_for
from consent.wording.form_words import ENGLISH
from policies.languages import languages
from recordings_gov.documents.models import Document, Variant
from recordings_gov.workflow import may

WORDS = {
    Variant.ACCESSIBLE: "The form to read and sign",
    Variant.ARCHIVE: "The signed form, with what was shown",
}


def paper_card(form: ConsentForm, user: Any) -> dict[str, Any]:
    """The card of the paper; another language or print is offered until somebody has signed."""
    rows = list(Document.objects.about(form).filter(kind__startswith=KIND)[:6])
    may_sign = may(form, "answer", user)
    card: dict[str, Any] = {
        "papers": [(WORDS[Variant(row.variant)], row) for row in rows],
        "is_owed": form.status == FormStatus.SIGNED and all(row.variant != Variant.ARCHIVE for row in rows),
        "may_write_down": may_sign,
        "may_choose_paper": False,
        "not_translated": "",
    }
    if not may_sign or form.signatures.exists():
        return card
    return card | {
        "may_choose_paper": True,
        "paper_languages": choices_for(form.department),
        "paper_formats": formats_for(form.department, ENGLISH),
        "not_translated": not_translated(form),
    }


def not_translated(form: ConsentForm) -> str:
    """What to do when the patient reads another language than any that is ready here. Rules: R-019."""
    spoken = form.patient.language.strip().lower()
    if form.paper_language != ENGLISH or spoken.split("-")[0] in ("", "en"):
        return ""
    if spoken.split("-")[0] in dict(choices_for(form.department)):
        return ""
    return f"Nobody has read this form in {named(spoken)} yet. Bring an interpreter."


def named(code: str) -> str:
    """A language in English words; *their language* for a code that nobody knows."""
    known = languages().get(code.split("-", maxsplit=1)[0])
    if known:
        return known.english
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return "their language"
