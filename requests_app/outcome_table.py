"""The whole table of honest outcomes, cell by cell, asked of the one decision function."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, product

from requests_app.decisions import PATIENT, Endings, Facts, outcomes_for
from requests_app.endings import ENDINGS, untrue_by_now
from requests_app.models.words import Ended, Made
from requests_app.vocabulary import choices

STANCES = tuple(ENDINGS)
PURPOSE_WORDS = dict(choices("purpose"))
PURPOSES = tuple(PURPOSE_WORDS)
NEEDS = (False, True)
ROUTES = ("", "communications")
MADE = tuple(str(code) for code in Made.values)
SAID = ("", *(str(code) for code in Ended.values))
COLUMNS = SAID[1:]
# Who records, and whose yes there is: every way in which the answer about it can differ.
WHO = {
    "the patient": {},
    "somebody else, patient not asked": {"recorder": "family"},
    "somebody else, patient says yes": {"recorder": "family", "permission": "yes"},
    "somebody else, patient says no": {"recorder": "family", "permission": "no"},
    "somebody else, nobody lawful speaks": {"recorder": "family", "permission": "cannot_say"},
    "somebody else, lawful representative": {
        "recorder": "family",
        "permission": "cannot_say",
        "authority": "Seen",
    },
}
MARKS = {"first": "■", "more": "□", "": "·"}


@dataclass(frozen=True)
class Cell:
    """One question to the decision function, and its answer."""

    who: str
    facts: Facts
    endings: Endings

    @property
    def kind(self) -> str:
        """What it is for, in words."""
        if self.facts.route:
            return "not a patient's recording"
        purpose = PURPOSE_WORDS[self.facts.purpose].lower()
        return f"{purpose}, {'a need' if self.facts.has_need else 'no need'}"

    def mark(self, outcome: str) -> str:
        """Where the page shows this outcome: first, under "Something else happened", or nowhere."""
        place = "first" if outcome in self.endings.first else "more" if outcome in self.endings.more else ""
        return MARKS[place]


def cells() -> Iterator[Cell]:
    """Every stance, purpose, need, route, recorder with permission, recording and last outcome."""
    for stance, purpose, need, route, who, made, said in product(
        STANCES, PURPOSES, NEEDS, ROUTES, WHO, MADE, SAID
    ):
        facts = Facts(
            stance=stance,
            purpose=purpose,
            **{"recorder": PATIENT, **WHO[who]},
            has_need=need,
            route=route,
            made=made,
            said=(said,) if said else (),
        )
        yield Cell(who, facts, outcomes_for(facts))


def empty_cells() -> list[Cell]:
    """Those in which nothing could honestly be chosen: there must be none."""
    return [cell for cell in cells() if not cell.endings.first]


def as_text() -> Iterator[str]:
    """Readable: what policy, purpose and people leave open at first, then what becomes untrue later."""
    yield 'How a request may end. ■ shown first, □ under "Something else happened", · not offered.'
    yield ""
    yield from (f"   {number} = {Ended(outcome).label}" for number, outcome in enumerate(COLUMNS, 1))
    yield ""
    yield "1. By policy, purpose, need and who records, before anything is known of a recording"
    fresh = [cell for cell in cells() if cell.facts.made == Made.NOT_KNOWN and not cell.facts.said]
    for stance in STANCES:
        yield from ("", _line(stance, _numbers()))
        yield from _merged([cell for cell in fresh if cell.facts.stance == stance])
    yield ""
    yield "2. What is no longer offered (×) once more is known; both kinds add up"
    yield from ("", _line("recording made", _numbers()))
    yield from (_line(Made(made).label, _untrue(made, "")) for made in MADE)
    yield from ("", _line("said before", _numbers()))
    yield from (_line(Ended(said).label, _untrue(Made.NOT_KNOWN, said)) for said in COLUMNS)
    yield ""
    yield f"{sum(1 for _ in cells()):,} cells asked, {len(empty_cells())} of them empty."


def _line(title: str, marks: str) -> str:
    return f"{title:<60}{marks}".rstrip()


def _numbers() -> str:
    return "".join(f"{number:<3}" for number in range(1, len(COLUMNS) + 1))


def _untrue(made: str, said: str) -> str:
    untrue = untrue_by_now(made, (said,) if said else ())
    return "".join(f"{'×' if each in untrue else '':<3}" for each in COLUMNS)


def _marks(cell: Cell) -> str:
    return "".join(f"{cell.mark(outcome):<3}" for outcome in COLUMNS)


def _merged(row: list[Cell]) -> Iterator[str]:
    """One line for all situations that are answered alike."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for _, found in groupby(row, key=lambda cell: (cell.facts.purpose, cell.facts.has_need, cell.kind)):
        people = list(found)
        kinds.setdefault(tuple(_marks(cell) for cell in people), []).append(people[0].kind)
    for alike, same in kinds.items():
        yield f"  {'; '.join(dict.fromkeys(same))}"
        for marks in dict.fromkeys(alike):
            who = [name for name, each in zip(WHO, alike, strict=True) if each == marks]
            named = who if len(who) < len(WHO) else ["whoever records"]
            yield from (_line(f"    {name}", marks) for name in named)


def as_data() -> list[dict[str, object]]:
    """For machines: every cell, with the outcomes in the order of the page and the reasons."""
    return [
        {
            "stance": cell.facts.stance,
            "purpose": cell.facts.purpose,
            "who": cell.who,
            "need": cell.facts.has_need,
            "goes_elsewhere": cell.facts.route,
            "recording_made": cell.facts.made,
            "said_before": list(cell.facts.said),
            "first": list(cell.endings.first),
            "more": list(cell.endings.more),
            "reasons": [reason.says for reason in cell.endings.reasons],
        }
        for cell in cells()
    ]
