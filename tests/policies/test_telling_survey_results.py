"""What the results of an anonymous survey may tell: looked at for every possible outcome. No database."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest

from policies.survey_questions import QUESTIONS, Question
from policies.survey_results import HIDDEN, results, told_counts

CHOICES = (("yes", "Yes"), ("ask", "Ask"), ("no", "No"))
ASKED = Question("image", "Is that all right?", CHOICES)
IN_WORDS = Question("words", "What should it say?")


def alike(choices: int, total: int) -> Iterator[list[tuple[int, ...]]]:
    """The outcomes of so many answers, in groups that look the same to whoever reads the results."""
    shown: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(total + 1), repeat=choices):
        if sum(counts) == total:
            shown[tuple(told_counts(counts))].append(counts)
    yield from shown.values()


@pytest.mark.rule("R-037", "R")
def test_four_answers_tell_nothing_and_five_tell_something() -> None:
    (four,) = results([ASKED], {"image": ["yes"] * 4})
    (five,) = results([ASKED], {"image": ["yes"] * 3 + ["no"] * 2})
    assert not four.is_shown
    assert five.told == (("Yes", "More than half"), ("Ask", "Fewer than half"), ("No", "Fewer than half"))
    with pytest.raises(ValueError, match="never told"):
        told_counts([4, 0, 0])


def test_each_question_needs_its_own_five_answers() -> None:
    image, words = results([ASKED, IN_WORDS], {"image": ["yes"] * 9, "words": ["b", "A", "d", "c"]})
    assert image.is_shown
    assert not words.is_shown
    (words,) = results([IN_WORDS], {"words": ["b", "A", "d", "c", "e"]})
    assert words.texts == ("A", "b", "c", "d", "e")


@pytest.mark.parametrize("choices", [2, 3])
def test_nobody_learns_that_all_answered_alike(choices: int) -> None:
    """Not from outside, and not by taking away the one answer that one knows: one's own."""
    for total in range(5, 26):
        for outcomes in alike(choices, total):
            assert any(max(counts) < total for counts in outcomes), outcomes
            for mine in range(choices):
                others = [
                    [count - (place == mine) for place, count in enumerate(counts)]
                    for counts in outcomes
                    if counts[mine]
                ]
                for place in range(choices):
                    assert not others or any(counts[place] < total - 1 for counts in others), outcomes


def test_no_count_of_one_two_or_three_can_be_reckoned() -> None:
    for total in range(10, 26):
        for outcomes in alike(3, total):
            for place in range(3):
                possible = {counts[place] for counts in outcomes}
                assert len(possible) > 1 or min(possible) > 3, (outcomes, place)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([6, 4, 2], ["6", HIDDEN, HIDDEN]),
        ([45, 3], ["At least 44", HIDDEN]),
        ([20, 20, 1], ["At least 17", "20", HIDDEN]),
        ([10, 10], ["10", "10"]),
        ([5, 5, 2], [HIDDEN, "5", HIDDEN]),
        ([3, 3], ["Half", "Half"]),
    ],
)
def test_counts_are_told_so(counts: list[int], told: list[str]) -> None:
    assert told_counts(counts) == told


def test_no_question_asks_who_answers() -> None:
    words = " ".join(
        f"{question.code} {question.says} {dict(question.choices)}" for question in QUESTIONS
    ).lower()
    for asked in ("your role", "your age", "your team", "how long", "band", "gender", "name"):
        assert asked not in words.replace("out names", "")
