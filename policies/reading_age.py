"""How hard a text is to read: the figures that are kept with an edition and shown on its page.

Syllables come from the CMU dictionary that textstat brings along, so nothing is fetched. English
alone is measured. The figures say that sentences and words are short, not that people understand:
only lay readers can (R-004).
"""

import re
from typing import TYPE_CHECKING, Any

from policies.languages import FIRST, language
from policies.placeholders import PLACE
from policies.wording import without_pictures

if TYPE_CHECKING:
    from policies.models import LeafletEdition

# What stands in the open places while the words are counted: an average name, not this department's.
SAMPLE = {
    "department_name": "The scan team",
    "organisation_name": "our hospital",
    "local_rule_end_of_scan": "You can take one picture of the screen then.",
    "picture_service_text": "You can buy a printed picture from us. Ask at the desk.",
    "room_pictures_text": "We have pictures that you can keep.",
    "issued_on": "3 May 2026",
    "review_due_on": "3 May 2027",
    "version": "1",
}


def of_edition(edition: "LeafletEdition") -> dict[str, float]:
    """The figures of all that a patient reads of this edition; none for a translation. Rules: R-002."""
    if edition.language != FIRST or not edition.sections:
        return {}
    return of_words(_whole(edition.heading, edition.sections, edition.format))


def of_words(words: str) -> dict[str, float]:
    """Words, words a sentence, Flesch-Kincaid grade, Flesch reading ease, SMOG, Fog and reading age.

    ``age`` is the SMOG grade plus five, the stricter measure; ``kincaid_age`` the other one plus five.
    """
    import textstat  # type: ignore[import-untyped]

    text = _plain(words)
    count, sentences = textstat.lexicon_count(text), max(1, textstat.sentence_count(text))
    grade, smog = round(textstat.flesch_kincaid_grade(text), 1), round(textstat.smog_index(text), 1)
    return {
        "words": count,
        "words_a_sentence": round(count / sentences, 1),
        "grade": grade,
        "kincaid_age": round(grade + 5, 1),
        "ease": round(textstat.flesch_reading_ease(text), 1),
        "smog": smog,
        "age": round(smog + 5, 1),
        "fog": round(textstat.gunning_fog(text), 1),
    }


def _whole(title: str, sections: list[dict[str, Any]], form: str) -> str:
    """The text as it is printed: title, whose it is, the parts, and the lines that end every leaflet."""
    easy, words = form == "easy_read", language(FIRST)
    nation = words.said("nation_line", nation=words.words["nations"]["ENG"])
    ends = [words.words["easy_disclaimer" if easy else "disclaimer"]]
    line = words.words["easy_line" if easy else "version_line"].format(**SAMPLE)
    head = [f"# {title}", *(["Easy read"] if easy else []), "The scan team, our hospital"]
    parts = [f"## {part['title']}\n\n{part['body']}" if part["title"] else part["body"] for part in sections]
    return "\n\n".join([*head, *parts, f"{nation} {ends[0]}", line])


def _plain(words: str) -> str:
    """Sentences as they are read aloud: a heading, a bullet and a line of an address is one each."""
    words = PLACE.sub(lambda place: SAMPLE.get(place[1], "us"), without_pictures(words))
    lines = []
    for line in words.splitlines():
        read = re.sub(r"^\s*(#+|[-*]|\d+\.)\s+", "", line).replace("**", "").strip()
        if read:
            lines.append(read if read[-1] in ".!?:" else f"{read}.")
    return re.sub(r":(\s|$)", r".\1", " \n".join(lines))
