"""The figures beside a leaflet are those that the starter content quotes, to the tenth."""

import socket
from typing import Any

import pytest

from policies import reading_age
from policies.models.leaflet_edition import LeafletEdition
from policies.starter.loading_leaflets import words_of

# Words, words a sentence, Flesch-Kincaid grade, reading age, reading ease, SMOG, Fog.
QUOTED = {
    "recording-your-pregnancy-scan": (651, 8.3, 2.1, 7.1, 95.2, 6.2, 4.3),
    "recording-your-radiotherapy": (615, 8.5, 2.1, 7.1, 95.0, 6.1, 4.3),
    "recording-your-scan-or-appointment.easy-read": (457, 6.4, 0.3, 5.3, 104.0, 4.6, 2.8),
    "recording-your-scan-or-appointment": (713, 8.2, 2.5, 7.5, 91.6, 6.8, 4.8),
    "the-status-of-your-recording": (670, 8.2, 2.3, 7.3, 93.0, 6.3, 4.4),
    "your-photographs-and-your-consent": (809, 9.4, 2.9, 7.9, 90.8, 6.6, 4.9),
}
SHOWN = ("words", "words_a_sentence", "grade", "kincaid_age", "ease", "smog", "fog")


def edition_of(name: str, **given: Any) -> LeafletEdition:
    front, parts = words_of(name)
    return LeafletEdition(title=front["title"], sections=parts, format=front["format"], **given)


@pytest.mark.parametrize("name", QUOTED)
def test_the_figures_are_those_that_the_starter_content_quotes(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it went out for a word list"))
    found = reading_age.of_edition(edition_of(name))
    assert tuple(found[each] for each in SHOWN) == QUOTED[name]
    assert found["age"] == round(found["smog"] + 5, 1) <= 12


def test_longer_words_and_sentences_are_harder() -> None:
    plain = reading_age.of_words("We write a short note. It goes in your record.")
    hard = reading_age.of_words(
        "Documentation concerning the aforementioned audiovisual recording is incorporated contemporaneously "
        "into the electronic health record maintained by the organisation."
    )
    assert hard["smog"] > plain["smog"]
    assert hard["grade"] > plain["grade"] + 10


def test_only_english_is_measured() -> None:
    assert reading_age.of_edition(edition_of("recording-your-scan-or-appointment.ur", language="ur")) == {}
