"""Who else was asked: security, legal, information governance, PALS and others, and what they answered."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from recordings_gov.audit.models import GovernedQuerySet, GovernedRow
from recordings_gov.incidents.models.incident import Incident


class Office(models.TextChoices):
    """Where an incident may be sent on to."""

    LSMS = "lsms", "Security lead (LSMS)"
    LEGAL = "legal", "Legal and claims"
    IG = "ig", "Information governance"
    PALS = "pals", "PALS or complaints"
    CALDICOTT = "caldicott", "Caldicott Guardian"
    CLINICAL = "clinical_lead", "Clinical lead"
    SAFEGUARDING = "safeguarding", "Safeguarding"
    COMMUNICATIONS = "communications", "Communications"
    POLICE = "police", "Police"


class ReferralQuerySet(GovernedQuerySet):
    """Referrals by whether an answer has come."""

    def waiting(self) -> "ReferralQuerySet":
        """Those without an answer."""
        return self.filter(answered_on=None)


class Referral(GovernedRow):
    """One incident sent on: to whom, why, when, and the answer. Rules: R-023, R-053, R-224, R-232, R-241."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="referrals")
    office = models.CharField(max_length=14, choices=Office)
    to_whom = models.CharField(max_length=120, blank=True)
    for_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField(max_length=500)
    urgent = models.BooleanField(default=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    answer = models.TextField(max_length=2000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = ReferralQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["incident", "office"],
                name="referral_waits_once_an_office",
                condition=Q(answered_on=None),
                violation_error_message="It is with them already, and they have not answered yet",
            ),
            models.CheckConstraint(
                name="referral_answered_with_words_after_it_was_sent",
                condition=Q(answered_on=None) | (Q(answered_on__gte=F("sent_on")) & ~Q(answer="")),
                violation_error_message="Write what they answered, on a day after it was sent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_office_display())

    def give_answer(self, *, by: Any, answer: str, answered_on: date) -> None:
        """Keep what the office answered; called by the incident's verb, which holds its lock."""
        if self.answered_on is not None:
            raise ValidationError({"referral": "They answered before"})
        self.answer, self.answered_on, self.answered_by = answer, answered_on, by
        self.save()
