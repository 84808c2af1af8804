"""What becomes of a recording, over the whole table and with properties; no database."""

from itertools import product

import pytest

from consent.ending import Ended, Follows, what_follows

KINDS = ("record", "teaching", "named_purpose")
LEFT = [
    frozenset(kind for kind, is_in in zip(KINDS, row, strict=True) if is_in)
    for row in product((False, True), repeat=3)
]
CASES = [
    Ended(care, left, published, after, never)
    for care, left, published, after, never in product((True, False), LEFT, *[(False, True)] * 3)
]
HARDNESS = [Follows.STAYS, Follows.RESTRICTED, Follows.QUARANTINED]


@pytest.mark.rule("R-134", "E")
@pytest.mark.rule("R-155", "E")
def test_every_cell_of_the_table_has_its_answer():
    for case in CASES:
        if case.never_counted or case.made_after_the_word:
            expected = Follows.QUARANTINED
        elif case.made_for_care:
            expected = Follows.STAYS if "record" in case.remains else Follows.RESTRICTED
        else:
            expected = Follows.STAYS if case.remains else Follows.QUARANTINED
        answer = what_follows(case)
        assert answer.verdict == expected, case
        assert answer.reasons[0].says
        assert answer.rules


@pytest.mark.rule("R-134", "E")
def test_whoever_takes_everything_back_leaves_nothing_to_be_used():
    for case in CASES:
        if not case.remains:
            assert what_follows(case).verdict != Follows.STAYS, case


@pytest.mark.rule("R-133", "E")
def test_taking_more_back_never_opens_anything():
    for case in CASES:
        for kind in case.remains:
            fewer = Ended(
                case.made_for_care, case.remains - {kind}, case.published, case.made_after_the_word,
                case.never_counted,
            )  # fmt: skip
            before, after = what_follows(case).verdict, what_follows(fewer).verdict
            assert HARDNESS.index(Follows(after)) >= HARDNESS.index(Follows(before)), case


@pytest.mark.rule("R-135", "E")
def test_what_came_out_is_never_said_to_be_called_back():
    for case in CASES:
        says = [reason.says for reason in what_follows(case).obstacles]
        assert bool(says) == case.published
        assert all("cannot be called back" in each for each in says)
