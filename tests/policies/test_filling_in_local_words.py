"""Each open place of a text is shown with the words it stands in."""

import pytest

from policies.placeholders import said_around

TEXTS = (
    "New staff do so in their first {{ weeks }} weeks. We check it.",
    "| notes filed | {{ target }} | monthly |\n| asked | {{ other }} | {{ target_of }} |",
    "- {{ alone }}",
    "We list each one: {{ register }}. The rest follows.",
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("weeks", "New staff do so in their first … weeks."),
        ("target", "notes filed, …, monthly"),
        ("other", "asked, …, (target of)"),
        ("alone", "…"),
        ("register", "We list each one: …."),
        ("nowhere", ""),
    ],
)
def test_a_place_is_shown_in_its_own_sentence_or_row(name: str, said: str) -> None:
    assert said_around(TEXTS, name) == said
