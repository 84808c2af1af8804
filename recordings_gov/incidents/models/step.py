"""What was said, done, advised or offered of a playbook: each step ticked by whom and when."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow
from recordings_gov.incidents import playbooks
from recordings_gov.incidents.models.incident import Incident


class OfferAnswer(models.TextChoices):
    """What was said to an offer."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    LATER = "later", "Not answered yet"


class StepDone(GovernedRow):
    """One step that was taken, in its words of that day. Rules: R-045, R-046, R-242, R-243, R-244."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    step = models.SlugField(max_length=60)
    says = models.CharField(max_length=300)
    answer = models.CharField(max_length=8, choices=OfferAnswer, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "step"], name="step_done_once_an_incident")
        ]

    def __str__(self) -> str:
        return self.says


def tick(incident: Incident, *, by: Any, steps: list[str], answers: Mapping[str, str] | None = None) -> None:
    """Keep which steps were taken and what was answered to each offer; a second tick changes nothing.

    A later answer to an offer replaces *not answered yet*. Raises ValidationError. Rules: R-045.
    """
    given = {step: answer for step, answer in (answers or {}).items() if answer}
    known = playbooks.steps_of(incident.kind, incident.triage)
    unknown = (set(steps) | set(given)) - set(known)
    if unknown:
        raise ValidationError("That step is not in this playbook. Open the page again")
    with transaction.atomic(), acting_as(by):
        incident.note_steps(by=by)
        done = {row.step: row for row in StepDone.objects.filter(incident=incident)}
        for step in [*dict.fromkeys([*steps, *given])]:
            row = done.get(step) or StepDone(incident=incident, step=step, says=known[step], done_by=by)
            if row.pk and (not given.get(step) or row.answer == given[step]):
                continue
            row.answer = given.get(step, "")
            row.save()
