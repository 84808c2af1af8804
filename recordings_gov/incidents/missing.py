"""What an incident still lacks before it may be closed: a pure decision over its facts."""

from collections.abc import Iterator
from dataclasses import dataclass

from recordings_gov.incidents.models.words import (
    OUR_DATA,
    PATIENTS_RECORD,
    Candour,
    Care,
    Concern,
    Kind,
)

TALKED = (Kind.CONTRARY, Kind.COVERT, Kind.INTERFERENCE, Kind.THIRD_PARTY)


@dataclass(frozen=True)
class Facts:
    """What is known of an incident; a field that is false or empty is not known yet."""

    kind: str
    is_breach: bool
    is_our_data: bool
    is_of_staff: bool = False
    care: str = ""
    care_escalated: bool = False
    care_offered_or_reviewed: bool = False
    scene_told: bool = False
    triage: str = ""
    concern: str = ""
    concern_answered: bool = False
    data_decided: bool = False
    data_got_out: bool = False
    taken_said: bool = False
    code_asked: bool = False
    datix: bool = False
    answered: bool = False
    severity: bool = False
    escalation_decided: bool = False
    clinical_review_answered: bool = False
    candour: str = ""
    explained: bool = False
    confirmed_on_report: bool = False
    confirmed_in_record: bool = False
    corrected: bool = False
    recurrence_checked: bool = False
    reviewed: bool = False


@dataclass(frozen=True)
class Missing:
    """One fact that is not there: what to do, the page that asks for it, and the rules behind it."""

    says: str
    step: str
    rules: tuple[str, ...]


def what_is_missing(facts: Facts) -> tuple[Missing, ...]:
    """Every fact that must be there before closing and is not; they may come in any order.

    Rules: R-022, R-045, R-053, R-107, R-117, R-203, R-204, R-205, R-213, R-215, R-227, R-241,
    R-250, R-252.
    """
    return (
        *_care(facts),
        *_there_and_then(facts),
        *_answered(facts),
        *_explained(facts),
        *_put_right(facts),
    )


def _care(facts: Facts) -> Iterator[Missing]:
    if facts.kind in PATIENTS_RECORD and not facts.care:
        yield Missing("Say whether care went on", "care", ("R-022",))
    if facts.care == Care.STOPPED:
        if not facts.care_escalated:
            yield Missing("Care stopped: tell the clinical lead", "care-escalate", ("R-022",))
        if not facts.care_offered_or_reviewed:
            yield Missing(
                "Care stopped: offer it again, or have the reason reviewed", "care-offer", ("R-022",)
            )


def _there_and_then(facts: Facts) -> Iterator[Missing]:
    if facts.kind in TALKED and not facts.scene_told:
        yield Missing("Write down the script, the advice and the status told", "said", ("R-045",))
    if facts.kind == Kind.DISCLOSURE and facts.triage in ("", "not_known"):
        yield Missing("Find out whether it was altered or used to hurt", "triage", ("R-227", "R-228"))
    if facts.kind == Kind.COVERT and not facts.concern:
        yield Missing("Ask whether a worry about care lies behind it", "concern", ("R-241",))
    if facts.concern == Concern.RAISED and not facts.concern_answered:
        yield Missing("Look into the worry about care", "concern-answer", ("R-241",))
    if facts.kind == Kind.FINDING and not facts.clinical_review_answered:
        yield Missing("Have the images looked at again by the clinical lead", "referral-answer", ("R-053",))
    if facts.is_our_data and not facts.data_decided:
        yield Missing("Decide whether data of ours got out", "data", ("R-203",))
    if facts.data_got_out and not facts.taken_said:
        yield Missing("Say whether somebody took data without our consent", "taken", ("R-250",))


def _answered(facts: Facts) -> Iterator[Missing]:
    if not facts.datix:
        yield Missing("Give the Datix reference", "datix", ("R-203",))
    if not facts.answered:
        yield Missing("Give a first real answer", "respond", ("R-213",))
    if facts.is_breach and not facts.severity:
        yield Missing("Say how serious it is", "severity", ("R-117",))
    if facts.is_of_staff and not facts.code_asked:
        yield Missing("Ask whether a professional code is touched", "code", ("R-252",))
    if not facts.escalation_decided:
        yield Missing("Decide whether it is escalated", "escalate", ("R-215",))


def _explained(facts: Facts) -> Iterator[Missing]:
    if not facts.candour:
        yield Missing("Decide whether an explanation is owed", "candour", ("R-204",))
    if facts.candour == Candour.OWED:
        if not facts.explained:
            yield Missing("Explain what happened", "explain", ("R-204",))
        if not facts.confirmed_on_report:
            yield Missing("Confirm the conversation on the incident report", "confirm", ("R-205",))
        if not facts.confirmed_in_record:
            yield Missing("File the note of the conversation in the health record", "note", ("R-205",))


def _put_right(facts: Facts) -> Iterator[Missing]:
    if not facts.corrected:
        yield Missing("Put right what went wrong", "act", ("R-107",))
    if not facts.recurrence_checked:
        yield Missing("Check whether it has happened again", "recurrence", ("R-107",))
    if not facts.reviewed:
        yield Missing("Have the head of Media Studio, or a named deputy, review it", "review", ("R-213",))


def asks_about_our_data(kind: str, relates_to_policy: bool) -> bool:
    """Whether data of ours may have got out: never by a patient's own recording, nor by the patient's own
    image on the display; by another person's details caught in it, yes. Conflict: C-20.
    """
    return kind in OUR_DATA or (kind == Kind.OTHER and relates_to_policy)
