"""A consent form about which several people are asked."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.agreeing import Said, together
from consent.models.form_choices import FormStatus
from consent.models.others_answer import OthersAnswer
from recordings_gov import clock
from recordings_gov.decisions import Decision
from recordings_gov.workflow import WrongState, transition

NOTHING_TO_SETTLE = "Nobody answers differently, so there is nothing to settle."
HEARD_IN = (FormStatus.DRAFT, FormStatus.AWAITING_SIGNATURES, FormStatus.SIGNED)


class AgreeingOnForm(models.Model):
    """Every answer is kept; one that differs stops the form until it is settled. Rules: R-147."""

    settled_how = models.CharField("how it was settled", max_length=500, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    if TYPE_CHECKING:
        signer: str
        status: str
        others_answers: Any

    class Meta:
        abstract = True

    @transition(source=HEARD_IN, target=set(HEARD_IN), allowed="consent.record")
    def hear(self, *, by: Any, name: str, standing: str, answer: str, words: str = "") -> str:
        """What somebody beside the signer says; a settlement from before counts no longer. Rules: R-147."""
        said = {"name": name.strip(), "standing": standing, "answer": answer, "words": words.strip()}
        OthersAnswer(form_id=self.pk, by=by, at=clock.now(), **said).save()
        self.settled_how, self.settled_by = "", None
        return self.status

    @transition(source=HEARD_IN, target=set(HEARD_IN), allowed="consent.assess")
    def settle(self, *, by: Any, how: str) -> str:
        """A clinician writes down how people who answered differently came to one answer. Rules: R-147."""
        if self.answers_together().verdict != "conflict":
            raise WrongState(NOTHING_TO_SETTLE)
        if not how.strip():
            raise ValidationError({"how": "Say how it was settled"})
        self.settled_how, self.settled_by = how.strip(), by
        return self.status

    def answers_together(self) -> Decision:
        """Whether those who were asked agree."""
        rows = (Said(row.name, row.standing, row.answer) for row in self.others_answers.all())
        return together(self.signer, rows, is_settled=bool(self.settled_how))

    def refuse_conflict(self) -> None:
        """Raise ValidationError while people with a say answer differently. Rules: R-147. Conflict: C-24."""
        answer = self.answers_together()
        if answer.obstacles:
            raise ValidationError([reason.says for reason in answer.obstacles], code="conflict")


AGREEING_CONSTRAINTS = [
    models.CheckConstraint(
        name="consent_form_settled_by_somebody_with_words",
        condition=Q(settled_how="", settled_by=None) | Q(~Q(settled_how=""), settled_by__isnull=False),
    ),
]
