"""Whether a patient was asked about company, notes and a sound recording before a visit, and the answer."""

import re
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition

ACCESSION = re.compile(r"[A-Z0-9][A-Z0-9./-]{2,19}")


class PromptStatus(models.TextChoices):
    """A prompt stands, or was taken back on its day because it was wrong."""

    KEPT = "kept", "Kept"
    TAKEN_BACK = "taken_back", "Taken back"


class Prompted(models.TextChoices):
    """What can be offered before a visit. Rules: R-018."""

    COMPANY = "company", "To be accompanied"
    NOTES = "notes", "To take notes"
    AUDIO = "audio", "To make a sound recording"


class Answered(models.TextChoices):
    """What the patient said. Rules: R-018."""

    TAKES_UP = "takes_up", "Takes it up"
    WANTS = "wants", "Would like to, not this time"
    NO = "no", "No, thank you"


class VisitPromptQuerySet(GovernedQuerySet):
    """Prompts by who may see them."""

    def visible_to(self, user: Any) -> "VisitPromptQuerySet":
        """The only door; it fails shut."""
        rows: VisitPromptQuerySet = user.reach("visit.prompt").rows(self)
        return rows

    def kept(self) -> "VisitPromptQuerySet":
        """Those that stand."""
        return self.filter(status=PromptStatus.KEPT)


class VisitPrompt(GovernedModel):
    """One visit, known by its accession number alone: asked or not, offered what, answered how. Rules: R-018.

    It names no patient and makes no request to record.
    """

    reference_kind: ClassVar[str] = "VP"
    detail_url_name: ClassVar[str] = "requests:prompt-take-back"

    status = models.CharField(max_length=10, choices=PromptStatus, default=PromptStatus.KEPT)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    accession_number = models.CharField(max_length=20)
    is_asked = models.BooleanField("the patient was asked")
    offered = models.JSONField("what was offered", default=list, blank=True)
    answer = models.CharField(max_length=10, choices=Answered, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    objects: ClassVar[Any] = VisitPromptQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "accession_number"],
                condition=Q(status=PromptStatus.KEPT),
                name="visit_prompt_once_a_visit",
                violation_error_message="This visit has its answer already. Undo that one first",
            ),
            models.CheckConstraint(
                name="visit_prompt_answered_when_asked",
                condition=(Q(is_asked=True) & ~Q(answer="")) | Q(is_asked=False, answer=""),
                violation_error_message="Say what the patient answered, or that they were not asked",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["department", "-said_at"], name="visit_prompt_of_department"),
            models.Index(fields=["-said_at"], name="visit_prompt_newest"),
        ]

    @classmethod
    def note(
        cls, *, by: Any, department: Department, accession_number: str, answer: str = "", offered: Any = ()
    ) -> Self:
        """Keep the prompt of a visit; no answer means that the patient was not asked. Rules: R-018.

        Raises ValidationError for a number out of form, or a visit that has its prompt already.
        """
        number = "".join(accession_number.split()).upper()
        if not ACCESSION.fullmatch(number):
            raise ValidationError({"accession_number": "Scan or type the number of the visit"})
        if answer and not set(offered) <= set(Prompted.values):
            raise ValidationError({"left_out": "Choose from what can be offered"})
        if answer and not offered:
            raise ValidationError({"left_out": "If nothing was offered, say that you did not ask"})
        with transaction.atomic(), acting_as(by):
            prompt = cls(
                department=department,
                accession_number=number,
                is_asked=bool(answer),
                offered=[code for code in Prompted.values if answer and code in offered],
                answer=answer,
                said_at=clock.now(),
            )
            if not by.can("visit.prompt", prompt):
                raise PermissionDenied(f"{by} may not note a prompt in {department}.")
            prompt.said_by = by
            prompt.event_action = "visitprompt.note"
            prompt.save()
        return prompt

    @transition(source=[PromptStatus.KEPT], target=PromptStatus.TAKEN_BACK, allowed="visit.prompt")
    def take_back(self, *, by: Any) -> None:
        """Undo a wrong tap on the same day; what it said stays in its history. Rules: R-018."""
        if not self.is_of_today:
            raise ValidationError("This can be undone on the same day only")

    @property
    def is_of_today(self) -> bool:
        """Whether it was noted today."""
        return clock.local(self.said_at).date() == clock.today()

    @property
    def says(self) -> str:
        """The answer in words."""
        return str(self.get_answer_display()) if self.is_asked else "Not asked"
