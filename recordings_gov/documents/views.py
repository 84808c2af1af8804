"""Opening a stored document."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from recordings_gov import references
from recordings_gov.audit import log
from recordings_gov.documents.errors import FileDamaged
from recordings_gov.documents.models import Document

logger = logging.getLogger("recordings_gov.documents")


@require_safe
def download(request: HttpRequest, reference: str) -> HttpResponse:
    """The PDF for whoever may open it: its bytes are proved and the reading is written first."""
    try:
        document = Document.objects.open_for(request.user, references.read(reference))
    except (references.BadReference, Document.DoesNotExist) as error:
        raise Http404 from error
    try:
        content = document.content()
    except FileDamaged:
        log.record("document.found_damaged", document)
        logger.error("stored file is damaged: %s", document.reference)
        raise
    log.read(document)
    return as_download(document, content)


def as_download(document: Document, content: bytes) -> HttpResponse:
    """Bytes for a browser to save: never shown in our own pages, guessed at, run or stored on the way."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{document.file_name}"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store, private",
            "ETag": f'"{document.sha256}"',
        },
    )
