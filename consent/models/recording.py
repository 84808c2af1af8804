"""The register of recordings that staff made of patients: never the image itself."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.decisions import RecordingPlan, may_record
from consent.models.anonymisation import AnonymisingRecording
from consent.models.app_photo import APP_CONSTRAINTS, AppPhoto
from consent.models.authority import authority_for, awaits_consultant, missing_authority
from consent.models.consent_form import ConsentForm
from consent.models.copied import CopiesOfRecording
from consent.models.ending_effects import after_capture
from consent.models.form_choices import FormStatus, MadeFor
from consent.models.leaving import LeavingOfRecording
from consent.models.library_constraints import LIBRARY_CONSTRAINTS, LIBRARY_INDEXES
from consent.models.permission import PermissionStatus
from consent.models.publish_lock import LOCK_CONSTRAINTS, PublishLockOfRecording
from consent.models.reconciled import RECONCILED_RECORDINGS
from consent.models.recorded_kit import KIT_CONSTRAINTS, MadeWithKit, is_registered_kit, kit_of
from consent.models.recording_basis import BASIS_CONSTRAINTS, BasisOfRecording
from consent.models.recording_exception import EXCEPTION_CONSTRAINTS, ExceptionOfRecording
from consent.models.recording_film import FILM_CONSTRAINTS, FilmOfRecording
from consent.models.recording_finding import RecordingQuerySet
from consent.models.recording_held import HeldRecording
from consent.models.recording_keeping import KEEPING_CONSTRAINTS, KeepingOfRecording
from consent.models.recording_kept import KEPT_CONSTRAINTS, KeptRecording
from consent.models.recording_library import LibraryEntry
from consent.models.recording_origin import ORIGIN_CONSTRAINTS, OriginOfRecording
from consent.models.recording_told import ToldOfVerbs
from consent.models.recording_words import Access, Basis, Identifiable, RecordingKind, RecordingStatus
from consent.models.registration import Registration
from consent.models.research_links import RESEARCH_CONSTRAINTS, ResearchOfRecording
from consent.models.second_reading import ReadingAgain
from consent.models.secondary_step import SecondaryUseOfRecording
from consent.models.signature import SigningRole
from consent.signing import Route
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel
from recordings_gov.decisions import Decision
from recordings_gov.patients.models import Patient

__all__ = ["Access", "Basis", "Identifiable", "Recording", "RecordingKind", "RecordingStatus"]


AFTER_DEATH = (Route.REPRESENTATIVE, Route.PARENTS_OF_BABY, Route.POST_MORTEM)


class Recording(
    BasisOfRecording,
    KeepingOfRecording,
    HeldRecording,
    ExceptionOfRecording,
    AnonymisingRecording,
    ReadingAgain,
    SecondaryUseOfRecording,
    MadeWithKit,
    OriginOfRecording,
    FilmOfRecording,
    LibraryEntry,
    KeptRecording,
    PublishLockOfRecording,
    CopiesOfRecording,
    LeavingOfRecording,
    ResearchOfRecording,
    AppPhoto,
    ToldOfVerbs,
    GovernedModel,
):
    """One recording, under one signed form or one named exception.

    Rules: R-062, R-063, R-115, R-118, R-127.
    """

    reference_kind: ClassVar[str] = "REC"
    detail_url_name: ClassVar[str] = "consent:recording-detail"

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="recordings")
    kind = models.CharField(max_length=12, choices=RecordingKind)
    shows = models.CharField("what it shows", max_length=300)
    identifiable = models.CharField(max_length=8, choices=Identifiable, default=Identifiable.YES)
    captured_at = models.DateTimeField()
    captured_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="recordings"
    )
    registered_at = models.DateTimeField("when both offices had approved", null=True, editable=False)

    objects: ClassVar[Any] = RecordingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            *BASIS_CONSTRAINTS,
            *KEEPING_CONSTRAINTS,
            *KEPT_CONSTRAINTS,
            *KIT_CONSTRAINTS,
            *EXCEPTION_CONSTRAINTS,
            *LIBRARY_CONSTRAINTS,
            *FILM_CONSTRAINTS,
            *ORIGIN_CONSTRAINTS,
            *LOCK_CONSTRAINTS,
            *RESEARCH_CONSTRAINTS,
            *APP_CONSTRAINTS,
            models.CheckConstraint(
                name="recording_comes_after_both_approvals",
                condition=Q(registration=None, registered_at=None)
                | Q(registration__isnull=False, captured_at__gte=F("registered_at")),
                violation_error_message="Both offices approved the registration only after this",
            ),
            models.CheckConstraint(
                name="recording_is_not_dated_in_the_future",
                condition=Q(captured_at__lte=F("created_at")),
                violation_error_message="The recording is dated in the future",
            ),
            models.CheckConstraint(
                name="recording_says_what_it_shows",
                condition=~Q(shows=""),
                violation_error_message="Say what the recording shows",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["department", "captured_at"], name="recording_of_department"),
            *LIBRARY_INDEXES,
            *RECONCILED_RECORDINGS,
        ]

    @classmethod
    def capture(
        cls,
        *,
        by: Any,
        form: ConsentForm,
        captured_at: datetime,
        kind: str,
        shows: str,
        registration: Registration | None = None,
        identifiable: str = Identifiable.YES,
        kit_serial: str = "",
        app: dict[str, Any] | None = None,
    ) -> "Recording":
        """Register what ``by`` recorded; refused unless it was covered when it was made.

        Raises PermissionDenied; ValidationError with each obstacle.
        Rules: R-062, R-063, R-115, R-118, R-127, R-130.
        """
        recording = cls(
            department_id=form.department_id,
            patient_id=form.patient_id,
            kind=kind,
            shows=shows.strip(),
            identifiable=identifiable,
            captured_at=captured_at,
            captured_by=by,
            registration=registration,
            registered_at=registration.activated_at if registration else None,
            **kit_of(registration, kit_serial),
            **(app or {}),
        )
        if not by.can("recording.capture", recording):
            raise PermissionDenied("Registering recordings in this department is not part of your role.")
        with transaction.atomic(), acting_as(by):
            locked = ConsentForm._base_manager.select_for_update(of=("self",)).get(pk=form.pk)
            answer = may_be_recorded(
                locked,
                by,
                registration=registration,
                captured_at=captured_at,
                kind=kind,
                identifiable=identifiable,
                kit_serial=kit_serial,
                is_of_an_app=recording.is_of_an_app,
            )
            if answer.obstacles:
                raise ValidationError([obstacle.says for obstacle in answer.obstacles], code="not_covered")
            recording.form = locked
            recording.take_access_of(locked)
            recording.take_basis_of(locked)
            recording.save()
            if locked.signer == Route.OFFICER:
                locked.ask_to_tell_parents()
            after_capture(recording, by)
        return recording


def may_be_recorded(
    form: ConsentForm,
    by: Any,
    *,
    registration: Registration | None = None,
    captured_at: datetime | None = None,
    kind: str = "",
    identifiable: str = Identifiable.YES,
    kit_serial: str = "",
    is_of_an_app: bool = False,
) -> Decision:
    """The decision ``may_record`` about this form and this person, for a plan or for what was made."""
    now = clock.now()
    times = form.signed_times()
    permissions = list(form.permissions.all())
    given = [row.kind for row in permissions if row.stood_at(captured_at or now)]
    own = registration if registration and registration.is_item_of(by) else None
    died, is_of_life = form.patient.death_date, form.signer not in AFTER_DEATH
    return may_record(
        RecordingPlan(
            now=now,
            captured_at=captured_at,
            made_for_care=form.made_for == MadeFor.CARE,
            given=frozenset(given),
            taken_back=any(row.status == PermissionStatus.WITHDRAWN for row in permissions),
            stopped=form.is_stopped_at(captured_at or now),
            patient_signed_at=times.get(form.signing_role),
            taker_signed_at=times.get(SigningRole.TAKER),
            form_is_signed=form.status == FormStatus.SIGNED,
            needs_registration=not is_of_an_app and not by.can("recording.capture_as_studio"),
            registered_at=own.activated_at if own else None,
            registration_in_force=bool(own and own.is_in_force_at(captured_at or now)),
            kit_is_registered=is_registered_kit(own, kit_serial),
            kind_is_covered=not kind or kind in form.kinds,
            identifiable=identifiable,
            signer=form.signing_role,
            is_further=form.further_to_id is not None,
            conflict=form.answers_together().verdict == "conflict",
            on_authority=bool(authority_for(form, captured_at or now)),
            no_authority=missing_authority(form, captured_at or now)
            if awaits_consultant(form, captured_at or now)
            else None,
            no_research=form.research_obstacle(captured_at or now),
            at_post_mortem=is_post_mortem(form, clock.local(captured_at or now).date()),
            ended_by_death=bool(died and died < clock.local(captured_at or now).date() and is_of_life),
        )
    )


def is_post_mortem(form: ConsentForm, day: date) -> bool:
    """Whether what this draft asks for is part of a post-mortem itself. Rules: R-091."""
    is_so = form.status == FormStatus.DRAFT and form.signer == Route.POST_MORTEM
    return is_so and form.who_signs(day).verdict == Route.POST_MORTEM
