"""A form and a recording for a research project: neither goes on before the project's gates are open."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from consent.models.form_choices import MadeFor
from consent.models.permission import PermissionKind
from consent.models.research import ResearchProject
from consent.models.research_rows import ResearchStatus
from consent.research import lacking
from consent.signing.evidence import Research
from recordings_gov import clock
from recordings_gov.decisions import Reason

ONE_USE = "A research project is one named use. Ask for that, and say what it is called."
ALONE = "A recording for research alone asks for that project and nothing else"
OTHERWISE = "That project uses recordings that are there already, and makes none for itself alone"


class ResearchOfForm(models.Model):
    """The project that the form's one named use is. Rules: R-163."""

    research = models.ForeignKey(
        ResearchProject,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="consent_forms",
    )

    if TYPE_CHECKING:
        made_for: str
        further_to_id: int | None
        research_id: int | None

    class Meta:
        abstract = True

    @property
    def is_for_research_alone(self) -> bool:
        """Whether what is recorded under it is recorded for the project and for nothing else."""
        is_new = self.made_for == MadeFor.SECONDARY and self.further_to_id is None
        return self.research_id is not None and is_new

    @property
    def research_evidence(self) -> Research:
        """The four approvals of the project, as they stand today; none is missing where none is asked.

        Nobody is registered for what is over: nobody signs for it until it is renewed.
        """
        project = self.research
        if project is None:
            return Research()
        case = project.case_on(clock.today())
        runs = project.state != ResearchStatus.ENDED
        return Research(
            ethics=case.ethics_reference,
            registration=case.rd_reference,
            media_studio=case.media_studio and runs,
            information_governance=case.information_governance and runs,
        )

    def refuse_wrong_research(self, uses: Sequence[str]) -> None:
        """Raise ValidationError unless the project fits what the form asks for. Rules: R-163."""
        project = self.research
        if project is None:
            return
        if project.state in (ResearchStatus.REJECTED, ResearchStatus.ENDED):
            raise ValidationError({"research": f"That project is {project.state.label.lower()}"})
        if PermissionKind.NAMED_PURPOSE not in uses:
            raise ValidationError({"research": ONE_USE})
        if not self.is_for_research_alone:
            return
        if set(uses) != {PermissionKind.NAMED_PURPOSE}:
            raise ValidationError({"research": ALONE})
        if not project.makes_recordings:
            raise ValidationError({"research": OTHERWISE})

    def research_obstacle(self, moment: datetime) -> Reason | None:
        """Which gates of the project were shut then, where the recording is for it alone. Rules: R-163."""
        if not self.is_for_research_alone or self.research is None:
            return None
        missing = self.research.missing_at(moment)
        return lacking(missing) if missing else None


class ResearchOfRecording(models.Model):
    """The project that it was made for alone, and since when that had every gate open. Rules: R-163."""

    research = models.ForeignKey(
        ResearchProject,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="recordings",
    )
    research_from = models.DateTimeField("when every gate was open", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self: Any, *args: Any, **kwargs: Any) -> None:
        """By whichever way it is registered, it takes the project of its form with it."""
        if self._state.adding and self.form is not None and self.form.is_for_research_alone:
            self.research, self.research_from = self.form.research, self.form.research.activated_at
        super().save(*args, **kwargs)


RESEARCH_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_for_research_comes_after_every_gate",
        condition=Q(research=None, research_from=None)
        | Q(research__isnull=False, research_from__isnull=False, captured_at__gte=F("research_from")),
        violation_error_message="Nothing is recorded for a research project before every gate is open",
    ),
]
