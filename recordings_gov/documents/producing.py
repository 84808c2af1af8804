"""Making a document: HTML, then PDF, then file, then row; or the one made from the same before."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from recordings_gov.audit.models import ConstraintBroken
from recordings_gov.documents import files, rendering
from recordings_gov.documents.models import Document, Variant
from recordings_gov.documents.rendering import Attachment
from recordings_gov.documents.stylesheets import own_files_in, print_stylesheet
from recordings_gov.documents.templating import html_for

FORMAT = "1"
"""Raised when the renderer itself changes so much that the same input must be made anew."""


def produce(
    template: str,
    context: Mapping[str, Any],
    *,
    about: models.Model,
    kind: str,
    title: str,
    version: str = "",
    language: str = "en",
) -> Document:
    """The PDF/UA-1 document of a governed record; the stored one when it was made before.

    Rendering takes a fraction of a second: call it before a transaction, not inside one.
    Raises DocumentError with a sentence that may be shown; then nothing was written.
    """
    facts = {
        "kind": kind,
        "title": title,
        "about_type": about._meta.label_lower,
        "about_reference": about.reference,  # type: ignore[attr-defined]
        "department_id": getattr(about, "department_id", None),
        "version": version,
        "language": language,
        "variant": Variant.ACCESSIBLE,
    }
    return _made(template, context, facts)


def snapshot(template: str, context: Mapping[str, Any], *, shown: Document) -> Document:
    """The signed form as PDF/A-3a, with the document the signer saw attached by its reference.

    ``context`` is that of ``shown`` with the signatures in it. Both fingerprints are kept.
    """
    copied = ("kind", "title", "about_type", "about_reference", "department_id", "version", "language")
    facts = {name: getattr(shown, name) for name in copied}
    seen = Attachment(
        name=shown.file_name,
        content=shown.content(),
        description=f"The form as it was shown before signing. SHA-256 {shown.sha256}",
        created=shown.created_at.isoformat(),
    )
    return _made(template, context, {**facts, "variant": Variant.ARCHIVE, "made_from": shown}, [seen])


def _made(
    template: str, context: Mapping[str, Any], facts: dict[str, Any], enclosed: Sequence[Attachment] = ()
) -> Document:
    html = html_for(
        template,
        context,
        title=facts["title"],
        reference=facts["about_reference"],
        version=facts["version"],
        language=facts["language"],
    )
    digest = input_digest(html, facts["variant"], enclosed)
    repeats = Document.objects.filter(
        about_reference=facts["about_reference"], input_digest=digest, variant=facts["variant"]
    )
    if (before := repeats.first()) is not None:
        return before
    made = rendering.own.render(html, variant=str(facts["variant"]), attachments=enclosed)
    document = Document(
        **facts, pages=made.pages, size=len(made.pdf), input_digest=digest, sha256=files.keep(made.pdf)
    )
    try:
        document.save()
    except ConstraintBroken as broken:
        if broken.name != "document_is_made_once_from_one_input":
            raise
        return repeats.get()  # somebody made the same in this instant
    return document


def input_digest(html: str, variant: str, enclosed: Sequence[Attachment] = ()) -> str:
    """SHA-256 of everything the renderer is given: words, stylesheet, fonts, pictures, enclosures.

    Each part is taken by its own SHA-256, so that no part can slide into the next.
    """
    parts = [FORMAT, variant, html, print_stylesheet().digest]
    for name, content in sorted(own_files_in(html).items()):
        parts += [name, files.fingerprint(content)]
    for one in enclosed:
        parts += [one.name, one.description, one.created, files.fingerprint(one.content)]
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.encode()).digest())
    return whole.hexdigest()
