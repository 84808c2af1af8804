"""The extract for a subject access request on paper: what there was on that day, tagged and coded."""

from typing import Any

from consent.in_vain import asked_in_vain
from consent.models import Recording, SubjectAccessSearch
from consent.subject_access import UNDECIDED
from recordings_gov import clock, documents
from recordings_gov.accounts.models import Site
from recordings_gov.documents.errors import DocumentError
from recordings_gov.documents.models import Document

TEMPLATE = "documents/consent/subject_access.html"
KIND = "subject_access"
VERSION = "1"
SEARCH_AGAIN = "Something in this extract has gone into quarantine since. Search again, and print that one."


def printed(search: SubjectAccessSearch) -> Document:
    """The extract as PDF/UA-1; printed twice it is the same document.

    Raises DocumentError, also where something in it has gone into quarantine since.
    Rules: R-102, R-155. Conflict: C-12.
    """
    if search.shut_since():
        raise DocumentError(SEARCH_AGAIN)
    site = Site.objects.order_by("pk").first()
    context = {
        "organisation": site.name if site else "",
        "facts": facts_of(search),
        "found": search.found,
        "undecided": search.undecided,
        "undecided_says": UNDECIDED,
    }
    return documents.produce(
        TEMPLATE,
        context,
        about=search,
        kind=KIND,
        title="Recordings held: subject access extract",
        version=VERSION,
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
    """Whoever may see the search may open its paper, while nothing in it is in quarantine.

    What has gone there since is read by who has just opened it; other asking is kept. It fails shut.
    Rules: R-155, R-210. Conflict: C-12.
    """
    rows = SubjectAccessSearch.objects.visible_to(user).filter(reference=document.about_reference)
    search = rows.first()
    if search is None:
        return False
    opened = frozenset(Recording.objects.opened_by(user).values_list("reference", flat=True))
    shut = search.shut_since() - opened
    for reference in sorted(shut):
        asked_in_vain(reference, user)
    return not shut
