"""What the patient must be told and may be offered: rows to tick, each standing for the points it names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from policies.answers import StanceAnswer
from policies.decisions import Situation


@dataclass(frozen=True)
class Point:
    """One thing to tell: what a tick means, and short words to say."""

    id: str
    tick: str
    say: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class ToldRow:
    """One row to tick: its words, and the points the tick stands for."""

    id: str
    says: str
    points: tuple[Point, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The points by name, as they are kept with the request."""
        return tuple(point.id for point in self.points)


@dataclass(frozen=True)
class ThingsToTell:
    """What belongs to one situation. ``rows`` are every *must*; ``extra`` are the *ifs* that hold."""

    situation: str
    title: str
    opening: str
    closing: str
    rows: tuple[ToldRow, ...]
    extra: tuple[Point, ...]
    offer: tuple[Point, ...]
    reasons_not_told: tuple[str, ...]

    @property
    def must(self) -> tuple[str, ...]:
        """The ids that need a tick or a reason."""
        return tuple(name for row in self.rows for name in row.ids)


def things_to_tell(
    situation: Situation,
    answer: StanceAnswer,
    telling: Mapping[str, Any],
    came_to_light: str = "",
) -> ThingsToTell:
    """What is to be told here. ``telling`` is ``policies.matrix.telling_of(version)``.

    ``came_to_light`` is "covert_found" or "contrary_to_policy" where that is what happened; else the
    situation follows from who records. An access need takes the persuading words away.
    Rules: R-017, R-018, R-021, R-025, R-038, R-040, R-046, R-047, R-234, R-236, R-237, R-238, R-242.
    """
    asked = "third_party" if situation.recorder == "person_with_them" else "open_request"
    each = next(one for one in telling["situation"] if one["id"] == (came_to_light or asked))
    points = {one["id"]: _point(one) for one in telling["item"]}
    left_out = set(answer.drop_telling) | {
        one["id"] for one in telling["item"] if situation.setting in one.get("leave_out_when", ())
    }
    extra = [name for case in _cases(situation, answer) for name in each.get(case, ())]
    rows = tuple(
        ToldRow(row["id"], row["says"], tuple(points[name] for name in row["items"])) for row in each["row"]
    )
    must = {name for row in rows for name in row.ids}
    return ThingsToTell(
        situation=each["id"],
        title=each["title"],
        opening=each["opening"],
        closing=each["closing"],
        rows=rows,
        extra=_named(extra, points, left_out | must),
        offer=_named(each["offer"], points, left_out),
        reasons_not_told=tuple(telling["list"]["reasons_not_told"]),
    )


def _cases(situation: Situation, answer: StanceAnswer) -> list[str]:
    """Which of the *ifs* hold here."""
    holds = {
        "if_picture_of_staff": bool({"photo", "video", "live_call"} & set(situation.media)),
        "if_voice_wish": "active_objection" in situation.circumstances,
        "if_not_supported": answer.verdict == "not_supported",
        "if_others_near": "others_near" in situation.circumstances,
        "if_screen": "screen" in situation.media,
        "if_discouraged": answer.verdict == "discourage",
        "if_zone": answer.verdict == "not_safe",
        "if_third_party": situation.recorder == "person_with_them",
        "if_useful_to_care": "useful_to_care" in situation.circumstances,
    }
    return [case for case, true in holds.items() if true]


def _point(one: Mapping[str, Any]) -> Point:
    return Point(one["id"], one["tick"], one["say"], tuple(one["rules"]))


def _named(names: Iterable[str], points: Mapping[str, Point], left_out: set[str]) -> tuple[Point, ...]:
    return tuple(points[name] for name in dict.fromkeys(names) if name not in left_out)
