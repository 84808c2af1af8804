"""The deadlines and thresholds of incidents: settings with a default, limits and where each comes from."""

from datetime import date, timedelta

from recordings_gov.accounts.known_settings import NUMBER, Known
from recordings_gov.accounts.models import Department, Setting

ROOM = "Incidents"


KNOWN = (
    Known(
        "incident-answer-days",
        "First real answer to an incident or complaint",
        ROOM,
        "R-213",
        NUMBER,
        7,
        "The Trust policy: 95% within seven days. A shorter time may be set, a longer one may not.",
        least=1,
        most=7,
        unit="calendar days",
    ),
    Known(
        "incident-note-days",
        "Note of an explanation in the health record",
        ROOM,
        "R-205",
        NUMBER,
        0,
        "Starter: 0, the same day.",
        least=0,
        most=7,
        unit="days after the conversation",
    ),
    Known(
        "incident-datix-days",
        "Incident form with its Datix reference",
        ROOM,
        "R-203",
        NUMBER,
        0,
        "Starter: 0, before the end of the shift.",
        least=0,
        most=7,
        unit="days after it came",
    ),
    Known(
        "incident-legal-hours",
        "Legal team told when publication is threatened",
        ROOM,
        "R-232",
        NUMBER,
        2,
        "Starter: at once, and at most two hours.",
        least=1,
        most=24,
        unit="hours",
    ),
    Known(
        "incident-security-days",
        "Answer of the security lead on threats or harassment",
        ROOM,
        "R-224",
        NUMBER,
        0,
        "Starter: 0, the same day.",
        least=0,
        most=1,
        unit="days after it was sent",
    ),
    Known(
        "incident-breach-hours",
        "Decision whether our own data incident goes to the Information Commissioner",
        ROOM,
        "R-203",
        NUMBER,
        72,
        "Law outside the five sources: the DPO must confirm.",
        least=1,
        most=72,
        unit="hours from when we knew",
    ),
    Known(
        "covert-period-months",
        "Hidden recordings are counted over",
        ROOM,
        "R-251",
        NUMBER,
        3,
        "Starter.",
        least=1,
        most=12,
        unit="months",
    ),
    Known(
        "covert-threshold",
        "Hidden recordings from which the five measures are asked for",
        ROOM,
        "R-251",
        NUMBER,
        3,
        "Starter: the source says only 'a significant issue'.",
        least=1,
        most=100,
        unit="in the period",
    ),
    Known(
        "evaluation-months",
        "The head of Media Studio evaluates with IG and Caldicott every",
        ROOM,
        "R-212",
        NUMBER,
        6,
        "Starter: the source says only 'regular'.",
        least=1,
        most=12,
        unit="months",
        is_trust_wide=True,
    ),
)
DEFAULTS = {each.name: each.default for each in KNOWN}


def set_to(name: str, department: Department | None) -> int:
    """The department's number, else the Trust's, else the default. Rules: R-212, R-213, R-251."""
    return int(Setting.objects.value_of(name, department, DEFAULTS[name]))


def answer_due(received_on: date, department: Department | None) -> date:
    """The last day on which an answer is in time: seven calendar days on, the day it came being day 0.

    Rules: R-213. Conflict: C-22.
    """
    return received_on + timedelta(days=set_to("incident-answer-days", department))
