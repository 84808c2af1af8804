"""What a survey may tell, and what it never tells: what one person answered. Pure.

Nothing is told of fewer than five answers. From five to nine, a choice is *more than half*, *half*
or *fewer than half*. From ten, counts, but none below five, and nothing from which a one, two or three
could be reckoned. So nobody, not even one who knows their own answer, learns that all the others
answered alike. There is no breakdown by role, team or day, and no answer stands beside another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policies.survey_questions import Question

LEAST = 5
"""Fewer answers than this are not shown at all; no count below it is. Source: trust 3.1, row 31."""
COUNTED_FROM = 10
HIDDEN = "Not shown: small"


@dataclass(frozen=True)
class Result:
    """A question with what may be told of it: each choice with a count in words, or the texts."""

    question: Question
    told: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()
    answers: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered it."""
        return bool(self.told or self.texts)


def results(questions: Sequence[Question], answers: Mapping[str, Iterable[str]]) -> list[Result]:
    """What may be told of each question, from all its answers in whatever order. Rules: R-037."""
    return [_result(question, list(answers.get(question.code, ()))) for question in questions]


def _result(question: Question, given: list[str]) -> Result:
    if len(given) < LEAST:
        return Result(question)
    if not question.choices:
        return Result(question, texts=tuple(sorted(given, key=str.casefold)))
    counts = [given.count(code) for code, _ in question.choices]
    told = zip((words for _, words in question.choices), told_counts(counts), strict=True)
    return Result(question, told=tuple(told), answers=f"{len(given):,} answers")


def told_counts(counts: Sequence[int]) -> list[str]:
    """Each count as it may be told; raises ValueError for fewer than five answers in all."""
    total = sum(counts)
    if total < LEAST:
        raise ValueError("Fewer than five answers are never told.")
    if total < COUNTED_FROM:
        return [_by_half(count, total) for count in counts]
    told = [f"{count:,}" if count >= LEAST else HIDDEN for count in counts]
    small = [count for count in counts if count < LEAST]
    if small and sum(small) < LEAST:
        # The shown counts and the total would give the small ones away: the smallest shown one is blurred.
        place = min((place for place, count in enumerate(counts) if count >= LEAST), key=counts.__getitem__)
        lowest = counts[place] + sum(small) - (LEAST - 1)
        told[place] = f"At least {lowest:,}" if lowest >= LEAST else HIDDEN
    return told


def _by_half(count: int, total: int) -> str:
    if count * 2 == total:
        return "Half"
    return "More than half" if count * 2 > total else "Fewer than half"
