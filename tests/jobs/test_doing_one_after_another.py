"""What goes wrong with one thing of a job stops no other, and is not kept quiet."""

import logging

import pytest

from recordings_gov.jobs.each import each

logger = logging.getLogger("recordings_gov.jobs")


def test_each_has_its_turn_and_the_first_error_comes_out_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    had = []

    def half(number: int) -> int:
        had.append(number)
        if number % 2:
            raise ValueError(f"Marigold Test {number}")
        return number

    with pytest.raises(ValueError, match="Marigold Test 1"):
        each([2, 1, 4, 3], half, logger, lambda number: f"thing {number}")
    assert had == [2, 1, 4, 3]
    assert [record.getMessage() for record in caplog.records] == [
        "thing 1 went wrong: ValueError",
        "thing 3 went wrong: ValueError",
    ]
    assert each([2, 4], half, logger, str) == 6
