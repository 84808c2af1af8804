"""Leaflets and posters on paper; ``recordings_gov.documents`` sets, keeps and serves them."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from policies.leaflet_words import address_of, lines_of, organisation_of, sections_of, values_of
from policies.models import LeafletEdition
from policies.models.leaflet_status import LeafletFormat
from recordings_gov import clock, documents
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents.models import Document

JOB = "printing for the public"


class Paper(models.TextChoices):
    """The sheet a leaflet is printed on; large print and easy read are A4 whatever is asked."""

    A5 = "a5", "A5"
    A4 = "a4", "A4"
    FOLDED = "folded", "A4, folded twice"
    POSTER = "poster", "Poster with a QR code"


def papers_of(edition: LeafletEdition) -> list[Paper]:
    """What it can be printed on; the poster stands for what the public can open."""
    sheets = [Paper.A5, Paper.A4, Paper.FOLDED] if edition.format == LeafletFormat.STANDARD else [Paper.A4]
    return [*sheets, Paper.POSTER]


class NotToBePrinted(ValidationError):
    """Its review date is past, and nobody has recorded why it is printed all the same."""


def leaflet_pdf(edition: LeafletEdition, paper: str = Paper.A5) -> Document:
    """The edition or its poster, tagged, in its language, with review date and QR code.

    What is not approved carries the draft watermark on every page; what is past its review date
    raises NotToBePrinted until an override is recorded. Rules: R-002, R-005, R-011, R-045, R-046, R-240.
    """
    printing = edition.printing(clock.today())
    if printing.verdict == "no":
        raise NotToBePrinted([reason.says for reason in printing.obstacles])
    values = values_of(edition)
    address = documents.public_address(address_of(edition))
    tongue, draft = edition.tongue, printing.verdict == "draft"
    kind, template = "leaflet", "documents/policies/leaflet.html"
    if paper == Paper.POSTER:
        kind, template = "poster", "documents/policies/poster.html"
    context: dict[str, Any] = lines_of(edition, values) | {
        "organisation": organisation_of(values),
        "paper": paper if edition.format == LeafletFormat.STANDARD else edition.format,
        "sections": sections_of(edition, values),
        "address": address,
        "code_of": tongue.said("code_of", address=address),
        "draft": draft,
        "direction": tongue.direction,
        "marks": [tongue.words[word] for word in _marks(draft, "_line")],
        "mark": " · ".join(tongue.words[word] for word in _marks(draft)),
    }
    title = edition.heading if kind == "leaflet" else tongue.words["poster_title"]
    with acting_as(None, job=JOB):
        return documents.produce(
            template,
            context,
            about=edition,
            kind=kind,
            title=title,
            version=str(edition.number),
            language=edition.language,
        )


def _marks(draft: bool, ending: str = "") -> list[str]:
    found = (("demonstration", settings.DEMONSTRATION), ("draft", draft))
    return [f"{word}{ending}" for word, holds in found if holds]
