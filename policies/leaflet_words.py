"""What an edition says once its open places are filled: the same words for page and paper."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import formats, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from policies.leaflet_person import for_service_users, says_service_user
from policies.models import LeafletEdition
from policies.models.leaflet_status import LeafletFormat
from policies.placeholders import PLACE, contacts_of, filled
from policies.text import html
from policies.wording import ideas_in
from recordings_gov import documents

LOCAL_STARTS, LOCAL_ENDS = "\ue000", "\ue001"
"""Round a local word while the text becomes HTML; no font and no kept text has these characters."""
LOCAL = SafeString(' lang="en-GB" dir="ltr"')
DATES = ("issued_on", "review_due_on", "version")


def said_in(day: date | None, code: str) -> str:
    """A day in the words of a language: 22 November 2026, 22 listopada 2026."""
    if day is None:
        return ""
    with translation.override(code):
        return str(formats.date_format(day, "j E Y" if code == "pl" else "j F Y", use_l10n=False))


def values_of(edition: LeafletEdition) -> dict[str, str]:
    """The local words of a leaflet, from the settings, its dates and its policy's address."""
    slug = edition.leaflet.policy.slug if edition.leaflet.policy else ""
    address = reverse("public:policy", kwargs={"slug": slug}) if slug else reverse("public:index")
    leaflet = edition.leaflet
    values = contacts_of(leaflet.department)
    if leaflet.site and not leaflet.department:
        values |= {"department_name": leaflet.site.name}
    return values | {
        "version": str(edition.number),
        "issued_on": said_in(edition.published_on, edition.language),
        "review_due_on": said_in(edition.review_due_on, edition.language),
        "policy_url": documents.public_address(address),
    }


def address_of(edition: LeafletEdition) -> str:
    """Where the public reads this edition, without the host."""
    slug = edition.leaflet.slug
    if edition.format != LeafletFormat.STANDARD:
        form = edition.format.replace("_", "-")
        return reverse(
            "public:leaflet-format", kwargs={"slug": slug, "language": edition.language, "form": form}
        )
    if edition.tongue.is_translation:
        return reverse("public:leaflet-language", kwargs={"slug": slug, "language": edition.language})
    return reverse("public:leaflet", kwargs={"slug": slug})


def sections_of(edition: LeafletEdition, values: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """Each part with its places filled: its words as HTML, cut into ideas where a picture stands."""
    values = values_of(edition) if values is None else values
    local = {name: _local(name, words) for name, words in values.items() if words}
    given = local if edition.tongue.is_translation else values
    switched = not edition.tongue.is_translation and says_service_user(edition.leaflet.department)
    read = for_service_users if switched else str
    return [
        part
        | {
            "ideas": [
                {"picture": picture, "html": _html(filled(read(words), given))}
                for picture, words in ideas_in(part["body"])
            ]
        }
        for part in edition.sections
    ]


def _local(name: str, words: str) -> str:
    """A local word marked as one; a telephone number stays on one line, or its groups change places."""
    kept = words.replace(" ", "\u00a0") if name.endswith("_phone") else words
    return f"{LOCAL_STARTS}{kept}{LOCAL_ENDS}"


def _html(words: str) -> SafeString:
    """Local words in another language than their text keep their own direction and are said to be English."""
    made = html(words)
    if LOCAL_STARTS not in made:
        return made
    begun = made.replace(LOCAL_STARTS, '<bdi lang="en-GB" dir="ltr">')
    return mark_safe(begun.replace(LOCAL_ENDS, "</bdi>"))  # noqa: S308 - html() has escaped the words


def organisation_of(values: dict[str, str]) -> str:
    """Whose leaflet it is, on one line."""
    named = dict.fromkeys((values.get("organisation_name"), values["department_name"]))
    return ", ".join(part for part in named if part)


def lines_of(edition: LeafletEdition, values: dict[str, str]) -> dict[str, Any]:
    """The lines round the text: for which nation, no legal advice, dates. Rules: R-002, R-011."""
    tongue, easy = edition.tongue, edition.format == LeafletFormat.EASY_READ
    site = edition.leaflet.department.site if edition.leaflet.department else edition.leaflet.site
    nation = tongue.words["nations"][site.nation if site else "ENG"]
    readers = [row.group for row in edition.lay_reviews.all()]
    dates = {name: values[name] or "–" for name in DATES}
    return {
        "words": tongue.words,
        "is_easy": easy,
        "nation_line": tongue.said("nation_line", nation=nation),
        "disclaimer": tongue.words["easy_disclaimer" if easy else "disclaimer"],
        "issued_line": tongue.said("easy_line" if easy else "version_line", **dates),
        "read_by": _read_by(edition, readers) if readers else "",
        "local": LOCAL if tongue.is_translation else "",
    }


def _read_by(edition: LeafletEdition, readers: list[str]) -> SafeString:
    who: Any = ", ".join(readers)
    if edition.tongue.is_translation:
        who = format_html('<bdi lang="en-GB" dir="ltr">{}</bdi>', who)
    return format_html(edition.tongue.words["read_by"], who=who)


def places_open(edition: LeafletEdition) -> list[str]:
    """Every place its words name, for the page that edits them."""
    return sorted({name for part in edition.sections for name in PLACE.findall(part["body"])})
