"""Who was asked about a version, how and when, what they said and what came of it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from policies.models.version import PolicyVersion
from recordings_gov.audit.models import GovernedRow


class Asked(models.TextChoices):
    """Whose views were sought, as a group or one by one. Rules: R-001, R-020, R-037."""

    PATIENTS = "patients", "Patients"
    LIAISON_GROUP = "liaison_group", "Patient liaison group"
    CARERS = "carers", "Carers and families"
    STAFF = "staff", "Staff"
    STUDENTS = "students", "Students"
    PROFESSIONALS = "professionals", "Professional bodies or safety experts"
    DPO = "dpo", "Data Protection Officer"
    IG = "ig", "Information governance"
    CALDICOTT = "caldicott", "Caldicott Guardian"
    UNIONS = "unions", "Trade unions"
    OTHER = "other", "Others"


class Consultation(GovernedRow):
    """One group or one person asked about a version. Rules: R-001, R-020, R-037."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="consultations")
    group = models.CharField(max_length=14, choices=Asked)
    who = models.CharField("which group or who", max_length=200, blank=True)
    method = models.CharField(max_length=300)
    held_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    views = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["held_on", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="consultation_ends_on_or_after_the_day_it_began",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("held_on")),
                violation_error_message="The last day is before the first day",
            ),
            models.CheckConstraint(
                name="consultation_says_what_came_of_it",
                condition=~Q(effect=""),
                violation_error_message="Say what came of it, or why nothing did",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.method}"


class GroupFigure(GovernedRow):
    """A figure about a group that another part of the service handed in on a day. Rules: R-037.

    It is an entry of its day and never counted again; ``number`` is empty for fewer than five.
    """

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="group_figures")
    group = models.CharField(max_length=14, choices=Asked)
    says = models.CharField(max_length=200)
    number = models.PositiveIntegerField(null=True, blank=True)
    out_of = models.PositiveIntegerField(null=True, blank=True)
    as_of = models.DateField()

    class Meta:
        ordering = ["as_of", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["version", "group", "says", "as_of"], name="group_figure_once_a_day"
            ),
            models.CheckConstraint(
                name="group_figure_is_no_small_number",
                condition=Q(number=None) | Q(number__gte=5),
            ),
            models.CheckConstraint(
                name="group_figure_is_part_of_its_whole",
                condition=Q(number=None) | Q(out_of=None) | Q(number__lte=F("out_of")),
            ),
        ]

    def __str__(self) -> str:
        return self.says
