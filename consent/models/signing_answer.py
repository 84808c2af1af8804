"""What was answered about who signs, or judged: dated, versioned, and never written over."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.anonymising import refuse_as_ground
from consent.signing.reading import evidence_of
from consent.signing.words import Ask
from recordings_gov import clock
from recordings_gov.audit.models import GovernedRow
from recordings_gov.audit.text import plain

QUESTIONS = [(each.value, each.value.replace("_", " ").capitalize()) for each in Ask]
CANNOT_DECIDE = "cannot"
# Reasons of staff why somebody else decides, or nobody is asked. What a patient or child says is theirs.
WITHOUT_THEIR_YES = (Ask.AUTHORITY, Ask.CARE, Ask.UNCONSCIOUS, Ask.OFFICER, Ask.CONSULTANT, Ask.POST_MORTEM)


class SigningAnswer(GovernedRow):
    """One group of questions, answered once by one person; the newest of a group counts.

    ``facts`` holds what the decision reads, ``words`` what was said beside it, and ``version`` the
    edition of the questions. Rules: R-139, R-140.
    """

    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="signing_answers")
    question = models.CharField(max_length=16, choices=QUESTIONS)
    outcome = models.CharField(max_length=12, blank=True)
    facts = models.JSONField(default=dict)
    words = models.JSONField(default=dict, blank=True)
    version = models.CharField("edition of the questions", max_length=8)
    look_again_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="signing_answer_that_somebody_cannot_decide_has_its_end",
                condition=~Q(question=Ask.CAPACITY, outcome=CANNOT_DECIDE) | Q(look_again_on__isnull=False),
                violation_error_message="Give the date to look again",
            ),
            models.CheckConstraint(
                name="signing_answer_names_its_edition",
                condition=~Q(version=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["look_again_on"],
                name="signing_answer_to_look_again",
                condition=Q(look_again_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_question_display())

    @property
    def evidence(self) -> tuple[str, Any]:
        """As the decision reads it; raises ValueError."""
        judged_on: date = clock.local(self.at).date()
        return evidence_of(self.question, self.facts, judged_on)

    def clean(self) -> None:
        """Facts of its own question and no other, in plain text. Raises ValidationError. Rules: R-131."""
        for held in (self.facts, self.words):
            held.update({name: plain(said) for name, said in held.items() if isinstance(said, str)})
        try:
            self.evidence  # noqa: B018 - reading it is the check
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if self.question in WITHOUT_THEIR_YES:
            said = {**self.facts, **self.words}
            refuse_as_ground(**{name: text for name, text in said.items() if isinstance(text, str)})
