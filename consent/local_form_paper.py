"""Another approved form on paper, without a patient: all that a consent form must hold, to be written in."""

from typing import Any

from consent.form_paper import mark_of
from consent.models import LocalForm, LocalFormStatus
from consent.models.permission import PermissionKind
from consent.paper_languages import PaperFormat
from consent.paper_words import words_for
from consent.studio import studio_line
from consent.wording import wording
from policies.languages import FIRST
from recordings_gov import documents
from recordings_gov.accounts.models import Site
from recordings_gov.documents.models import Document

TEMPLATE = "documents/consent/form.html"
KIND = "local-form"
NOT_IN_USE = "Not in use: to read, and not for signing."
WRITTEN_IN = (
    *("patient", "nhs_number", "local_number", "born", "where", "what", "why", "other"),
    *("place_kept", "retention", "requested_by", "explained_by"),
)


def blank(form: LocalForm) -> Document:
    """To read before it is approved, and to take where there is no screen. Raises DocumentError.

    Rules: R-206, R-220.
    """
    return documents.produce(
        TEMPLATE, context_of(form), about=form, kind=KIND, title=form.title, version=wording().version
    )


def may_open(user: Any, document: Document) -> bool:
    """Who may see the form on the list may open its paper."""
    return bool(LocalForm.objects.visible_to(user).filter(reference=document.about_reference).exists())


def context_of(form: LocalForm) -> dict[str, Any]:
    """Our own words for what it is mapped to, and nothing filled in. Rules: R-067, R-068."""
    words = words_for(FIRST)
    kinds = [kind for kind in PermissionKind.values if kind in form.opens]
    site = Site.objects.order_by("pk").first()
    in_use = form.status == LocalFormStatus.APPROVED
    return {
        "organisation": site.name if site else "",
        "words": words.table,
        "direction": words.tongue.direction,
        "print_format": PaperFormat.STANDARD,
        "own_form": form.used_for,
        "is_blank": True,
        "facts": _facts(kinds),
        "explained": [words["tick"][tick.id] for tick in wording().ticks_for(kinds)],
        "permissions": [_permission(number, kind) for number, kind in enumerate(kinds, 1)],
        "taker": {"role": ""},
        "draft": not in_use,
        **(mark_of(words) if in_use else _not_in_use(mark_of(words))),
    }


def _not_in_use(marks: dict[str, str]) -> dict[str, str]:
    return {
        "mark": " · ".join(filter(None, [marks["mark"], "Not in use"])),
        "mark_line": " ".join(filter(None, [marks["mark_line"], NOT_IN_USE])),
    }


def _facts(kinds: list[str]) -> list[tuple[str, str]]:
    words = words_for(FIRST)
    named = words["permission_title"][PermissionKind.NAMED_PURPOSE]
    use = [(named, "")] if PermissionKind.NAMED_PURPOSE in kinds else []
    secondary = [(words["facts"]["made_for"], words["made_for"]["secondary"])]
    return [
        ("Reference on the screen", ""),
        *((words["facts"][name], "") for name in WRITTEN_IN),
        *use,
        *([] if PermissionKind.RECORD in kinds else secondary),
        (words["facts"]["change"], words["any_staff"]),
        (words["facts"]["studio"], studio_line(None)),
    ]


def _permission(number: int, kind: str) -> dict[str, Any]:
    words = words_for(FIRST)
    return {
        "number": number,
        "title": words["permission_title"][kind],
        "says": words.agrees(kind, "the one named use written above"),
        "is_named": kind == PermissionKind.NAMED_PURPOSE,
        "slot": {"role": ""},
    }
