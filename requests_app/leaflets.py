"""The leaflets a department has on show for people who record, by language and format."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from policies.languages import FIRST, languages
from policies.leaflet_words import address_of
from policies.matrix import version_for
from policies.models import Direction, LeafletEdition
from policies.models.leaflet_status import EditionStatus, LeafletFormat
from recordings_gov import clock
from recordings_gov.accounts.models import Department

NOT_KNOWN = "not known which"


def known_language(code: str) -> str:
    """The code under which leaflets are kept in this language: *en* is *en-GB*; empty if there are none."""
    plain = code.strip()
    found = [each for each in languages() if each == plain or each.split("-")[0] == plain.split("-")[0]]
    return found[0] if found else ""


def at_hand(department: Department, language: str = "", *, replaced: bool = False) -> list[LeafletEdition]:
    """Editions on show here, the patient's language first, the department's own before the Trust's.

    ``replaced`` adds those that an appointment may have brought. Rules: R-019, R-025.
    """
    states = [EditionStatus.PUBLISHED, *([EditionStatus.REPLACED] if replaced else [])]
    whose = Q(leaflet__department=department) | Q(leaflet__department=None, leaflet__site=None)
    rows = LeafletEdition.objects.filter(
        whose | Q(leaflet__department=None, leaflet__site=department.site_id),
        status__in=states,
        leaflet__direction=Direction.PATIENTS_RECORD_US,
    )
    wanted = known_language(language) or FIRST
    return sorted(
        rows.select_related("leaflet__department", "leaflet__site"),
        key=lambda one: (
            one.status != EditionStatus.PUBLISHED,
            one.language != wanted,
            one.language != FIRST,
            one.leaflet.department_id is None,
            one.format != LeafletFormat.STANDARD,
            one.leaflet_id,
            -one.number,
        ),
    )


def said(edition: LeafletEdition) -> str:
    """An edition in a list to choose from: title, number, language and format."""
    form = "" if edition.format == LeafletFormat.STANDARD else f", {edition.get_format_display().lower()}"
    was = "" if edition.status == EditionStatus.PUBLISHED else ", no longer on show"
    return f"{edition.leaflet.title}, edition {edition.number}, {edition.tongue.english}{form}{was}"


def chosen(department: Department, reference: str, language: str = "") -> LeafletEdition | None:
    """The edition of this reference among those here; with none said, the one they would be given."""
    found = at_hand(department, language, replaced=bool(reference))
    return next((one for one in found if reference in ("", one.reference)), None)


def notice_version(notice: str, edition: LeafletEdition | None, department: Department) -> str:
    """Which version of a notice they had: the leaflet's edition, or the policy that the letter is of.

    Rules: R-014.
    """
    if notice in ("", "none"):
        return ""
    if notice == "letter":
        version = version_for(department, clock.today())
        return f"policy version {version.number}" if version else NOT_KNOWN
    found = edition or chosen(department, "")
    return f"{found.reference}, edition {found.number}" if found else NOT_KNOWN


def links(department: Department, language: str) -> list[dict[str, Any]]:
    """Each edition on show with its page for the patient and its paper. Rules: R-019."""
    return [
        {
            "words": said(one),
            "tongue": one.tongue,
            "url": address_of(one),
            "pdf": reverse("policies:edition-document", kwargs={"reference": one.reference}),
            "is_theirs": one.language == known_language(language),
        }
        for one in at_hand(department, language)
    ]
