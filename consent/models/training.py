"""Training in recording patients: offered, given by Media Studio, due again."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.notifications import outbox
from recordings_gov.workflow import transition

PERSON = settings.AUTH_USER_MODEL
LASTS_DAYS = 1095


class Topic(models.TextChoices):
    """What it is about."""

    RECORDING = "recording", "Recording patients"
    STORING = "storing", "Storing and finding images"
    QUALITY = "quality", "Better images"
    PROTOCOL = "protocol", "Help with a protocol"


class TrainingStatus(models.TextChoices):
    """Offered, or given."""

    OFFERED = "offered", "Offered"
    GIVEN = "given", "Given"


class TrainingQuerySet(GovernedQuerySet):
    """Training by whose it is and when it is due again."""

    def visible_to(self, user: Any) -> "TrainingQuerySet":
        """The only door to the training log; it fails shut."""
        rows: TrainingQuerySet = user.reach("training.view").rows(self, own=Q(person=user))
        return rows

    def newest(self) -> "TrainingQuerySet":
        """Those after which the person had none on the same topic."""
        later = self.model._base_manager.filter(
            person=models.OuterRef("person"),
            topic=models.OuterRef("topic"),
            status=TrainingStatus.GIVEN,
            given_on__gt=models.OuterRef("given_on"),
        )
        return self.filter(~models.Exists(later), status=TrainingStatus.GIVEN)

    def due_by(self, day: date) -> "TrainingQuerySet":
        """Due again on that day or before, and not given again since. Rules: R-200."""
        return self.newest().filter(renew_on__lte=day)


class Training(GovernedModel):
    """One training of one person, and who gave it. Rules: R-200, R-208."""

    reference_kind: ClassVar[str] = "TRN"
    detail_url_name: ClassVar[str] = "consent:training-detail"

    status = models.CharField(max_length=8, choices=TrainingStatus, default=TrainingStatus.OFFERED)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="trainings")
    topic = models.CharField(max_length=10, choices=Topic)
    why = models.CharField("why it is offered", max_length=300, blank=True)
    offered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    offered_on = models.DateField()
    given_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(null=True, blank=True)
    words = models.CharField("what it was about", max_length=500, blank=True)
    renew_on = models.DateField("due again", null=True, blank=True)
    in_training = models.BooleanField("a doctor in training", default=False)
    caldicott_told_on = models.DateField("spoken about with the Caldicott Guardian", null=True, blank=True)

    objects: ClassVar[Any] = TrainingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="training_given_by_somebody_on_a_day",
                condition=~Q(status=TrainingStatus.GIVEN) | Q(given_by__isnull=False, given_on__isnull=False),
            ),
            models.CheckConstraint(
                name="training_is_not_given_to_oneself",
                condition=Q(given_by=None) | ~Q(given_by=F("person")),
                violation_error_message="Somebody else gives the training",
            ),
            models.CheckConstraint(
                name="training_is_due_again_after_it_was_given",
                condition=Q(renew_on=None) | Q(renew_on__gt=F("given_on")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "topic", "given_on"], name="training_of_person"),
            models.Index(fields=["-offered_on"], name="training_newest"),
        ]

    @classmethod
    def offer(
        cls, *, by: Any, person: Any, topic: str, why: str = "", in_training: bool = False
    ) -> "Training":
        """Offer it; the person hears of it. Rules: R-200, R-208."""
        if not by.can("training.keep"):
            raise PermissionDenied("Offering training is not part of your role.")
        with transaction.atomic(), acting_as(by):
            training = cls(
                person=person,
                topic=topic,
                why=why.strip(),
                offered_by=by,
                offered_on=clock.today(),
                in_training=in_training,
            )
            training.event_action = "training.offer"
            training.save()
            training.event_action = ""
            outbox.post(
                key=f"training-{training.reference}-offered",
                to=person,
                subject=f"Training is offered to you: {training.get_topic_display()}"[:150],
                body=f"{settings.PUBLIC_BASE_URL}{training.get_absolute_url()}",
            )
        return training

    @transition(source=[TrainingStatus.OFFERED], target=TrainingStatus.GIVEN, allowed="training.keep")
    def give(
        self,
        *,
        by: Any,
        given_on: date,
        given_by: Any = None,
        words: str = "",
        caldicott_told_on: date | None = None,
    ) -> None:
        """It was given: by whom, when, about what; from that it is known when it is due again.

        For a doctor in training the head of Media Studio speaks with the Caldicott Guardian, and the day
        is kept. Raises ValidationError for a day to come. Rules: R-200.
        """
        for name, day in (("given_on", given_on), ("caldicott_told_on", caldicott_told_on)):
            if day is not None and day > clock.today():
                raise ValidationError({name: "The date must be today or in the past"})
        lasts = int(Setting.objects.value_of("recording_training_lasts_days", None, LASTS_DAYS))
        self.given_on, self.given_by = given_on, given_by or by
        self.words, self.caldicott_told_on = words.strip(), caldicott_told_on
        self.renew_on = given_on + timedelta(days=lasts) if lasts else None

    def is_item_of(self, user: Any) -> bool:
        """Whether it is the person's own training."""
        return bool(user.pk == self.person_id)
