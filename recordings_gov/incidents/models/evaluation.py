"""The head of Media Studio, the IG manager and the Caldicott Guardian evaluate together, regularly."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet, GovernedRow
from recordings_gov.clock import months_after
from recordings_gov.incidents.deadlines import set_to
from recordings_gov.incidents.models.facts import real_day, wanted

SEATS = {
    Role.HEAD_OF_MEDIA_STUDIO: "Head of Media Studio",
    Role.IG_MANAGER: "Information governance manager",
    Role.CALDICOTT_GUARDIAN: "Caldicott Guardian",
}


class EvaluationQuerySet(GovernedQuerySet):
    """Evaluations by who may read them."""

    def visible_to(self, user: Any) -> "EvaluationQuerySet":
        """Whoever may see statistics; it fails shut."""
        return self if user.can("statistics.view") else self.none()


class Evaluation(GovernedModel):
    """One evaluation meeting: when, who was there, what was looked at and decided. Rules: R-212."""

    reference_kind: ClassVar[str] = "EVAL"
    detail_url_name: ClassVar[str] = "incidents:evaluation-detail"

    held_on = models.DateField()
    looked_at = models.TextField(max_length=4000)
    decided = models.TextField(max_length=4000)
    figures = models.JSONField("figures of the day", default=dict)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = EvaluationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["held_on"],
                name="evaluation_once_a_day",
                violation_error_message="The meeting of that day is written down already",
            )
        ]

    @classmethod
    def hold(cls, *, by: Any, held_on: date, seats: dict[str, Any], looked_at: str, decided: str) -> Self:
        """Keep a meeting; ``seats`` says for each of the three who sat there, and nobody is left out.

        Raises ValidationError. Rules: R-212.
        """
        from recordings_gov.incidents.figures import answered_in_time

        real_day("held_on", held_on, since=None, before="")
        for role, label in SEATS.items():
            if seats.get(role) is None:
                raise ValidationError({role: f"Say who sat there as {label}"})
        if len({person.pk for person in seats.values()}) < len(SEATS):
            raise ValidationError("Three different people evaluate together")
        with transaction.atomic(), acting_as(by):
            if not by.can("evaluation.hold"):
                raise PermissionDenied(f"{by} may not write down an evaluation.")
            figure = answered_in_time(None, months_after(held_on, -12), held_on, held_on)
            meeting = cls(
                held_on=held_on,
                looked_at=wanted("looked_at", looked_at, "Say what you looked at"),
                decided=wanted("decided", decided, "Say what you decided"),
                figures=figure.kept(),
                recorded_by=by,
            )
            meeting.event_action = "evaluation.hold"
            meeting.save()
            for role in SEATS:
                Attendance(evaluation=meeting, seat=role, person=seats[role]).save()
        return meeting

    @classmethod
    def next_due(cls) -> date | None:
        """The day by which the next one is to be held; None before the first. Rules: R-212."""
        last = cls.objects.order_by("-held_on").values_list("held_on", flat=True).first()
        return months_after(last, set_to("evaluation-months", None)) if last else None


class Attendance(GovernedRow):
    """Who sat in one of the three seats. Rules: R-212."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="attendance")
    seat = models.CharField(max_length=30, choices=[(role.value, says) for role, says in SEATS.items()])
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "seat"], name="attendance_once_a_seat"),
            models.UniqueConstraint(fields=["evaluation", "person"], name="attendance_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_seat_display()}: {self.person}"
