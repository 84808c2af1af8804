"""What somebody answered: the one record in the house without an author, a time or a history.

Nothing joins an answer to the person, and nothing joins two answers of one person:

- a row is one answer to one question; it has no person, no token, no time of any kind, no history, no event;
- its id is random, so it has no order; and each time somebody answers, all rows of the survey are written
  anew in a random order under new ids, so neither their place in the table nor the number of the
  transaction that wrote them tells which were added last. Source: trust 2, history rows and event log.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from policies.survey_questions import QUESTIONS
from recordings_gov.audit.text import plain

LONGEST_WORDS = 1000


def random_id() -> int:
    """A number that says nothing about when it was drawn."""
    return secrets.randbits(62)


class SurveyAnswerQuerySet(models.QuerySet):
    """All answers of a survey together; there is no way to ask for one person's."""

    def by_question(self, survey: int) -> dict[str, list[str]]:
        """Every answer to each question, sorted by what it says."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, said in self.filter(survey=survey).order_by("said").values_list("question", "said"):
            found[code].append(said)
        return dict(found)


class SurveyAnswer(models.Model):
    """One answer to one question of one survey, by nobody known. Rules: R-037."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    survey = models.ForeignKey("policies.Survey", on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=12)
    said = models.TextField()

    objects: ClassVar[Any] = SurveyAnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(name="survey_answer_says_something", condition=~models.Q(said="")),
        ]

    def __str__(self) -> str:
        return "An answer"

    @classmethod
    def drop_in(cls, survey: int, answers: Mapping[str, str]) -> None:
        """Put these answers into the box and shake it; the caller has locked the survey.

        Raises ValidationError for an answer that is none of the question's.
        """
        rows = cls.objects.filter(survey=survey)
        box = [*rows.values_list("question", "said"), *checked(answers)]
        secrets.SystemRandom().shuffle(box)
        rows.delete()
        cls.objects.bulk_create(cls(survey_id=survey, question=code, said=said) for code, said in box)


def checked(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """The answers that were given, each one of its question's choices or plain words."""
    found = []
    for question in QUESTIONS:
        said = plain(answers.get(question.code, "").strip())
        if question.choices and said and said not in dict(question.choices):
            raise ValidationError({question.code: "Choose one of the answers"})
        if len(said) > LONGEST_WORDS:
            raise ValidationError({question.code: f"Use {LONGEST_WORDS:,} characters or fewer"})
        if said:
            found.append((question.code, said))
    if not found:
        raise ValidationError("Answer at least one question")
    return found
