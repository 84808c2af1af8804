"""The trail of a decision to use again what was made for the care of an adult who cannot decide."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.form_choices import FormStatus
from consent.models.recording_words import RecordingStatus
from consent.secondary_path import OUTCOMES, PathAnswer, PathStep, secondary_use
from consent.signing import Route
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.models import GovernedRow
from recordings_gov.workflow import transition

STEPS = [(each.value, each.value.replace("_", " ").capitalize()) for each in PathStep]
USABLE = [RecordingStatus.CAPTURED, RecordingStatus.LOGGED]


class SecondaryPurpose(models.TextChoices):
    """What it would be used for again."""

    TEACHING = "teaching", "Teaching"
    NAMED_PURPOSE = "named_purpose", "One named use"


class SecondaryStep(GovernedRow):
    """One question of the path, answered once by one person for one use. Rules: R-076."""

    recording = models.ForeignKey(
        "consent.Recording", on_delete=models.PROTECT, related_name="secondary_steps"
    )
    use = models.CharField(max_length=14, choices=SecondaryPurpose)
    step = models.CharField(max_length=16, choices=STEPS)
    outcome = models.CharField(max_length=14)
    because = models.CharField("reasons", max_length=500)
    form = models.ForeignKey(
        "consent.ConsentForm", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recording", "use", "step"],
                name="secondary_step_is_answered_once_a_use",
                violation_error_message="This question is answered already",
            ),
            models.CheckConstraint(
                name="secondary_step_says_why",
                condition=~Q(because=""),
                violation_error_message="Write down the reasons",
            ),
            models.CheckConstraint(
                name="secondary_step_agreed_names_the_signed_form",
                condition=~Q(outcome="agreed") | Q(form__isnull=False),
                violation_error_message="Give the form that they signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_use_display()}: {self.get_step_display()}"


class SecondaryUseOfRecording(models.Model):
    """The path as a verb: nobody answers a question before its turn. Rules: R-074, R-076. Conflict: C-05."""

    if TYPE_CHECKING:
        pk: Any
        status: str
        patient_id: int
        form: Any
        secondary_steps: Any

    class Meta:
        abstract = True

    @transition(source=USABLE, target=set(USABLE), allowed="recording.decide_secondary_use")
    def decide_secondary_use(
        self, *, by: Any, use: str, step: str, outcome: str, because: str, form: Any = None
    ) -> str:
        """The answer to the question whose turn it is. Raises ValidationError out of turn. Rules: R-076."""
        if not self.is_of_somebody_unable:
            raise ValidationError("This way is for recordings of adults who cannot decide")
        if step != self.secondary_answer(use).next_step:
            raise ValidationError("It is not the turn of that question. Open the page again")
        if outcome not in dict(OUTCOMES[PathStep(step)]):
            raise ValidationError({"outcome": "Choose one of the answers"})
        if outcome == "agreed":
            self._refuse_form(form, use)
        SecondaryStep(
            recording_id=self.pk,
            use=use,
            step=step,
            outcome=outcome,
            because=because.strip(),
            form=form if outcome == "agreed" else None,
            by=by,
            at=clock.now(),
        ).save()
        return str(self.status)

    def secondary_answer(self, use: str) -> PathAnswer:
        """Whether it may be used again so, or what is asked next."""
        rows = self.secondary_steps.filter(use=use)
        enough = Setting.objects.value_of("anonymised_is_enough", None, "off") == "on"
        return secondary_use({row.step: row.outcome for row in rows}, anonymised_is_enough=enough)

    @property
    def is_of_somebody_unable(self) -> bool:
        """Whether it was made under a form on which an adult could not decide."""
        if self.form is None:
            return False
        return self.form.signer in (Route.CLINICIANS, Route.ATTORNEY)

    def _refuse_form(self, form: Any, use: str) -> None:
        stands = form is not None and form.status == FormStatus.SIGNED and form.patient_id == self.patient_id
        given = stands and form.permissions.filter(kind=use, status="given").exists()
        if not (given and form.signer == Route.ATTORNEY):
            raise ValidationError(
                {"form": "Give a form of this patient that whoever has the power has signed for this use"}
            )
