"""Sites and departments: where patients are, under which nation's law, and when it is open."""

from datetime import date, timedelta
from functools import cache
from typing import Any, ClassVar

import holidays
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from recordings_gov.audit import log
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedRow


class Nation(models.TextChoices):
    """The law differs between the nations; the wording of the first edition is England's."""

    ENGLAND = "ENG", "England"
    WALES = "WLS", "Wales"
    SCOTLAND = "SCT", "Scotland"
    NORTHERN_IRELAND = "NIR", "Northern Ireland"


@cache
def bank_holidays(nation: str) -> holidays.HolidayBase:
    """The bank holidays of one nation, any year."""
    return holidays.country_holidays("GB", subdiv=nation)


class Site(GovernedRow):
    """A hospital or clinic. Rules: R-011."""

    name = models.CharField(max_length=100, unique=True)
    nation = models.CharField(max_length=3, choices=Nation, default=Nation.ENGLAND)
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    def __str__(self) -> str:
        return self.name

    def place_in(self, *, by: Any, nation: str, reason: str) -> None:
        """Say in which nation it lies; law and words follow. Rules: R-011."""
        if not by.can("setting.set", self):
            raise PermissionDenied("Changing the nation of a site is not part of your role.")
        if not reason.strip():
            raise ValidationError({"reason": "Say why it is changed"})
        with transaction.atomic(), acting_as(by):
            locked = type(self).objects.select_for_update().get(pk=self.pk)
            locked.nation, locked.event_action = nation, "site.place_in"
            locked.save()
            log.record("site.nation_explained", locked, {"nation": nation, "reason": reason.strip()[:500]})
        self.refresh_from_db()

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, bank holidays of the site's nation left out."""
        return day.weekday() < 5 and day not in bank_holidays(self.nation)

    def same_working_day(self, day: date) -> date:
        """``day`` itself, or the next working day when it falls on a weekend or bank holiday."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day


class Department(GovernedRow):
    """An imaging or radiotherapy department; most rights reach as far as one."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "name"], name="department_named_once_a_site"),
        ]

    def __str__(self) -> str:
        return self.name
