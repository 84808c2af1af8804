"""What has changed since a department was last compared: all that a night has to look at."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import Q

from consent.models.consent_form import ConsentForm
from consent.models.form_choices import FormStatus
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
    written = Written.since(since)
    if written.is_too_much:
        return Scope()
    day = clock.local(since).date()
    forms = _named(ConsentForm, department, Q(pk__in=written.forms))
    # As a form is asked about: its index answers nothing else.
    patience = form_patience()
    come_due = Q(
        signed_at__gte=moment(day - patience, time(0)), signed_at__lt=moment(today - patience, time(0))
    )
    come_due &= Q(status=FormStatus.SIGNED, further_to=None)
    recordings = _named(
        Recording,
        department,
        Q(pk__in=written.recordings),
        # Two questions: as one with an OR, every recording is looked at for them.
        Q(form__in=forms),
        Q(further_forms__in=forms),
        Q(library_due_on__gte=day, library_due_on__lt=today),
    )
    forms |= _named(ConsentForm, department, come_due, Q(pk__in=written.recorded_forms))
    items = _named(LibraryItem, department, *_about(recordings, written))
    if max(map(len, (items, recordings, forms))) > TOO_MUCH:
        return Scope()
    return Scope(items, recordings, forms)


@dataclass(frozen=True)
class Written:
    """What history says has changed, in any department: named, not joined, as a join reads whole tables."""

    forms: frozenset[int]
    recordings: frozenset[int]
    recorded_forms: frozenset[int]
    registered: frozenset[int]

    @classmethod
    def since(cls, since: datetime) -> Self:
        """Each change writes history, whichever way it came."""

        def changed(model: Any, *fields: str) -> Any:
            rows = model.history.model.objects.filter(history_date__gte=since - OVERLAP).order_by()
            return rows.values_list(*fields).distinct()[: TOO_MUCH + 1]

        recorded = list(changed(Recording, "id", "form_id"))
        return cls(
            forms=frozenset(pk for (pk,) in changed(ConsentForm, "id"))
            | frozenset(pk for (pk,) in changed(Permission, "form_id")),
            recordings=frozenset(pk for pk, _ in recorded),
            recorded_forms=frozenset(form for _, form in recorded if form),
            registered=frozenset(pk for (pk,) in changed(Registration, "applicant_id")),
        )

    @property
    def is_too_much(self) -> bool:
        """Whether more has changed than is named; some of it is not in here then."""
        return max(map(len, (self.forms, self.recordings, self.registered))) > TOO_MUCH


def _named(model: Any, department: Department, *tests: Q) -> frozenset[int]:
    """The ids of what passes one of the tests; one more than is looked at says that it is too much."""
    mine = model.objects.filter(department=department).order_by()
    return frozenset(
        pk for test in tests for pk in mine.filter(test).values_list("pk", flat=True)[: TOO_MUCH + 1]
    )


def _about(recordings: frozenset[int], written: Written) -> tuple[Q, ...]:
    """What is or will be one of the recordings, or was taken by who was registered."""
    named = list(Recording.objects.filter(pk__in=recordings).values_list("reference", "library_number"))
    return (
        Q(recording__in=recordings),
        Q(names__in=[reference for reference, _ in named]),
        Q(library_number__in=[number for _, number in named if number]),
        Q(operator__in=written.registered),
    )
