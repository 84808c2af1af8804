"""What is special about a pregnancy scan: mostly social, needs all attention, a clip at the end."""

from policies.decisions import Situation

OBSTETRIC = "obstetric_ultrasound"
EXPLANATION = "explanation"
SOCIAL, AT_THE_END = "social", "after"
SEEN = ("video", "photo", "live_call", "screen")


def is_of_a_scan(modality: str, subject: str) -> bool:
    """Whether it is of a pregnancy scan, and not of the talk about it. Rules: R-032."""
    return modality == OBSTETRIC and subject not in ("", EXPLANATION)


def offers_at_the_end(situation: Situation, phase: str) -> tuple[str, ...]:
    """A short clip when the checks are done, instead of filming them. Rules: R-032."""
    scanned = situation.modality == OBSTETRIC and situation.setting != "discussion"
    pictured = any(medium in SEEN for medium in situation.media)
    return ("clip_at_end",) if scanned and pictured and phase != AT_THE_END else ()
