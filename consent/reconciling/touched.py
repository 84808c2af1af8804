"""What has changed since a department was last compared: all that a night has to look at."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from consent.models.consent_form import ConsentForm
from consent.models.library_item import LibraryItem
from consent.models.permission import Permission
from consent.models.recording import Recording
from consent.models.registration import Registration
from consent.moments import moment
from consent.reconciling.finding import Scope, form_patience
from recordings_gov import clock
from recordings_gov.accounts.models import Department

# A transaction that was open when the last comparison began may have written its history before.
OVERLAP = timedelta(hours=1)
TOO_MUCH = 10_000


def touched(department: Department, since: datetime | None, today: date) -> Scope:
    """The images, recordings and forms to look at again; everything, if that is too much to name."""
    if since is None:
        return Scope()
    day = clock.local(since).date()
    forms = _named(ConsentForm, department, *_changed_forms(since))
    come_due = Q(signed_at__gte=_signed_before(day), signed_at__lt=_signed_before(today))
    recordings = _named(
        Recording,
        department,
        Q(pk__in=_changed(Recording, since)),
        # Two questions: as one with an OR, every recording is looked at for them.
        Q(form__in=forms),
        Q(further_forms__in=forms),
        Q(library_due_on__gte=day, library_due_on__lt=today),
    )
    forms |= _named(ConsentForm, department, come_due, Q(pk__in=_changed(Recording, since, "form_id")))
    items = _named(LibraryItem, department, *_about(recordings, since))
    if max(map(len, (items, recordings, forms))) > TOO_MUCH:
        return Scope()
    return Scope(items, recordings, forms)


def _named(model: Any, department: Department, *tests: Q) -> frozenset[int]:
    """The ids of what passes one of the tests; one more than is looked at says that it is too much."""
    mine = model.objects.filter(department=department).order_by()
    return frozenset(
        pk for test in tests for pk in mine.filter(test).values_list("pk", flat=True)[: TOO_MUCH + 1]
    )


def _changed(model: Any, since: datetime, field: str = "id") -> Any:
    """Each change writes history, whichever way it came."""
    return model.history.model.objects.filter(history_date__gte=since - OVERLAP).values(field)


def _changed_forms(since: datetime) -> tuple[Q, ...]:
    return Q(pk__in=_changed(ConsentForm, since)), Q(pk__in=_changed(Permission, since, "form_id"))


def _signed_before(day: date) -> datetime:
    return moment(day - form_patience(), time(0))


def _about(recordings: frozenset[int], since: datetime) -> tuple[Q, ...]:
    """What is not compared yet, is or will be one of the recordings, or was taken by who was registered."""
    named = list(Recording.objects.filter(pk__in=recordings).values_list("reference", "library_number"))
    return (
        Q(is_compared=False),
        Q(recording__in=recordings),
        Q(names__in=[reference for reference, _ in named]),
        Q(library_number__in=[number for _, number in named if number]),
        Q(operator__in=_changed(Registration, since, "applicant_id")),
    )
