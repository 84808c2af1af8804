"""A patient, as the recordings of a department need to know them."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from recordings_gov import clock
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.patients.numbers import grouped, normalised

OLDEST_YEARS = 130


class PatientQuerySet(GovernedQuerySet):
    """Patients are found by number, or by family name and birth date together; there is no browsing."""

    def visible_to(self, user: Any) -> "PatientQuerySet":
        """The only door; it fails shut."""
        return self if user.can("patient.find") else self.none()

    def numbered(self, text: str) -> "PatientQuerySet":
        """By NHS number however it is spaced, or by local number; nobody when it is neither."""
        typed = " ".join(text.split())
        try:
            return self.filter(nhs_number=normalised(typed))
        except ValidationError:
            return self.filter(local_number__iexact=typed) if typed else self.none()


class Patient(GovernedModel):
    """Somebody who is, or was, cared for here."""

    reference_kind: ClassVar[str] = "PAT"

    nhs_number = models.CharField("NHS number", max_length=10, unique=True, null=True, blank=True)
    local_number = models.CharField("local number", max_length=20, unique=True, null=True, blank=True)
    family_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    birth_date = models.DateField("date of birth")
    death_date = models.DateField("date of death", null=True, blank=True)
    language = models.CharField("first language", max_length=12, default="en")
    access_needs = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = PatientQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="patient_has_a_number",
                condition=Q(nhs_number__isnull=False) | Q(local_number__isnull=False),
                violation_error_message="Give the NHS number or the local number",
            ),
            models.CheckConstraint(
                name="patient_dies_after_birth",
                condition=Q(death_date=None) | Q(death_date__gte=F("birth_date")),
                violation_error_message="The date of death is before the date of birth",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["family_name", "birth_date"], name="patient_by_name_and_birth")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def name(self) -> str:
        """As lists and wristbands show it: family name first."""
        return f"{self.family_name}, {self.given_name}"

    @property
    def number(self) -> str:
        """The NHS number in groups, else the local number."""
        return grouped(self.nhs_number) if self.nhs_number else self.local_number or ""

    def age_on(self, day: date) -> int:
        """Completed years on ``day``; somebody born on 29 February turns a year older on 1 March."""
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (0 if had_birthday else 1)

    def clean(self) -> None:
        """Dates that can be, numbers that hold. Raises ValidationError by field."""
        today = clock.today()
        if self.nhs_number:
            try:
                self.nhs_number = normalised(self.nhs_number)
            except ValidationError as error:
                raise ValidationError({"nhs_number": error}) from error
        if not isinstance(self.birth_date, date) or self.birth_date > today:
            raise ValidationError({"birth_date": "The date of birth must be in the past"})
        if self.age_on(today) > OLDEST_YEARS:
            raise ValidationError({"birth_date": "Check the year of birth"})
        if self.death_date and self.death_date > today:
            raise ValidationError({"death_date": "The date of death must be in the past"})
