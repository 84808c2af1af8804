"""What local policy says about a recording: pure answers over plain values, with the rules they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass

from policies.answers import MediumAnswer, Offer, Safety, StanceAnswer, Wanted
from policies.publishing import PublishingFacts, obstacles_to_publishing
from policies.stances import NOT_LIVE, PERSONAL_RECORD, Matrix, Overlay, Term, Zone
from recordings_gov.decisions import Reason

__all__ = [
    "MediumAnswer",
    "Offer",
    "PublishingFacts",
    "Safety",
    "Situation",
    "StanceAnswer",
    "Wanted",
    "obstacles_to_publishing",
    "stance_for",
]

STRICTNESS = ("facilitate", "conditions", "discourage", "not_supported")
LIVE_CALL = "live_call"
IMAGES = ("photo", "video", "screen", LIVE_CALL)

HEADLINES = {
    "facilitate": "Go ahead and help",
    "conditions": "Go ahead, with care",
    "discourage": "Advise against it, and offer something better",
    "not_supported": "Ask them not to, and offer something better",
    "not_safe": "Not here: it is not safe",
    "no_answer": "Our policy has no answer yet",
}
NOT_SAFE_PATIENT = "Not here, please. We will tell you why, and where or when you can."
NO_ANSWER_PATIENT = "You can keep a note of your care. We will tell you where a phone is not safe."
NO_ANSWER = Reason(
    "No policy is in force here, so nothing is discouraged. Safety zones and what must be told still hold.",
    ("R-007", "R-021"),
)
STOPPED = ("stopped_for_safety", "patient_chose_not_to", "stopped_for_interference", "went_ahead_contrary")


@dataclass(frozen=True)
class Situation:
    """What is asked: the words of the matrix, and what is true of this patient and place.

    ``circumstances`` are ids of overlays (child, intimate, active_objection, trust_employee, at_home,
    departmental_picture …); ``needs`` are access needs in any words; ``zones`` the zones that the
    device would be in; ``exposure`` is true while X-rays or the beam are or may be on.
    """

    setting: str
    modality: str
    media: tuple[str, ...]
    recorder: str = "patient"
    purpose: str = PERSONAL_RECORD
    needs: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    exposure: bool = False


def stance_for(situation: Situation, matrix: Matrix) -> StanceAnswer:
    """What local policy says about this exam, these media and this recorder.

    The row that names most dimensions wins, one for each medium; the strictest medium is the
    headline, conditions and alternatives are the union. Overlays come next: an access need turns
    *discourage* into *conditions*. Zones come last and beat every stance. A matrix without rows
    answers *no_answer*: nothing is discouraged, and safety still holds. *not_supported* never
    meets a personal record or an access need. Raises ValueError when no medium is named.
    Rules: R-007, R-012, R-017, R-021, R-036, R-043, R-044, R-051, R-235. Conflicts: C-01, C-04.
    """
    if not situation.media:
        raise ValueError("Name at least one medium.")
    overlays = _overlays(situation, matrix)
    answers = tuple(_for_medium(medium, situation, matrix, overlays) for medium in situation.media)
    here = _zones_here(situation, matrix)
    stopped = [zone for zone in here if zone.blocks]
    verdict = "not_safe" if stopped else max((one.verdict for one in answers), key=_strictness)
    strictest = [one for one in answers if one.verdict == verdict] or list(answers)
    words = matrix.words.get(verdict)
    return StanceAnswer(
        verdict=verdict,
        headline=_headline(verdict, stopped),
        patient_headline=words.patient if words else _patient_headline(verdict),
        reasons=_reasons(stopped, strictest, overlays),
        patient_words=tuple(dict.fromkeys(_patient_words(stopped, strictest, overlays))),
        conditions=_conditions(answers, situation, matrix, overlays),
        alternatives=_alternatives(answers, matrix, overlays, here),
        by_medium=answers,
        safety=_safety(situation, matrix, here),
        ends_as=words.ends_as if words else STOPPED if stopped else matrix.words["conditions"].ends_as,
        route=next(
            (each.effect for each in overlays if each.effect in ("staff_workflow", "out_of_scope")), ""
        ),
        drop_telling=tuple(item for each in overlays for item in each.drop_telling),
    )


def _overlays(situation: Situation, matrix: Matrix) -> tuple[Overlay, ...]:
    true_here = set(situation.circumstances)
    true_here |= {"access_need"} if situation.needs else set()
    true_here |= {"person_with_them"} if situation.recorder == "person_with_them" else set()
    true_here |= {"other_use"} if situation.purpose == "other" else set()
    return tuple(overlay for name, overlay in matrix.overlays.items() if name in true_here)


def _for_medium(
    medium: str, situation: Situation, matrix: Matrix, overlays: tuple[Overlay, ...]
) -> MediumAnswer:
    """A live call is answered as video, and what video may not be, *not live*, becomes *discourage*."""
    softened = bool(situation.needs) or any(each.effect == "soften" for each in overlays)
    purpose = PERSONAL_RECORD if softened else situation.purpose
    asked_as = "video" if medium == LIVE_CALL else medium
    row = matrix.winner(situation.setting, situation.modality, asked_as, situation.recorder, purpose)
    if row is None:
        return MediumAnswer(medium, "no_answer", "", NO_ANSWER, NO_ANSWER_PATIENT)
    verdict, says = row.stance, Reason(row.staff_words, row.rules)
    asked, patient_words = row.conditions, row.patient_words
    if medium == LIVE_CALL:
        live = matrix.conditions[NOT_LIVE]
        verdict = max(verdict, "discourage", key=_strictness)
        says = Reason(f"{live.staff} {row.staff_words}", (*live.rules, *row.rules))
        asked = tuple(name for name in asked if name != NOT_LIVE)
    effects = {each.effect for each in overlays}
    if "staff_workflow" in effects and medium in IMAGES:
        verdict = max(verdict, "discourage", key=_strictness)
    elif softened and verdict == "discourage":
        verdict, patient_words = "conditions", ""
    return MediumAnswer(medium, verdict, row.id, says, patient_words, asked, row.alternatives, row.reason)


def _strictness(verdict: str) -> int:
    return STRICTNESS.index(verdict) if verdict in STRICTNESS else -1


def _zones_here(situation: Situation, matrix: Matrix) -> tuple[Zone, ...]:
    return tuple(
        zone
        for zone in matrix.zones
        if zone.id in situation.zones
        or (situation.exposure and zone.with_exposure and zone.is_about(situation.modality))
    )


def _headline(verdict: str, stopped: Iterable[Zone]) -> str:
    others = verdict == "not_safe" and all(zone.kind == "confidentiality" for zone in stopped)
    return "Not here: other people's details are in view" if others else HEADLINES[verdict]


def _patient_headline(verdict: str) -> str:
    return NOT_SAFE_PATIENT if verdict == "not_safe" else NO_ANSWER_PATIENT


def _reasons(
    stopped: list[Zone], strictest: list[MediumAnswer], overlays: tuple[Overlay, ...]
) -> tuple[Reason, ...]:
    zones = [Reason(f"{zone.name}: {zone.staff_words}", zone.rules) for zone in stopped]
    added = [Reason(each.staff_words, each.rules) for each in overlays]
    local = [Reason(one.local_reason, ("R-051",)) for one in strictest if one.local_reason]
    return tuple(dict.fromkeys([*zones, *(one.says for one in strictest), *local, *added]))


def _patient_words(
    stopped: list[Zone], strictest: list[MediumAnswer], overlays: tuple[Overlay, ...]
) -> list[str]:
    rows = [] if stopped else [one.patient_words for one in strictest if one.patient_words]
    return [zone.patient_words for zone in stopped] + rows + [each.patient_words for each in overlays]


def _conditions(
    answers: tuple[MediumAnswer, ...], situation: Situation, matrix: Matrix, overlays: tuple[Overlay, ...]
) -> tuple[Wanted, ...]:
    """The union, in the order of the policy's own list, each with the media that ask for it."""
    in_force = bool(matrix.rows)
    zoned = any(zone.is_about(situation.modality) and zone.blocks for zone in matrix.zones)
    added = {name for each in overlays for name in each.add_conditions}
    found = []
    for term in matrix.conditions.values():
        if term.only_with_zone and not zoned:
            continue
        asking = tuple(
            one.medium
            for one in answers
            if (term.id in one.conditions or term.id in added or (term.always and in_force))
            and _is_for(term, one.medium)
        )
        if asking:
            found.append(Wanted(term.staff, term.rules, id=term.id, patient=term.patient, media=asking))
    return tuple(found)


def _is_for(term: Term, medium: str) -> bool:
    if medium == LIVE_CALL:
        return term.id != NOT_LIVE and (not term.media or "video" in term.media)
    return not term.media or medium in term.media


def _alternatives(
    answers: tuple[MediumAnswer, ...], matrix: Matrix, overlays: tuple[Overlay, ...], here: tuple[Zone, ...]
) -> tuple[Offer, ...]:
    names = [name for each in overlays for name in each.add_alternatives]
    names += [name for zone in here for name in zone.offer]
    names += [name for one in answers for name in one.alternatives]
    terms = [matrix.alternatives[name] for name in dict.fromkeys(names)]
    return tuple(Offer(term.id, term.staff, term.patient, term.rules) for term in terms)


def _safety(situation: Situation, matrix: Matrix, here: tuple[Zone, ...]) -> tuple[Safety, ...]:
    """The zones that this modality has, and those the device would be in now."""
    shown = [zone for zone in matrix.zones if zone in here or zone.is_about(situation.modality)]
    return tuple(
        Safety(
            id=zone.id,
            name=zone.name,
            when=zone.when,
            staff=zone.staff_words,
            patient=zone.patient_words,
            why=zone.why,
            device_may_be=zone.device_may_be,
            is_here=zone in here,
            rules=zone.rules,
        )
        for zone in shown
    )
