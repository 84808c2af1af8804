"""The starter leaflets as drafts: five in English, the first one also in other forms and languages."""

from typing import Any

from policies.languages import FIRST, languages
from policies.models import Direction, Leaflet, LeafletEdition, Policy
from policies.models.leaflet_status import BEING_PREPARED, LeafletFormat
from policies.releasing import SHARING
from policies.starter.files import FOLDER, sections, text
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.clock import months_after

FIRST_LEAFLET = "recording-your-scan-or-appointment"
LEAFLETS = (
    FIRST_LEAFLET,
    "recording-your-pregnancy-scan",
    "recording-your-radiotherapy",
    "the-status-of-your-recording",
    "your-photographs-and-your-consent",
)
REVIEW_MONTHS = 12


def draft_starter_leaflets(by: Any, department: Department | None) -> list[LeafletEdition]:
    """Every starter leaflet of a department, or of the Trust, as drafts; a second run adds nothing.

    Translations are drafts too, until a named person approves each as one.
    Rules: R-005, R-019, R-025, R-028, R-045, R-236, R-238, R-243, R-244.
    """
    drafts = [draft_starter_leaflet(by, department, code) for code in LEAFLETS]
    first = drafts[0]
    drafts.append(_other(first, by, FIRST, LeafletFormat.LARGE_PRINT, FIRST_LEAFLET))
    drafts.append(_other(first, by, FIRST, LeafletFormat.EASY_READ, f"{FIRST_LEAFLET}.easy-read"))
    for code, tongue in languages().items():
        if tongue.is_translation:
            drafts.append(_other(first, by, code, LeafletFormat.STANDARD, f"{FIRST_LEAFLET}.{code}"))
    return drafts


def draft_starter_leaflet(
    by: Any, department: Department | None, code: str = FIRST_LEAFLET
) -> LeafletEdition:
    """One starter leaflet in English; the department's own, whatever others have. Rules: R-002, R-025."""
    own = f"{code}-{department.slug}" if department else code
    existing = Leaflet.objects.filter(department=department, slug__in=[code, own]).first()
    if existing:
        found: LeafletEdition = existing.editions.filter(
            language=FIRST, format=LeafletFormat.STANDARD
        ).earliest("number")
        return found
    front, parts = words_of(code)
    taken = Leaflet.objects.filter(slug=code).exists()
    direction = Direction(front["direction"])
    leaflet = Leaflet.set_up(
        by=by,
        title=front["title"],
        sections=parts,
        department=department,
        direction=direction,
        policy=Policy.objects.filter(department=department, holds_stances=True, direction=direction).first(),
        slug=own if taken else code,
    )
    edition: LeafletEdition = leaflet.editions.get()
    return edition


def words_of(name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Front matter and parts of one starter leaflet, by its file name without ending."""
    front, body = text(f"leaflets/{name}")
    parts = [
        part | {"is_boxed": part["title"] in front["boxed"], "starts_back": part["title"] == front["back"]}
        for part in sections(body)
    ]
    return front, parts


def parts_to_begin_with(direction: str) -> list[dict[str, Any]]:
    """What a new leaflet opens with: the warning about sharing, where owed, and whom to ask. Rules: R-234."""
    _, parts = words_of(FIRST_LEAFLET)
    kept = [part for part in parts if SHARING in part["rules"] and direction == Direction.PATIENTS_RECORD_US]
    return [*kept, parts[-1]]


def publish_leaflet(edition: LeafletEdition, people: Any) -> LeafletEdition:
    """Read by patients, approved and put on show by others than its drafter, for a year. Rules: R-004."""
    today = clock.today()
    if edition.status in BEING_PREPARED:
        edition.ask_lay_readers(
            by=people.drafter,
            group="4 patients (demonstration)",
            read_on=today,
            effect="Shorter sentences, and the box moved up (demonstration)",
        )
    edition.approve(by=people.approver, review_due_on=months_after(today, REVIEW_MONTHS))
    edition.publish(by=people.publisher)
    return edition


def _other(first: LeafletEdition, by: Any, language: str, form: str, name: str) -> LeafletEdition:
    """The first leaflet in another language or format; large print has the words of the standard one."""
    same = first.leaflet.editions.filter(language=language, format=form)
    existing: LeafletEdition | None = same.order_by("number").first()
    if existing:
        return existing
    given: dict[str, Any] = {"start_from": first}
    if (FOLDER / "leaflets" / f"{name}.md").exists() and form != LeafletFormat.LARGE_PRINT:
        front, parts = words_of(name)
        given |= {"title": front["title"], "sections": parts}
    drafted: LeafletEdition = first.leaflet.draft_edition(by=by, language=language, format=form, **given)
    return drafted
