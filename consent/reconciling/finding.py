"""Finding what does not match, both ways: a query a direction, whatever the size of the library."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate

from consent.file_names import file_name_warnings
from consent.models.consent_form import ConsentForm
from consent.models.form_choices import FormStatus
from consent.models.library_item import FURTHER, LibraryItem
from consent.models.mismatch import MismatchKind
from consent.models.permission import Permission, PermissionStatus
from consent.models.reconciled import MADE, SHUT
from consent.models.recording import Recording
from consent.models.recording_film import short_clip_seconds
from consent.models.recording_words import Access, Basis, RecordingKind
from consent.models.registration import Registration
from consent.models.registration_content import RAN
from consent.models.registration_course import Suspension
from consent.models.stop import RecordingStop
from consent.moments import moment
from recordings_gov.accounts.known_settings import NUMBER, Known
from recordings_gov.accounts.models import Department, Membership, Setting, User
from recordings_gov.accounts.roles import table

FORM_DAYS = 7
FORM_WITHOUT_RECORDING = Known(
    "form_without_recording_days",
    "After how many days a signed form with nothing registered under it is asked about",
    "We record patients",
    "R-207",
    NUMBER,
    FORM_DAYS,
    least=1,
    most=90,
    unit="days",
    is_trust_wide=True,
)
IS_SHUT = Q(recording__status__in=SHUT) | Q(recording__access=Access.RESTRICTED)
WITHOUT_REGISTRATION = (Basis.IMPLIED, Basis.LEGACY)

Found = dict[MismatchKind, set[int]]


@dataclass(frozen=True)
class Scope:
    """What is looked at; None is everything of the department."""

    items: frozenset[int] | None = None
    recordings: frozenset[int] | None = None
    forms: frozenset[int] | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.items is None


def find(department: Department, scope: Scope, today: date, exported_at: datetime) -> Found:
    """Each kind with the ids of its things: images, recordings or forms. Rules: R-184, R-207, R-249."""
    found: Found = defaultdict(set)
    for kind, pk in (
        *_of_items(department, scope),
        *_of_names(department, scope),
        *_of_recordings(department, scope, today, exported_at),
        *_of_forms(department, scope, today),
    ):
        found[kind].add(pk)
    return found


def _within(rows: Any, ids: frozenset[int] | None, department: Department) -> Any:
    mine = rows.filter(department=department)
    return mine if ids is None else mine.filter(pk__in=ids)


def items_there(department: Department, scope: Scope) -> Any:
    """The images that the newest export names."""
    return _within(LibraryItem.objects, scope.items, department).filter(is_there=True)


def _of_items(department: Department, scope: Scope) -> Iterator[tuple[MismatchKind, int]]:
    """From the library to here: a question a kind, so that each finds its own way through the tables."""
    there = items_there(department, scope)
    questions = (
        (MismatchKind.NO_FORM, there.filter(recording=None)),
        (MismatchKind.VISIBLE, there.filter(IS_SHUT, is_visible=True)),
        # A photo by app is in the record alone, and nowhere else. Conflict: C-19.
        (MismatchKind.VISIBLE, there.filter(recording__app_device__isnull=False, is_visible=True)),
        (MismatchKind.BEYOND, _beyond(there)),
        (MismatchKind.OPERATOR, _by_somebody(there).filter(operator=None)),
        (MismatchKind.OPERATOR, _unregistered(there)),
    )
    for kind, rows in questions:
        yield from ((kind, pk) for pk in rows.order_by().values_list("pk", flat=True))


def _beyond(there: Any) -> Any:
    """Without the patient's yes to exactly the use that the library opens, on any form about the recording.

    Two questions and not one with an OR: that one no index answers, and it is asked of each image.
    """
    given = Permission.objects.filter(kind=OuterRef("use"), status=PermissionStatus.GIVEN)
    rows = there.filter(use__in=FURTHER, recording__isnull=False)
    rows = rows.filter(~Exists(given.filter(form=OuterRef("recording__form"))))
    further = given.filter(form__further_to__isnull=False, form__further_to=OuterRef("recording"))
    return rows.filter(~Exists(further))


def _unregistered(there: Any) -> Any:
    """Taken by somebody we know, with no registration on that day; the studio needs none.

    The others are named, and not "everybody but the studio": no index finds by who somebody is not.
    """
    day = OuterRef("day_taken")
    paused = Suspension.objects.filter(registration=OuterRef("pk"), suspended_at__date__lte=OuterRef(day))
    paused = paused.filter(Q(lifted_at=None) | Q(lifted_at__date__gte=OuterRef(day)))
    ran = Registration.objects.filter(
        applicant=OuterRef("operator"), status__in=RAN, activated_at__date__lte=day, expires_on__gte=day
    ).filter(~Exists(paused))
    ran = ran.filter(Q(ended_at=None) | Q(ended_at__date__gte=day))
    rows = _by_somebody(there).filter(operator__in=_others_than_the_studio())
    rows = rows.annotate(day_taken=Coalesce(F("taken_on"), TruncDate("recording__captured_at")))
    return rows.filter(~Exists(ran), day_taken__isnull=False)


def _by_somebody(there: Any) -> Any:
    """Of which the library says who took it, unless what it shows needs no registration."""
    return there.exclude(taken_by="").exclude(
        recording__isnull=False, recording__basis__in=WITHOUT_REGISTRATION
    )


def _others_than_the_studio() -> list[int]:
    roles = list(table()["recording.capture_as_studio"].cells)
    studio = Membership.objects.filter(role__in=roles).order_by().values("user")
    return list(User.objects.exclude(pk__in=studio).values_list("pk", flat=True))


def _of_names(department: Department, scope: Scope) -> Iterator[tuple[MismatchKind, int]]:
    """Names that we did not give are read one by one: who a patient is, no query can tell. Rules: R-180."""
    rows = (
        items_there(department, scope)
        .filter(names="")
        .values_list(
            "pk",
            "file_name",
            *(
                f"recording__patient__{name}"
                for name in ("family_name", "given_name", "nhs_number", "local_number", "birth_date")
            ),
        )
    )
    for pk, name, family, given, nhs, local, born in rows.iterator(5_000):
        patient = born and SimpleNamespace(
            family_name=family, given_name=given, nhs_number=nhs, local_number=local, birth_date=born
        )
        if file_name_warnings(name, patient):
            yield MismatchKind.NAME, pk


def _of_recordings(
    department: Department, scope: Scope, today: date, exported_at: datetime
) -> Iterator[tuple[MismatchKind, int]]:
    """From here to the library: what is past its day; held items and app photos have none.

    Conflicts: C-19, C-34.
    """
    short = short_clip_seconds()
    due = _within(Recording.objects, scope.recordings, department).filter(
        status__in=MADE, library_due_on__lt=today, not_in_library_because=""
    )
    due = due.filter(~Exists(LibraryItem.objects.filter(recording=OuterRef("pk"), is_there=True)))
    # What was never put there, and what should be in this export: a question each, as each has its index.
    for missing in (due.filter(uploaded_at=None), due.filter(uploaded_at__lt=exported_at)):
        rows = Recording.objects.filter(pk__in=missing.order_by().values("pk"))
        rows = rows.exclude(Q(kind=RecordingKind.FILM, seconds__gt=short, entered_at__isnull=False))
        for pk, kind, seconds in rows.order_by().values_list("pk", "kind", "seconds"):
            is_clip = kind == RecordingKind.FILM and seconds is not None and seconds <= short
            yield (MismatchKind.CLIP if is_clip else MismatchKind.NOT_IN_LIBRARY), pk


def form_patience() -> timedelta:
    """How long a signed form may have nothing registered under it."""
    return timedelta(days=int(Setting.objects.value_of(FORM_WITHOUT_RECORDING.name, None, FORM_DAYS)))


def _of_forms(department: Department, scope: Scope, today: date) -> Iterator[tuple[MismatchKind, int]]:
    """Signed some days ago, not stopped, and nothing made: the form asks where its recording is."""
    before = moment(today - form_patience(), time(0))
    rows = _within(ConsentForm.objects, scope.forms, department).filter(
        status=FormStatus.SIGNED, signed_at__lt=before, further_to=None
    )
    # Not LEFT JOIN … IS NULL, of which the planner expects one row and asks a million times.
    for made in (Recording, RecordingStop):
        rows = rows.filter(~Exists(made._base_manager.filter(form=OuterRef("pk"))))
    for pk in rows.order_by().values_list("pk", flat=True):
        yield MismatchKind.NOTHING_RECORDED, pk
