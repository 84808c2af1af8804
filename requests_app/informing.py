"""What a patient was told and given, and what is still missing of it: pure answers over plain values."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from recordings_gov.decisions import Reason
from requests_app.vocabulary import WORDING, Choices

LANGUAGE = "another_language"
COMPLAIN = "how_to_complain"
STATUTORY = "ENG"
FIRST, LATE = "first", "late"
WITHOUT_LEAFLET = ("", "none")


@dataclass(frozen=True)
class Informed:
    """What is recorded of the patient's needs, what was supplied, and when it was explained.

    ``language`` and ``access_needs`` are the patient's, ``reasons`` the needs tapped; ``explained`` is
    *first*, *late* or empty; ``came_unasked`` where it was running or found before anybody talked.
    """

    language: str = ""
    access_needs: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()
    explained: str = ""
    was_told: bool = False
    was_made: bool = False
    came_unasked: bool = False


@cache
def words() -> dict[str, dict[str, dict[str, Any]]]:
    """The choices as they stand in their file, by kind and code."""
    with (WORDING / "informing.toml").open("rb") as file:
        return tomllib.load(file)


def choices(kind: str) -> Choices:
    """Code and label of every choice of one kind, in the order of the page."""
    return [(code, word["label"]) for code, word in words()[kind].items()]


def label(kind: str, code: str) -> str:
    """The label of a code; one that is no longer offered is shown as it was kept."""
    return str(words()[kind].get(code, {}).get("label", code.replace("_", " ").capitalize()))


def advice_choices(nation: str) -> Choices:
    """The advice to tick: sharing, notes, and how to complain with the regulator of the nation.

    Rules: R-046, R-243, R-244.
    """
    return [*choices("advised"), (COMPLAIN, label_of_complaint(nation))]


def label_of_complaint(nation: str) -> str:
    """How to complain, naming who regulates care there. Rules: R-244."""
    return str(regulator_of(nation)["label"])


def regulator_of(nation: str) -> dict[str, Any]:
    """Who regulates care in a nation; England's for one that is not known."""
    return words()["complain"].get(nation) or words()["complain"][STATUTORY]


def needs_of(informed: Informed) -> tuple[str, ...]:
    """The recorded needs, each once: of language, of access, and those tapped. Rules: R-019."""
    speaks_another = informed.language.strip().lower().split("-")[0] not in ("", "en")
    found = [*informed.access_needs, *informed.reasons, *([LANGUAGE] if speaks_another else [])]
    return tuple(dict.fromkeys(found))


def unmet(informed: Informed) -> tuple[str, ...]:
    """The recorded needs that nothing supplied has met. Rules: R-019."""
    return tuple(need for need in needs_of(informed) if not _is_met(need, informed.supplied))


def _is_met(need: str, supplied: Iterable[str]) -> bool:
    known = words()["need"].get(need)
    given = set(supplied)
    return bool(given & set(known["met_by"])) if known else bool(given)


def began_before_explained(informed: Informed) -> bool:
    """Whether recording began before anybody explained: said so, came unasked, or nobody told them at all.

    Rules: R-025.
    """
    if informed.explained == FIRST:
        return False
    untold = informed.was_made and not informed.was_told
    return informed.explained == LATE or informed.came_unasked or untold


def warnings(informed: Informed) -> tuple[Reason, ...]:
    """What to put right now, in words, with the rules it rests on. Rules: R-019, R-025."""
    found = []
    left = unmet(informed)
    if left:
        named = ", ".join(label("need", need).lower() for need in left)
        says = f"A need is recorded and nothing has met it yet: {named}. Say what you gave, or arrange it."
        found.append(Reason(says, ("R-019",)))
    if began_before_explained(informed):
        says = "The recording began before it was explained. Explain it now, and offer the leaflet."
        found.append(Reason(says, ("R-025",)))
    return tuple(found)
