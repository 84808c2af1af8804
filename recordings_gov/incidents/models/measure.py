"""The five measures for the day when hidden recordings have become a significant issue."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q

from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow
from recordings_gov.incidents.models.facts import wanted
from recordings_gov.incidents.models.words import YesNo
from recordings_gov.notifications import tasks_due
from recordings_gov.notifications.models import Task


class Measure(models.TextChoices):
    """The five, each with the rule it comes from. Rules: R-240, R-241, R-242, R-243, R-244."""

    OPEN_RECORDING = "R-240", "We promote open recording: poster and leaflet"
    CONCERNS = "R-241", "We show that worries about care are looked into"
    SUMMARY = "R-242", "We offer a written summary or a word-for-word record"
    NOTES = "R-243", "We tell patients that they can see their notes, and how"
    COMPLAINING = "R-244", "We tell patients how to complain, with what the CQC and the ICO say"


class CovertMeasure(GovernedRow):
    """Whether one of the five is in place in a department, and what shows it. Rules: R-251."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="covert_measures")
    measure = models.CharField(max_length=5, choices=Measure)
    in_place = models.CharField(max_length=3, choices=YesNo)
    evidence = models.CharField(max_length=500, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "measure"], name="measure_once_a_department"),
            models.CheckConstraint(
                name="measure_in_place_is_shown",
                condition=~Q(in_place=YesNo.YES) | ~Q(evidence=""),
                violation_error_message="Say what shows that it is in place",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_measure_display())

    @classmethod
    def say(cls, *, by: Any, department: Department, measure: str, in_place: str, evidence: str) -> None:
        """Say whether a measure is in place; what was said before stays in its history. Rules: R-251."""
        with transaction.atomic(), acting_as(by):
            row = cls.objects.select_for_update().filter(department=department, measure=measure).first()
            row = row or cls(department=department, measure=measure)
            if not by.can("incident.manage", row):
                raise PermissionDenied(f"{by} may not say this for {department}.")
            if in_place == YesNo.YES:
                evidence = wanted("evidence", evidence, "Say what shows that it is in place")
            row.in_place, row.evidence, row.said_by = in_place, evidence.strip(), by
            row.save()
            if cls.objects.filter(department=department).count() == len(Measure):
                _finish_asking(department, by)


def _finish_asking(department: Department, by: Any) -> None:
    """All five are said: what was asked of the governance lead is done."""
    asked = Task.objects.undone().filter(key__startswith=f"covert-measures:{department.pk}:")
    for key in list(asked.values_list("key", flat=True)):
        tasks_due.finish(key, by)
