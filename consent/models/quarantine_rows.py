"""The rows of quarantine: each opening with its ground, each proposal to let something out."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from recordings_gov.audit.models import GovernedRow

PERSON = settings.AUTH_USER_MODEL
OPEN_FOR = timedelta(minutes=30)


class OpeningGround(models.TextChoices):
    """For nothing else is anything in quarantine opened. Conflict: C-12."""

    SUBJECT_ACCESS = "subject_access", "A subject access request"
    COURT_OR_LAW = "court_or_law", "A court order, or the law"
    SAFEGUARDING = "safeguarding", "Safeguarding"


class ReleaseGround(models.TextChoices):
    """For nothing else does anything leave quarantine. Rules: R-155, R-171."""

    NEW_FORM = "new_form", "A new form was signed"
    HARM = "harm", "A clinician says that keeping it shut harms the patient's care"


class QuarantineOpening(GovernedRow):
    """One person opened one entry, on one ground, for half an hour; another looks at it. Conflict: C-12."""

    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="openings")
    ground = models.CharField(max_length=16, choices=OpeningGround)
    ground_reference = models.CharField("reference of the request, order or case", max_length=100)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reviewed_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    was_right = models.BooleanField(null=True, blank=True)
    review_says = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="quarantine_is_opened_on_a_stated_ground",
                condition=Q(ground__in=OpeningGround.values) & ~Q(ground_reference="") & ~Q(reason=""),
                violation_error_message="Say on what ground it is opened, and why",
            ),
            models.CheckConstraint(
                name="quarantine_opening_is_reviewed_by_another_person",
                condition=Q(reviewed_by=None, reviewed_at=None, was_right=None, review_says="")
                | (
                    Q(reviewed_at__isnull=False, reviewed_at__gte=F("at"))
                    & Q(reviewed_by__isnull=False, was_right__isnull=False)
                    & ~Q(reviewed_by=F("by"))
                    & ~Q(review_says="")
                ),
                violation_error_message="Another person than who opened it looks at it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_ground_display())

    @property
    def ends_at(self) -> datetime:
        """Until when it is open to who opened it."""
        return self.at + OPEN_FOR


class QuarantineRelease(GovernedRow):
    """One proposal to let an entry out to be held, and who agreed. Rules: R-155, R-171."""

    recording = models.ForeignKey(
        "consent.Recording", on_delete=models.PROTECT, related_name="quarantine_releases"
    )
    ground = models.CharField(max_length=10, choices=ReleaseGround)
    form = models.ForeignKey(
        "consent.ConsentForm", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    clinician = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_agreed = models.BooleanField(null=True, blank=True)
    decided_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recording"],
                name="quarantine_release_is_one_at_a_time",
                condition=Q(decided_at=None),
                violation_error_message="Its release is proposed already",
            ),
            models.CheckConstraint(
                name="quarantine_is_left_by_a_new_form_or_a_clinicians_reason",
                condition=(
                    Q(ground=ReleaseGround.NEW_FORM, form__isnull=False, clinician=None)
                    | Q(ground=ReleaseGround.HARM, form=None, clinician__isnull=False)
                )
                & ~Q(because=""),
                violation_error_message="It leaves by a new signed form, or by a clinician's reason",
            ),
            models.CheckConstraint(
                name="quarantine_release_is_agreed_by_a_second_person",
                condition=Q(decided_by=None, decided_at=None, is_agreed=None, decided_because="")
                | (
                    Q(decided_at__isnull=False, decided_at__gte=F("proposed_at"))
                    & Q(decided_by__isnull=False, is_agreed__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                    & ~Q(decided_because="")
                ),
                violation_error_message="Another person than who proposed it decides",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_ground_display())
