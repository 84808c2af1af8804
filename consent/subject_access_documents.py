"""The extract for a subject access request on paper: what there was on that day, tagged and coded."""

from typing import Any

from consent.models import SubjectAccessSearch
from consent.subject_access import UNDECIDED
from recordings_gov import clock, documents
from recordings_gov.accounts.models import Site
from recordings_gov.documents.models import Document

TEMPLATE = "documents/consent/subject_access.html"
KIND = "subject_access"


def printed(search: SubjectAccessSearch) -> Document:
    """The extract as PDF/UA-1; printed twice it is the same document. Rules: R-102. Conflict: C-12."""
    site = Site.objects.order_by("pk").first()
    context = {
        "organisation": site.name if site else "",
        "facts": facts_of(search),
        "found": search.found,
        "undecided": search.undecided,
        "undecided_says": UNDECIDED,
    }
    return documents.produce(
        TEMPLATE, context, about=search, kind=KIND, title="Recordings held: subject access extract"
    )


def facts_of(search: SubjectAccessSearch) -> list[tuple[str, str]]:
    """Whose it is, for which request, and when it was looked for."""
    at, patient = clock.local(search.searched_at), search.patient
    return [
        ("Patient", patient.name),
        ("NHS or local number", str(patient.number)),
        ("Request", search.request_reference),
        ("Asked for", search.reason),
        ("Looked for", f"{at.day} {at:%B %Y}, {at:%H:%M}, by {search.searched_by}"),
        ("Recordings that exist", str(search.total)),
    ]


def may_open(user: Any, document: Document) -> bool:
    """Whoever may see the search may open its paper. It fails shut."""
    rows = SubjectAccessSearch.objects.visible_to(user).filter(reference=document.about_reference)
    return bool(rows.exists())
