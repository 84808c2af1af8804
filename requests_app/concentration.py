"""Exams and phases that need high concentration: a list of ours, lengthened by the department."""

from policies.decisions import Situation
from recordings_gov.accounts.known_settings import PAIRS, Known
from recordings_gov.accounts.models import Department, Setting
from recordings_gov.decisions import Reason
from requests_app import vocabulary

CRITICAL_EXAMS = Known(
    "request-concentration",
    "Exams that need high concentration, added by this department",
    "Patients record us",
    "R-015",
    PAIRS,
    {},
    "One a line: the kind of exam, =, and why, such as ct = The needle needs a steady hand.",
)
QUIET_PHASES = ("before", "after")


def why_quiet(department: Department | None, situation: Situation, phase: str) -> tuple[Reason, ...]:
    """The warning for this kind of exam; none for a talk, or before and after the checks. Rules: R-015."""
    if situation.setting == "discussion" or phase in QUIET_PHASES:
        return ()
    ours = {code: word["says"] for code, word in vocabulary.words("concentration").items()}
    critical = {**ours, **Setting.objects.value_of(CRITICAL_EXAMS.name, department, {})}
    if situation.modality not in critical:
        return ()
    return (Reason(f"This exam needs full attention. {critical[situation.modality]}", ("R-015",)),)
