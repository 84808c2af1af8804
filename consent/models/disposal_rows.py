"""The rows of an original's end: each legal hold, each proposal to destroy it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from recordings_gov.audit.models import GovernedRow

PERSON = settings.AUTH_USER_MODEL


class LegalHold(GovernedRow):
    """Nothing of it is destroyed while a case runs. Rules: R-182."""

    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="legal_holds")
    because = models.CharField("why it is held", max_length=300)
    case_reference = models.CharField("reference of the case", max_length=100, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recording"],
                name="legal_hold_of_a_recording_is_one_at_a_time",
                condition=Q(lifted_at=None),
                violation_error_message="It is under a legal hold already",
            ),
            models.CheckConstraint(
                name="legal_hold_says_why",
                condition=~Q(because=""),
                violation_error_message="Say why it is held",
            ),
            models.CheckConstraint(
                name="legal_hold_is_lifted_by_somebody_with_a_reason",
                condition=Q(lifted_at=None, lifted_by=None, lifted_because="")
                | (
                    Q(lifted_at__isnull=False, lifted_at__gte=F("at"), lifted_by__isnull=False)
                    & ~Q(lifted_because="")
                ),
                violation_error_message="Say why it is lifted",
            ),
        ]

    def __str__(self) -> str:
        return self.because


class Disposal(GovernedRow):
    """One proposal to destroy an original, and what became of it. Rules: R-182."""

    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="disposals")
    because = models.CharField("why it is to be destroyed", max_length=300)
    retention_rule = models.CharField("the rule that was looked up", max_length=200)
    keep_until = models.DateField()
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decided_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_agreed = models.BooleanField(null=True, blank=True)
    decided_because = models.CharField(max_length=300, blank=True)
    destroyed_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    destroyed_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField("how it was destroyed", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recording"],
                name="disposal_of_a_recording_is_one_at_a_time",
                condition=Q(decided_at=None) | Q(is_agreed=True),
                violation_error_message="Its destruction is proposed already",
            ),
            models.CheckConstraint(
                name="disposal_comes_after_retention_and_says_why",
                condition=Q(keep_until__lt=F("proposed_on")) & ~Q(retention_rule="") & ~Q(because=""),
                violation_error_message="It is still kept by its retention rule",
            ),
            models.CheckConstraint(
                name="disposal_is_decided_by_a_second_person",
                condition=Q(decided_by=None, decided_at=None, is_agreed=None)
                | (
                    Q(decided_by__isnull=False, decided_at__isnull=False, is_agreed__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                    & ~Q(decided_because="")
                ),
                violation_error_message="Another person than who proposed it decides",
            ),
            models.CheckConstraint(
                name="disposal_is_carried_out_once_agreed",
                condition=Q(destroyed_by=None, destroyed_at=None, how="")
                | (
                    Q(
                        is_agreed__isnull=False,
                        is_agreed=True,
                        destroyed_by__isnull=False,
                        destroyed_at__isnull=False,
                    )
                    & ~Q(how="")
                ),
                violation_error_message="Nothing is destroyed before both have agreed",
            ),
        ]

    def __str__(self) -> str:
        return self.because
