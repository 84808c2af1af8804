"""Signed forms whose PDF could not be made when the last signature was put down: made again until it is."""

import logging
from typing import Any

from django.db.models import Exists, OuterRef

from consent import documents
from consent.models import ConsentForm
from recordings_gov.documents.errors import DocumentError
from recordings_gov.documents.models import Document, Variant

logger = logging.getLogger("recordings_gov.consent")
JOB = "consent.make_signed_papers"
AT_ONCE = 50


def without_paper() -> Any:
    """Forms that both have signed and that have no snapshot yet, the newest signature first."""
    made = Document.objects.filter(
        about_type=ConsentForm._meta.label_lower,
        about_reference=OuterRef("reference"),
        variant=Variant.ARCHIVE,
    )
    rows = ConsentForm.objects.filter(~Exists(made), signed_at__isnull=False)
    return rows.select_related("patient", "consent_taker", "department__site").order_by("-signed_at", "-pk")


def make_owed() -> int:
    """Make what is owed, each by itself; how many. A second run finds none of them. Rules: R-118."""
    made = 0
    for form in without_paper()[:AT_ONCE]:
        try:
            documents.signed_snapshot(form)
            made += 1
        except DocumentError as error:
            logger.warning("the signed form %s has no PDF yet (%s)", form.reference, type(error).__name__)
    return made
