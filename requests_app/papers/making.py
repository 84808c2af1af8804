"""Papers as tagged PDF, kept with the request; who may open them."""

from typing import Any

from django.conf import settings

from policies.languages import languages
from recordings_gov import clock, documents
from recordings_gov.audit.models import Event
from recordings_gov.documents.models import Document
from recordings_gov.pages.views.record import REASON_LASTS
from requests_app.models import RecordingRequest
from requests_app.papers.context import Paper

TEMPLATE = "documents/requests/paper.html"
KINDS = {"advice": "advice-sheet", "status": "status-sheet", "summary": "summary-sheet"}


def printed(paper: Paper, request: RecordingRequest) -> Document:
    """The paper as PDF/UA in its language, the kept one when it was made before. Raises DocumentError.

    Rules: R-019, R-242.
    """
    tongue = languages()[paper.language]
    mark = tongue.words["demonstration"] if settings.DEMONSTRATION else ""
    line = tongue.words["demonstration_line"] if mark else ""
    context = {"paper": paper, "mark": mark, "mark_line": line, "ruled_lines": range(paper.ruled)}
    return documents.produce(
        TEMPLATE,
        context | {"direction": paper.direction},
        about=request,
        kind=KINDS[paper.kind],
        title=paper.title,
        language=paper.language,
    )


def papers_of(request: RecordingRequest) -> list[Document]:
    """The papers made for this request, newest first."""
    return list(Document.objects.about(request).filter(kind__in=KINDS.values()))


def may_open(user: Any, document: Document) -> bool:
    """Whoever may see the request unmasked; a reason given for the request counts for its papers."""
    request = RecordingRequest.objects.visible_to(user).filter(reference=document.about_reference).first()
    if request is None:
        return False
    grant = user.can("request.view", request)
    if grant is None or grant.is_masked:
        return False
    return bool(grant) or _gave_reason(user, request)


def _gave_reason(user: Any, request: RecordingRequest) -> bool:
    given = Event.objects.about(request).filter(actor=user, action="recordingrequest.reason_given")
    return bool(given.filter(at__gt=clock.now() - REASON_LASTS).exists())
