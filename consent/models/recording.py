"""The register of recordings that staff made of patients: never the image itself."""

from datetime import datetime
from typing import Any, ClassVar, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.decisions import RecordingPlan, may_record
from consent.models.consent_form import ConsentForm
from consent.models.form_choices import FormStatus, MadeFor
from consent.models.permission import PermissionStatus
from consent.models.registration import Registration
from consent.models.signature import SigningRole
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.decisions import Decision
from recordings_gov.patients.models import Patient


class RecordingKind(models.TextChoices):
    """What was made."""

    PHOTOGRAPH = "photograph", "Photo"
    FILM = "film", "Film"
    SOUND = "sound", "Sound recording"


class RecordingStatus(models.TextChoices):
    """Where a recording stands in the register."""

    CAPTURED = "captured", "Captured"


class Identifiable(models.TextChoices):
    """Whether somebody could tell who it is; until somebody says otherwise, they could."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"


class RecordingQuerySet(GovernedQuerySet):
    """Recordings by whose they are."""

    def visible_to(self, user: Any) -> "RecordingQuerySet":
        """The only door to the register; it fails shut."""
        rows: RecordingQuerySet = user.reach("recording.view").rows(self)
        return rows


class Recording(GovernedModel):
    """One recording, under one signed form. Rules: R-062, R-063, R-115, R-118, R-127."""

    reference_kind: ClassVar[str] = "REC"
    detail_url_name: ClassVar[str] = "consent:recording-detail"

    status = models.CharField(max_length=10, choices=RecordingStatus, default=RecordingStatus.CAPTURED)
    form = models.ForeignKey(ConsentForm, on_delete=models.PROTECT, related_name="recordings")
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
    consented_at = models.DateTimeField("when both had signed", editable=False)
    registered_at = models.DateTimeField("when both offices had approved", null=True, editable=False)

    objects: ClassVar[Any] = RecordingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="recording_comes_after_both_signatures",
                condition=Q(captured_at__gte=F("consented_at")),
                violation_error_message="A recording made before both signatures is not covered",
            ),
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
            models.Index(fields=["department", "captured_at"], name="recording_of_department")
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
            )
            if answer.obstacles:
                raise ValidationError([obstacle.says for obstacle in answer.obstacles], code="not_covered")
            recording.form, recording.consented_at = locked, cast("datetime", locked.signed_at)
            recording.save()
        return recording


def may_be_recorded(
    form: ConsentForm,
    by: Any,
    *,
    registration: Registration | None = None,
    captured_at: datetime | None = None,
    kind: str = "",
    identifiable: str = Identifiable.YES,
) -> Decision:
    """The decision ``may_record`` about this form and this person, for a plan or for what was made."""
    now = clock.now()
    times = form.signed_times()
    given = [row.kind for row in form.permissions.all() if row.status == PermissionStatus.GIVEN]
    own = registration if registration and registration.is_item_of(by) else None
    return may_record(
        RecordingPlan(
            now=now,
            captured_at=captured_at,
            made_for_care=form.made_for == MadeFor.CARE,
            given=frozenset(given),
            patient_signed_at=times.get(form.signing_role),
            taker_signed_at=times.get(SigningRole.TAKER),
            form_is_signed=form.status == FormStatus.SIGNED,
            needs_registration=not by.can("recording.capture_as_studio"),
            registered_at=own.activated_at if own else None,
            registration_in_force=bool(own and own.is_in_force_at(captured_at or now)),
            kind_is_covered=not kind or kind in form.kinds,
            identifiable=identifiable,
        )
    )
