"""Consent taken back: by whom, how, when they said so, and what it did. It is always accepted."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from consent.models.ending_choices import FOLLOWS, AnswerBy, Route, TakenBackBy, WithdrawalStatus
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import transition

NOT_IN_FUTURE = "That day is in the future"


class WithdrawalQuerySet(GovernedQuerySet):
    """Withdrawals by whose they are and what is owed."""

    def visible_to(self, user: Any) -> "WithdrawalQuerySet":
        """The only door to withdrawals; it fails shut."""
        rows: WithdrawalQuerySet = user.reach("consent.withdraw").rows(self)
        return rows

    def answer_owed(self) -> "WithdrawalQuerySet":
        """Those whose sender has not heard yet what was done."""
        return self.filter(status=WithdrawalStatus.OWED)


class Withdrawal(GovernedModel):
    """One taking back, of a whole form or of some of its permissions. Rules: R-133, R-144."""

    reference_kind: ClassVar[str] = "CW"
    detail_url_name: ClassVar[str] = "consent:withdrawal-detail"

    status = models.CharField(max_length=10, choices=WithdrawalStatus, default=WithdrawalStatus.OWED)
    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="withdrawals")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=14, choices=TakenBackBy)
    who_name = models.CharField(max_length=120, blank=True)
    route = models.CharField(max_length=8, choices=Route)
    said_at = models.DateTimeField("when they said so")
    words = models.CharField("what they said, in their words", max_length=500, blank=True)
    is_whole = models.BooleanField("all that was agreed to")
    is_of_a_child = models.BooleanField("by a child, of their own recording", default=False)
    answer_by = models.CharField("how they want to hear", max_length=8, choices=AnswerBy)
    follows = models.CharField("what it did to the recordings", max_length=12, choices=FOLLOWS)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    clinician_told_on = models.DateField(null=True, blank=True)
    clinician_told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    clinician_words = models.CharField("what was said with the clinician", max_length=1000, blank=True)

    objects: ClassVar[Any] = WithdrawalQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="withdrawal_was_said_before_it_was_written_down",
                condition=Q(said_at__lte=F("created_at")),
                violation_error_message="That is in the future. Check the date and time",
            ),
            models.CheckConstraint(
                name="withdrawal_names_who_decides_for_the_patient",
                condition=Q(who=TakenBackBy.PATIENT) | ~Q(who_name=""),
                violation_error_message="Enter the name of whoever takes it back",
            ),
            models.CheckConstraint(
                name="withdrawal_that_was_answered_says_when_and_by_whom",
                condition=Q(status=WithdrawalStatus.TOLD, told_on__isnull=False, told_by__isnull=False)
                | (~Q(status=WithdrawalStatus.TOLD) & Q(told_on=None, told_by=None)),
            ),
            models.CheckConstraint(
                name="withdrawal_of_a_child_goes_back_to_the_clinician_with_words",
                condition=Q(clinician_told_on=None, clinician_told_by=None, clinician_words="")
                | (
                    Q(is_of_a_child=True, clinician_told_on__isnull=False, clinician_told_by__isnull=False)
                    & ~Q(clinician_words="")
                ),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["department", "-said_at"], name="withdrawal_of_department"),
            models.Index(
                fields=["said_at"], name="withdrawal_unanswered", condition=Q(status=WithdrawalStatus.OWED)
            ),
        ]

    @transition(source=[WithdrawalStatus.OWED], target=WithdrawalStatus.TOLD, allowed="consent.withdraw")
    def tell(self, *, by: Any, on: date) -> None:
        """They have heard what was done: by letter, or by phone. Rules: R-133."""
        self.told_on, self.told_by = _past(on, self.said_at), by
        tasks_due.finish(self.answer_key, by)

    @transition(source=list(WithdrawalStatus), target=set(WithdrawalStatus), allowed="consent.withdraw")
    def go_back(self, *, by: Any, on: date, words: str) -> str:
        """Whoever made the recording has been with the clinician who asked for it. Rules: R-144."""
        if not self.is_of_a_child:
            raise ValidationError("No child took this back: nobody has to go back to the clinician")
        if self.clinician_told_on is not None:
            raise ValidationError("Somebody has been back to the clinician already")
        self.clinician_told_on, self.clinician_told_by = _past(on, self.said_at), by
        self.clinician_words = words.strip()
        tasks_due.finish(self.clinician_key, by)
        return str(self.status)

    @property
    def answer_key(self) -> str:
        """The key of the task to answer whoever took it back."""
        return f"withdrawal-answer:{self.reference}"

    @property
    def clinician_key(self) -> str:
        """The key of the task to go back to the clinician."""
        return f"withdrawal-clinician:{self.reference}"

    @property
    def by_whom(self) -> str:
        """Who took it back, as a page says it."""
        who = str(self.get_who_display())
        return f"{who}: {self.who_name}" if self.who_name else who


def _past(on: date, said_at: Any) -> date:
    if on > clock.today():
        raise ValidationError({"on": NOT_IN_FUTURE})
    if on < clock.local(said_at).date():
        raise ValidationError({"on": "That is before they took it back"})
    return on
