"""Recordings that rest on a named exception: part of the test, child protection, a consultant's authority."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.implied import EXCEPTIONS, ImpliedPlan, Listed, may_record_implied
from consent.models.authority import Ground, RecordingAuthority, authority_for
from consent.models.procedure import implied_list, list_version
from consent.models.recording_words import Access, Basis, Identifiable
from consent.signing import Route
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as

if TYPE_CHECKING:
    from recordings_gov.accounts.models import Department
    from recordings_gov.patients.models import Patient

ONLY_THE_RECORD = "Made without the patient's consent: for the health record alone"
WITHOUT_CONSENT = [Basis.CHILD_PROTECTION, Basis.VITAL_INTERESTS]


class AnonymousUseTold(models.TextChoices):
    """Whether it was explained that it could be used so that nobody is recognised. Rules: R-065."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_PRACTICABLE = "not_possible", "It was not practicable"


class ExceptionOfRecording(models.Model):
    """The evidence of each exception, kept on the recording itself.

    Rules: R-064, R-065, R-145, R-152, R-158, R-159, R-160, R-161.
    """

    authority = models.ForeignKey(
        RecordingAuthority, null=True, blank=True, on_delete=models.PROTECT, related_name="recordings"
    )
    authorised_at = models.DateTimeField("when the authority was in force", null=True, editable=False)
    procedure_code = models.CharField(max_length=20, blank=True, editable=False)
    procedure_name = models.CharField(max_length=120, blank=True, editable=False)
    procedure_exception = models.CharField(max_length=20, choices=EXCEPTIONS, blank=True, editable=False)
    list_version = models.PositiveIntegerField("edition of the list", null=True, editable=False)
    told_at = models.DateTimeField("when they were told", null=True, editable=False)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    anonymous_use_told = models.CharField(max_length=12, choices=AnonymousUseTold, blank=True, editable=False)
    anonymous_use_because = models.CharField(
        "why it was not told", max_length=300, blank=True, editable=False
    )

    class Meta:
        abstract = True

    @classmethod
    def capture_implied(
        cls,
        *,
        by: Any,
        department: "Department",
        patient: "Patient",
        code: str,
        captured_at: datetime,
        told_at: datetime | None,
        kind: str,
        shows: str,
        anonymous_use_told: str,
        anonymous_use_because: str = "",
        said_no: bool = False,
        identifiable: str = Identifiable.YES,
    ) -> Self:
        """Register what a test on the list made, once the patient was told before it.

        Raises PermissionDenied; ValidationError with each obstacle. Rules: R-064, R-065, R-158.
        """
        died = patient.death_date
        found = next((row for row in implied_list() if row.code == code), None)
        answer = may_record_implied(
            ImpliedPlan(
                now=clock.now(),
                captured_at=captured_at,
                on_list=found is not None,
                told_at=told_at,
                said_no=said_no,
                had_died=bool(died and died < clock.local(captured_at).date()),
            )
        )
        listed = found or Listed("", "", "")
        made = cls(
            basis=Basis.IMPLIED,
            department=department,
            patient=patient,
            procedure_code=listed.code,
            procedure_name=listed.name,
            procedure_exception=listed.exception,
            list_version=list_version(),
            told_at=told_at,
            told_by=by,
            anonymous_use_told=anonymous_use_told,
            anonymous_use_because=anonymous_use_because.strip(),
            kind=kind,
            shows=shows.strip(),
            identifiable=identifiable,
            captured_at=captured_at,
            captured_by=by,
        )
        if not by.can("recording.capture", made):
            raise PermissionDenied("Registering recordings in this department is not part of your role.")
        if answer.obstacles:
            raise ValidationError([reason.says for reason in answer.obstacles], code="not_covered")
        with transaction.atomic(), acting_as(by):
            made.save()
        return made

    def take_basis_of(self, form: Any) -> None:
        """What the form, or the authority given on it, makes this recording rest on, and who may see it.

        Raises ValidationError where there is neither. Rules: R-091, R-145, R-152, R-159, R-160, R-161.
        """
        row: Any = self
        row.consented_at = form.signed_at
        if form.signer == Route.CONSULTANT:
            found = authority_for(form, row.captured_at)
            if found is None:
                raise ValidationError("The consultant in charge had not authorised it.", code="not_covered")
            row.authority, row.authorised_at = found, found.in_force_since
            is_injury = found.ground == Ground.INJURY
            row.basis = Basis.CHILD_PROTECTION if is_injury else Basis.VITAL_INTERESTS
        elif form.signer == Route.OFFICER:
            row.basis = Basis.CHILD_PROTECTION
        elif form.signed_at is None:
            row.basis = Basis.POST_MORTEM
        if row.basis in WITHOUT_CONSENT:
            row.access, row.restricted_because = Access.RESTRICTED, ONLY_THE_RECORD


EXCEPTION_EVIDENCE: dict[str, Q] = {
    Basis.IMPLIED: Q(form=None, told_at__isnull=False, told_by__isnull=False, list_version__isnull=False)
    & ~Q(procedure_code="")
    & ~Q(procedure_exception=""),
    Basis.CHILD_PROTECTION: Q(form__isnull=False, authority__isnull=False, authorised_at__isnull=False)
    | Q(form__isnull=False, consented_at__isnull=False),
    Basis.VITAL_INTERESTS: Q(form__isnull=False, authority__isnull=False, authorised_at__isnull=False),
}
EXCEPTION_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_part_of_a_test_comes_after_they_were_told",
        condition=~Q(basis=Basis.IMPLIED) | Q(captured_at__gte=F("told_at")),
        violation_error_message="They are told before the test that it makes a recording",
    ),
    models.CheckConstraint(
        name="recording_part_of_a_test_says_if_anonymous_use_was_told",
        condition=~Q(basis=Basis.IMPLIED)
        | (
            ~Q(anonymous_use_told="")
            & (~Q(anonymous_use_told=AnonymousUseTold.NOT_PRACTICABLE) | ~Q(anonymous_use_because=""))
        ),
        violation_error_message="Say whether it was explained, or why that was not practicable",
    ),
    models.CheckConstraint(
        name="recording_comes_after_its_authority",
        condition=Q(authorised_at=None) | Q(captured_at__gte=F("authorised_at")),
        violation_error_message="A recording made before the consultant authorised it is not covered",
    ),
    models.CheckConstraint(
        name="recording_by_an_officers_yes_comes_after_the_signatures",
        condition=~Q(basis=Basis.CHILD_PROTECTION)
        | Q(consented_at=None)
        | Q(captured_at__gte=F("consented_at")),
        violation_error_message="A recording made before both signatures is not covered",
    ),
    models.CheckConstraint(
        name="recording_without_consent_is_restricted",
        condition=~Q(basis__in=WITHOUT_CONSENT) | Q(access=Access.RESTRICTED),
        violation_error_message="What is made without consent is restricted",
    ),
]
