"""Legal advice that was taken: on a case, or on how the law of a nation stands."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.accounts.models.place import Nation
from recordings_gov.accounts.models.setting import OfDepartment
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet


class AdviceQuerySet(GovernedQuerySet):
    """Advice; it is in confidence, so only those who act on it read it."""

    def visible_to(self, user: Any) -> "AdviceQuerySet":
        """The only door to advice; it fails shut. A department's lead reads their own."""
        rows: AdviceQuerySet = user.reach("advice.view").rows(self)
        return rows


class LegalAdvice(GovernedModel):
    """One question put to a lawyer, and what they said. It names no patient. Rules: R-011, R-226."""

    reference_kind: ClassVar[str] = "LA"
    detail_url_name: ClassVar[str] = "policies:advice-detail"

    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nation = models.CharField(max_length=3, choices=Nation, default=Nation.ENGLAND)
    about = models.CharField(max_length=100, blank=True)
    question = models.TextField()
    adviser = models.CharField(max_length=200)
    given_on = models.DateField()
    advice = models.TextField()
    kept_at = models.CharField(max_length=200, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = AdviceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="legal_advice_says_what_was_asked_and_answered",
                condition=~Q(question="") & ~Q(advice="") & ~Q(adviser=""),
                violation_error_message="Write what was asked, who answered, and what they said",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-given_on", "id"], name="advice_newest")]

    def __str__(self) -> str:
        return self.question[:100]

    @classmethod
    def log(
        cls,
        *,
        by: Any,
        department: Department | None,
        question: str,
        adviser: str,
        given_on: date,
        advice: str,
        nation: str = Nation.ENGLAND,
        about: str = "",
        kept_at: str = "",
    ) -> "LegalAdvice":
        """Keep what a lawyer said, so that the next case begins with it. Rules: R-011, R-226."""
        if not by.can("advice.log", OfDepartment(department.pk if department else None)):
            raise PermissionDenied("Logging legal advice is not part of your role.")
        if given_on > clock.today():
            raise ValidationError({"given_on": "Give a day that has been"})
        with transaction.atomic(), acting_as(by):
            made = cls(
                department=department,
                nation=nation,
                about=about.strip(),
                question=question.strip(),
                adviser=adviser.strip(),
                given_on=given_on,
                advice=advice.strip(),
                kept_at=kept_at.strip(),
                logged_by=by,
            )
            made.save()
        return made
