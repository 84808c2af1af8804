"""The texts of this room and of the rulebook, and the works of the register, put before ``citing``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from policies.citing import Citation, Work, citations
from policies.models import LeafletEdition, PolicyVersion, Section, Source, Stance
from policies.models.leaflet_status import EditionStatus
from policies.models.versionstatus import OPEN, VersionStatus
from recordings_gov import rulebook
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications import tasks_due

LIVING = (
    *OPEN,
    VersionStatus.VALIDATED,
    VersionStatus.RATIFIED,
    VersionStatus.APPROVED,
    VersionStatus.DISSEMINATED,
)
STANCE_TEXTS = ("staff_words", "patient_words", "response_script", "reason")


@dataclass(frozen=True)
class CitedIn:
    """A text of ours that names a work to watch."""

    title: str
    url: str
    citation: Citation


def works_to_watch() -> tuple[Work, ...]:
    """The works that a text should not cite without a word. One query."""
    rows = Source.objects.to_watch().select_related("replaced_by").order_by("title")
    return tuple(_work(row) for row in rows)


def _work(row: Source) -> Work:
    return Work(row.reference, row.title, row.standing, row.is_text_held, tuple(row.cited_as), row.instead)


def citations_in(record: Any, works: tuple[Work, ...] | None = None) -> tuple[Citation, ...]:
    """What one version or edition cites that it should not cite without a word. Rules: R-024, R-253."""
    texts = _texts_of_edition(record) if isinstance(record, LeafletEdition) else _texts_of_version(record)
    return citations(texts, works_to_watch() if works is None else works)


def _texts_of_version(version: PolicyVersion) -> Iterator[tuple[str, str]]:
    yield from (_section(row) for row in version.sections.all())
    yield from (_stance(row) for row in version.stances.all())


def _section(row: Section) -> tuple[str, str]:
    return (f"Section {row.number}" if row.title else "The opening", f"{row.title}\n{row.body}")


def _stance(row: Stance) -> tuple[str, str]:
    return (f"Row {row.code}", "\n".join(getattr(row, name) for name in STANCE_TEXTS))


def _texts_of_edition(edition: LeafletEdition) -> Iterator[tuple[str, str]]:
    for part in edition.sections:
        place = f"“{part['title']}”" if part.get("title") else "The opening"
        yield place, f"{part.get('title', '')}\n{part.get('body', '')}"


def everywhere(user: Any) -> list[CitedIn]:
    """Every text of ours, the rulebook's among them, that names a work to watch. Five queries."""
    works = works_to_watch()
    versions = (
        PolicyVersion.objects.visible_to(user)
        .filter(status__in=LIVING)
        .select_related("policy")
        .prefetch_related("sections", "stances")
    )
    editions = (
        LeafletEdition.objects.visible_to(user)
        .exclude(status=EditionStatus.REPLACED)
        .select_related("leaflet")
    )
    found = [
        CitedIn(str(record), record.get_absolute_url(), one)
        for records in (versions, editions)
        for record in records
        for one in citations_in(record, works)
    ]
    return found + list(_in_the_rulebook(works))


def _in_the_rulebook(works: Iterable[Work]) -> Iterator[CitedIn]:
    book = rulebook.book()
    for rule in book.rules.values():
        for one in citations([(rule.id, f"{rule.title}\n{rule.says}\n{rule.data}")], works):
            yield CitedIn("The rulebook", reverse("rulebook:rule", kwargs={"id": rule.id}), one)
    for conflict in book.conflicts.values():
        for one in citations([(conflict.id, f"{conflict.text}\n{conflict.default}")], works):
            yield CitedIn("The rulebook", reverse("rulebook:conflict", kwargs={"id": conflict.id}), one)


def versions_citing(source: Source) -> Any:
    """The versions, in force or on their way, whose text names this work."""
    named = Q(pk__in=[])
    for phrase in source.cited_as:
        named |= Q(sections__title__icontains=phrase) | Q(sections__body__icontains=phrase)
        for field in STANCE_TEXTS:
            named |= Q(stances__taken_out_at=None, **{f"stances__{field}__icontains": phrase})
    rows = PolicyVersion.objects.filter(status__in=LIVING).filter(named).distinct()
    return rows.select_related("policy__department", "owner").order_by("pk")


def ask_who_prepares(source: Source, by: Any) -> None:
    """One task for each version on its way that cites the work; reviews ask for those in force.

    Rules: R-024, R-219.
    """
    with acting_as(by):
        for version in versions_citing(source).exclude(status=VersionStatus.DISSEMINATED):
            tasks_due.ask(
                key=f"source:{source.reference}:{source.standing}:{version.reference}"[:120],
                what=f"Look at what {version} cites: {source.title}"[:200],
                about=version,
                person=version.owner,
                role=None if version.owner else Role.GOVERNANCE_LEAD,
                department=version.policy.department,
                rule="R-219",
            )
