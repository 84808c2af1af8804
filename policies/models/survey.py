"""An anonymous staff survey: who was asked is known, what one person answered is not."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from policies.models.survey_answer import SurveyAnswer
from policies.survey_results import LEAST
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet, GovernedRow
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message
from recordings_gov.workflow import WrongState, transition


class SurveyStatus(models.TextChoices):
    """Whether answers are still taken."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class SurveyQuerySet(GovernedQuerySet):
    """Surveys, for those who run them and for those who are asked."""

    def visible_to(self, user: Any) -> "SurveyQuerySet":
        """The only door to a survey's own page; it fails shut."""
        within: SurveyQuerySet = user.reach("survey.view").rows(self)
        return within

    def asking(self, user: Any, today: date) -> "SurveyQuerySet":
        """Those that still wait for this person's answer."""
        waiting = self.filter(status=SurveyStatus.OPEN, closes_on__gte=today)
        return waiting.filter(tokens__person=user, tokens__status=TokenStatus.ASKED)


class Survey(GovernedModel):
    """Asks a department's staff what they wish about being recorded. Rules: R-037."""

    reference_kind: ClassVar[str] = "SRV"
    detail_url_name: ClassVar[str] = "policies:survey-detail"

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="surveys")
    status = models.CharField(max_length=8, choices=SurveyStatus, default=SurveyStatus.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = SurveyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="department_has_one_survey_open",
                fields=["department"],
                condition=Q(status=SurveyStatus.OPEN),
                violation_error_message="Another survey of this department is open",
            ),
            models.CheckConstraint(
                name="survey_closes_after_the_day_it_opened",
                condition=Q(closes_on__gt=F("opened_on")),
                violation_error_message="Give a day after today",
            ),
            models.CheckConstraint(
                name="survey_closed_on_a_day",
                condition=Q(status=SurveyStatus.OPEN, closed_on=None)
                | Q(status=SurveyStatus.CLOSED, closed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Staff survey, {self.department}, {self.opened_on.day} {self.opened_on:%B %Y}"

    @classmethod
    def open(cls, *, by: Any, department: Department, closes_on: date) -> "Survey":
        """Ask everybody else who works in the department now, each by one e-mail with the same link.

        Whoever opens it reads the results and does not answer. Refused for fewer than five people,
        whose answers could never be told. Rules: R-037.
        """
        survey = cls(department=department, opened_by=by, opened_on=clock.today(), closes_on=closes_on)
        if not by.can("survey.open", survey):
            raise PermissionDenied("Opening a survey of this department is not part of your role.")
        works_here = User.objects.filter(is_active=True, memberships__department=department)
        people = list(works_here.exclude(pk=by.pk).distinct())
        if len(people) < LEAST:
            raise ValidationError(
                f"{len(people)} people beside you work in {department}. Fewer than {LEAST} answers are "
                "never shown, so ask them another way."
            )
        with transaction.atomic(), acting_as(by):
            for past in cls.objects.filter(department=department, status=SurveyStatus.OPEN):
                if past.has_ended(clock.today()):
                    past.close(by=by)
            survey.save()
            tokens = [SurveyToken(survey=survey, person=person) for person in people]
            write_set(SurveyToken, tokens, "surveytoken.asked", by, as_one=True)
            outbox.post_set(survey._invitation(person) for person in people)
        return survey

    @transition(source=[SurveyStatus.OPEN], target=SurveyStatus.CLOSED, allowed="survey.open")
    def close(self, *, by: Any) -> None:
        """No more answers are taken, for good; now the results may be read."""
        self.closed_on = min(clock.today(), self.closes_on)

    def is_item_of(self, user: Any) -> bool:
        """Whoever is asked may open the page on which they answer."""
        return SurveyToken.objects.filter(survey=self.pk, person=user).exists()

    def has_ended(self, today: date) -> bool:
        """Whether it takes no more answers: closed, or past its last day."""
        return self.status == SurveyStatus.CLOSED or self.closes_on < today

    def answers(self) -> dict[str, list[str]]:
        """All answers to each question, for the results alone; none before the survey has ended.

        Results read twice with one answer between them would tell that answer.
        """
        return SurveyAnswer.objects.by_question(self.pk) if self.has_ended(clock.today()) else {}

    def _invitation(self, person: User) -> Message:
        """The same words to everybody: what is asked, how it stays anonymous, until when."""
        page = reverse("policies:survey-answer", kwargs={"reference": self.reference})
        last = f"{self.closes_on.day} {self.closes_on:%B %Y}"
        body = (
            f"{self.department} asks its staff what they wish when patients record.\n\n"
            "The survey is anonymous. We keep who was asked and who has answered, but nothing leads from "
            "a person to an answer. Results are shown after it closes, from five answers up.\n\n"
            f"Sign in and answer by {last}: {settings.PUBLIC_BASE_URL}{page}"
        )
        return Message(
            key=f"survey:{self.reference}:{person.pk}",
            to=person,
            subject="Your wishes when patients record: a short survey",
            body=body,
        )


class TokenStatus(models.TextChoices):
    """Whether the person asked has answered: all that is known."""

    ASKED = "asked", "Asked"
    USED = "used", "Answered"


class SurveyToken(GovernedRow):
    """One person may answer one survey once. Nothing here leads to an answer. Rules: R-037."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="tokens")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=5, choices=TokenStatus, default=TokenStatus.ASKED)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["survey", "person"], name="person_asked_once_a_survey"),
        ]

    def __str__(self) -> str:
        return "Your answer"

    def is_item_of(self, user: Any) -> bool:
        """Only the person who was asked may use it."""
        return bool(self.person_id == user.pk)

    @transition(source=[TokenStatus.ASKED], target=TokenStatus.USED, allowed="survey.answer")
    def use(self, *, by: Any, answers: Mapping[str, str]) -> None:
        """Drop the answers into the box; the event says that the token was used and nothing else.

        The survey is locked while the box is shaken, so two people answering at once lose nothing.
        """
        survey = Survey.objects.select_for_update().get(pk=self.survey_id)
        if survey.has_ended(clock.today()):
            raise WrongState("This survey is closed and takes no more answers.", code="wrong_state")
        SurveyAnswer.drop_in(survey.pk, answers)
