"""The rows of the stance matrix: what a version says about a kind of situation."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.db.models.lookups import Contains

from policies.models.parts import Part
from policies.models.version import PolicyVersion
from policies.stances import DIMENSIONS, Row
from recordings_gov.audit.models import GovernedQuerySet


class StanceKind(models.TextChoices):
    """What a policy may say. *Not supported* is never for a personal record. Rules: R-021, R-051."""

    FACILITATE = "facilitate", "Help"
    CONDITIONS = "conditions", "With conditions"
    DISCOURAGE = "discourage", "Discourage, and offer something better"
    NOT_SUPPORTED = "not_supported", "Not supported"


NOT_SUPPORTED = Q(stance=StanceKind.NOT_SUPPORTED)
ADVISES_AGAINST = Q(stance__in=(StanceKind.DISCOURAGE, StanceKind.NOT_SUPPORTED))
SOUND = Q(Contains(Cast("medium", models.TextField()), '"audio"'))


class StandingStances(models.Manager.from_queryset(GovernedQuerySet)):  # type: ignore[misc]
    """The rows that stand; one that was taken out of a draft stays in ``everything``."""

    def get_queryset(self) -> Any:
        """Without those taken out."""
        return super().get_queryset().filter(taken_out_at=None)


class Stance(Part):
    """One row of the matrix; an empty list means any. Rules: R-012, R-021, R-051."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="stances")
    code = models.CharField(max_length=12)
    setting = models.JSONField(default=list, blank=True)
    modality = models.JSONField(default=list, blank=True)
    medium = models.JSONField(default=list, blank=True)
    recorder = models.JSONField(default=list, blank=True)
    # There is no column for a personal record: a row cannot be made that is not supported for one.
    is_for_keepsake = models.BooleanField(default=False)
    is_for_other_use = models.BooleanField(default=False)
    stance = models.CharField(max_length=14, choices=StanceKind)
    staff_words = models.TextField()
    patient_words = models.TextField()
    response_script = models.TextField(blank=True)
    conditions = models.JSONField(default=list, blank=True)
    alternatives = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True)
    rules = models.JSONField(default=list, blank=True)
    taken_out_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = StandingStances()
    everything: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        ordering = ["version", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "code"],
                name="stance_coded_once_a_version",
                condition=Q(taken_out_at=None),
                violation_error_message="Another row of this version has that short name",
            ),
            models.UniqueConstraint(
                fields=["version", *DIMENSIONS, "is_for_keepsake", "is_for_other_use"],
                name="stance_said_once_a_situation",
                condition=Q(taken_out_at=None),
                violation_error_message=(
                    "Another row of this version is for exactly this situation. Change that row instead"
                ),
            ),
            models.CheckConstraint(
                name="stance_not_supported_names_a_purpose_and_a_reason",
                condition=~NOT_SUPPORTED
                | ((Q(is_for_keepsake=True) | Q(is_for_other_use=True)) & ~Q(reason="")),
                violation_error_message="Say for which purpose this is not supported, and why",
            ),
            models.CheckConstraint(
                name="stance_names_a_purpose_only_when_not_supported",
                condition=NOT_SUPPORTED | Q(is_for_keepsake=False, is_for_other_use=False),
                violation_error_message="Only a row that is not supported names purposes",
            ),
            models.CheckConstraint(
                name="stance_not_supported_is_never_for_sound",
                condition=~NOT_SUPPORTED | (~Q(medium=[]) & ~SOUND),
                violation_error_message=(
                    "Sound alone is how people keep a note of what is said, so it is never not supported. "
                    "Name the other media"
                ),
            ),
            models.CheckConstraint(
                name="stance_that_advises_against_offers_something",
                condition=~ADVISES_AGAINST | ~Q(alternatives=[]),
                violation_error_message="Offer at least one alternative",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        """Keep what a row names in one order, so that the same situation is always written the same."""
        super().clean()
        for dimension in DIMENSIONS:
            setattr(self, dimension, sorted(set(getattr(self, dimension))))

    @classmethod
    def of(cls, version: PolicyVersion, row: Row) -> "Stance":
        """An unsaved stance of ``version`` with the content of ``row``."""
        return cls(version=version, **fields_of(row))

    def become(self, row: Row) -> None:
        """Take the content of ``row`` and save it; the version's verb has asked whether it may."""
        for name, value in fields_of(row).items():
            setattr(self, name, value)
        self.save()

    def as_row(self) -> Row:
        """The row as decisions read it."""
        purposes = [
            name
            for name, named in (("keepsake", self.is_for_keepsake), ("other", self.is_for_other_use))
            if named
        ]
        return Row(
            id=self.code,
            stance=self.stance,
            staff_words=self.staff_words,
            patient_words=self.patient_words,
            **{dimension: tuple(getattr(self, dimension)) for dimension in DIMENSIONS},
            purposes=tuple(purposes),
            conditions=tuple(self.conditions),
            alternatives=tuple(self.alternatives),
            rules=tuple(self.rules),
            reason=self.reason,
            response_script=self.response_script,
        )


def fields_of(row: Row) -> dict[str, Any]:
    """What a stance keeps of a row."""
    return {
        "code": row.id,
        **{dimension: sorted(getattr(row, dimension)) for dimension in DIMENSIONS},
        "is_for_keepsake": "keepsake" in row.purposes,
        "is_for_other_use": "other" in row.purposes,
        "stance": row.stance,
        "staff_words": row.staff_words,
        "patient_words": row.patient_words,
        "response_script": row.response_script,
        "conditions": list(row.conditions),
        "alternatives": list(row.alternatives),
        "reason": row.reason,
        "rules": list(row.rules),
    }
