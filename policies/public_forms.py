"""What the public may choose from: languages, forms and sheets of a leaflet, with their addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from policies.languages import Language, languages
from policies.leaflet_documents import papers_of
from policies.leaflet_words import address_of
from policies.models import LeafletEdition
from policies.models.leaflet_status import LeafletFormat


@dataclass(frozen=True)
class Choice:
    """One link: its words, its address, and the language it leads to."""

    words: str
    url: str
    tongue: Language


@dataclass(frozen=True)
class Shelf:
    """The leaflets of one language, each with its forms."""

    tongue: Language
    leaflets: tuple[tuple[Choice, tuple[Choice, ...]], ...]


def forms_of(edition: LeafletEdition, others: Sequence[LeafletEdition]) -> dict[str, Any]:
    """The other languages and formats on show, the sheets to print, and the addresses for ``hreflang``."""
    same_form = {one.language: one for one in others if one.format == edition.format}
    standard = {one.language: one for one in others if one.format == LeafletFormat.STANDARD}
    by_language = standard | same_form
    tongues = [tongue for code, tongue in languages().items() if code in by_language]
    mine = [one for one in others if one.language == edition.language]
    return {
        "languages": [_choice(by_language[each.code], each.name) for each in tongues],
        "formats": [_choice(one, one.tongue.words[one.format]) for one in mine if one.pk != edition.pk],
        "sheets": sheets_of(edition),
    }


def sheets_of(edition: LeafletEdition) -> list[Choice]:
    """The PDFs of one edition, by sheet."""
    tongue = edition.tongue
    return [
        Choice(tongue.words[f"print_{paper.value}"], _sheet_url(edition, paper.value), tongue)
        for paper in papers_of(edition)
        if paper != "poster"
    ]


def offers(editions: Sequence[LeafletEdition]) -> list[Shelf]:
    """The index: under each language its leaflets, the standard form first and the others beside it."""
    shelves = []
    for code, tongue in languages().items():
        grouped: dict[int, list[LeafletEdition]] = {}
        for edition in editions:
            if edition.language == code:
                grouped.setdefault(edition.leaflet_id, []).append(edition)
        leaflets = []
        for forms in grouped.values():
            first, *rest = sorted(forms, key=lambda one: (one.format != LeafletFormat.STANDARD, one.format))
            beside = tuple(_choice(one, one.tongue.words[one.format]) for one in rest)
            leaflets.append((_choice(first, first.heading), beside))
        if leaflets:
            shelves.append(Shelf(tongue, tuple(leaflets)))
    return shelves


def _choice(edition: LeafletEdition, words: str) -> Choice:
    return Choice(words, address_of(edition), edition.tongue)


def _sheet_url(edition: LeafletEdition, paper: str) -> str:
    slug = edition.leaflet.slug
    if paper == "a5" and not edition.tongue.is_translation:
        return reverse("public:leaflet-pdf", kwargs={"slug": slug})
    form = edition.format.replace("_", "-")
    given = {"slug": slug, "language": edition.language, "form": form, "paper": paper}
    return reverse("public:leaflet-paper", kwargs=given)
