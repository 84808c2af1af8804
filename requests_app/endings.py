"""The honest ways in which a request may end, by code, and which of them become untrue later."""

from collections.abc import Iterable

AGREED, WITH_CONDITIONS, ADVISED = "agreed", "agreed_with_conditions", "advised_and_discouraged"
CHOSE_NOT, ASKED_NOT = "patient_chose_not_to", "asked_not_to"
SAFETY, INTERFERENCE, CONTRARY = "stopped_for_safety", "stopped_for_interference", "went_ahead_contrary"
OUT_OF_SCOPE = "out_of_scope"

# What each stance may honestly end with, in the order of the page.
ENDINGS = {
    "facilitate": (AGREED, WITH_CONDITIONS, ADVISED, CHOSE_NOT),
    "conditions": (WITH_CONDITIONS, ADVISED, CHOSE_NOT),
    "discourage": (WITH_CONDITIONS, ADVISED, CHOSE_NOT),
    "not_supported": (ASKED_NOT, CHOSE_NOT),
    "not_safe": (SAFETY, CHOSE_NOT),
    "no_answer": (AGREED, WITH_CONDITIONS, ADVISED, CHOSE_NOT),
}
ALWAYS = (SAFETY, INTERFERENCE, CONTRARY)
ELSEWHERE = (OUT_OF_SCOPE, CHOSE_NOT)
NOTHING_TO_TELL = (CHOSE_NOT, ASKED_NOT, OUT_OF_SCOPE)
RECORDED = ("begun", "made", "found")
NO_RECORDING = (CHOSE_NOT, ASKED_NOT)


def made_by_coming(came_to_light: str) -> str:
    """What is known of a recording by how it came to light: nobody has to be asked again. Rules: R-040."""
    return {"found_covert": "found", "began_unasked": "begun", "continued_against": "begun"}.get(
        came_to_light, "not_known"
    )


def untrue_by_now(made: str, said: Iterable[str]) -> frozenset[str]:
    """Outcomes that would no longer be honest, whatever the policy says.

    Once there is a recording nobody chose not to make it; a safety stop outlasts every agreement, and
    what got in the way or went on against policy was not simply agreed. Rules: R-039, R-043.
    """
    before = set(said)
    untrue = set(NO_RECORDING) if made in RECORDED else set()
    if SAFETY in before:
        untrue |= {AGREED, WITH_CONDITIONS}
    if before & {INTERFERENCE, CONTRARY}:
        untrue.add(AGREED)
    return frozenset(untrue)
