"""What waits for whom before and while something is filmed, as home shows it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from consent.models import (
    Filming,
    FilmingAgreement,
    FilmingAssurance,
    FilmingConcern,
    FilmingContract,
    FilmingPerson,
    FilmingStatus,
    ReleaseStatus,
)
from consent.models.filming_words import Agrees, MadeBy
from consent.models.release_words import PersonIs
from recordings_gov.pages.needs import Need

MOST_SHOWN = 20
COMING = [FilmingStatus.PERMITTED, FilmingStatus.PAUSED]
STANDS = [FilmingStatus.ASKED, FilmingStatus.OPEN, *COMING]


def waits_for(user: Any, today: date) -> list[Need]:
    """Filming to decide on, each gate for the office that meets it, and what to open. Rules: R-170."""
    return [
        *_to_decide(user),
        *_to_advise(user),
        *_to_vouch(user),
        *_to_arrange(user),
        *_concerns(user),
    ]


def _to_decide(user: Any) -> list[Need]:
    if not user.holds("filming.permit"):
        return []
    return _needs("Decide on filming", Filming.objects.filter(status=FilmingStatus.ASKED))


def _to_advise(user: Any) -> list[Need]:
    if not user.holds("filming.advise"):
        return []
    rows = Filming.objects.exclude(doubt="").filter(advice="", status__in=STANDS)
    return _needs("Advise on filming", rows)


def _to_vouch(user: Any) -> list[Need]:
    """For clinicians of the department: the crew's own consent, and who is filmed on a consent form.

    Rules: R-086, R-246.
    """
    if not user.holds("filming.assure"):
        return []
    rows = user.reach("filming.assure").rows(Filming.objects.filter(status__in=COMING))
    missing = _of(FilmingPerson).filter(left_at=None, form=None).exclude(kind=PersonIs.ADULT)
    rows = rows.annotate(
        to_read=~Q(made_by=MadeBy.STUDIO) & ~Exists(_of(FilmingAssurance)), to_form=Exists(missing)
    ).filter(Q(to_read=True) | Q(to_form=True))
    return [
        _need(
            "Read the crew's own consent to filming" if row.to_read else "Add a consent form to filming", row
        )
        for row in rows.order_by("permitted_from", "pk")[:MOST_SHOWN]
    ]


def _to_arrange(user: Any) -> list[Need]:
    """For communications, and for whoever asked: what is missing, or that it can be opened.

    Rules: R-085, R-167, R-170, R-173.
    """
    rows = Filming.objects.filter(status__in=COMING)
    if not user.holds("filming.permit"):
        rows = rows.filter(asked_by=user)
    agreed = _of(FilmingAgreement)
    people = _of(FilmingPerson).filter(left_at=None)
    unsigned = people.exclude(release__status=ReleaseStatus.SIGNED).exclude(
        release__further__status=ReleaseStatus.SIGNED
    )
    rows = rows.exclude(Exists(_of(FilmingConcern).filter(is_resolved=None))).annotate(
        is_missing=~Exists(agreed.filter(agrees=Agrees.EMPLOYER))
        | Q(treating_is_another=True) & ~Exists(agreed.filter(agrees=Agrees.TREATING))
        | Q(made_by=MadeBy.COMMISSIONED) & ~Exists(_of(FilmingContract))
        | Q(shows_people=True) & ~Exists(people)
        | Exists(unsigned),
        waits_elsewhere=~Q(made_by=MadeBy.STUDIO) & ~Exists(_of(FilmingAssurance))
        | ~Q(doubt="") & Q(advice="")
        | Exists(people.filter(form=None).exclude(kind=PersonIs.ADULT)),
    )
    rows = rows.filter(Q(is_missing=True) | Q(waits_elsewhere=False))
    return [
        _need("Add what is missing before filming" if row.is_missing else "Open filming", row)
        for row in rows.order_by("permitted_from", "pk")[:MOST_SHOWN]
    ]


def _concerns(user: Any) -> list[Need]:
    """One's own concerns that are open; for the Caldicott Guardian, of whoever has left. Rules: R-088."""
    whose = Q(by=user)
    if user.holds("filming.advise"):
        whose |= Q(by__is_active=False)
    rows = FilmingConcern.objects.filter(whose, is_resolved=None, filming__status__in=STANDS)
    return [
        Need(
            f"Is {'your' if row.by_id == user.pk else 'a'} concern about filming resolved?",
            reverse("consent:filming-detail", kwargs={"reference": row.filming.reference}),
            None,
            row.filming.subject,
        )
        for row in rows.select_related("filming").order_by("pk")[:MOST_SHOWN]
    ]


def _of(model: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.filter(filming=OuterRef("pk"))
    return rows


def _needs(deed: str, rows: Any) -> list[Need]:
    return [_need(deed, row) for row in rows.order_by("from_on", "pk")[:MOST_SHOWN]]


def _need(deed: str, row: Filming) -> Need:
    return Need(deed, row.get_absolute_url(), row.permitted_from or row.from_on, row.subject)
