"""The playbooks, read once from their file: what to say and do, never to do, and write down."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from recordings_gov.incidents.models.words import PATIENTS_RECORD, WE_RECORD, Kind

FILE = Path(__file__).with_name("playbooks.toml")
OF_KIND = {
    Kind.CONTRARY: "continued_against_policy",
    Kind.COVERT: "covert_found",
    Kind.INTERFERENCE: "interference",
    Kind.THIRD_PARTY: "third_party_without_yes",
    Kind.FINDING: "finding_on_recording",
    Kind.DATA_CAUGHT: "another_person_or_our_screen",
    Kind.UNREGISTERED: "employee_records_relative",
    Kind.STAFF_COVERT: "staff_covert",
}
OF_TRIAGE = {
    "altered": "disclosed_altered",
    "harassing": "disclosed_harassing",
}
PARTS = {
    "say": "Say",
    "do": "Do",
    "threatened_say": "If it is only threatened, say",
    "threatened_do": "If it is only threatened",
    "published_say": "If it is out, say",
    "published_do": "If it is out",
}


@cache
def every() -> dict[str, Any]:
    """The whole file."""
    with FILE.open("rb") as opened:
        return tomllib.load(opened)


def book_of(kind: str, triage: str = "") -> dict[str, Any]:
    """The playbook of an incident; a disclosure's follows its triage. Rules: R-045, R-060. Conflict: C-03."""
    if kind == Kind.DISCLOSURE:
        name = OF_TRIAGE.get(triage, "disclosed_unaltered")
    else:
        name = OF_KIND.get(Kind(kind), "our_recording" if kind in WE_RECORD else "")
    found: dict[str, Any] = every()["playbook"].get(name, {})
    return found


def parts_of(kind: str, triage: str = "") -> list[tuple[str, str, dict[str, str]]]:
    """Each part with its heading and its steps by id; advice and offers where a patient recorded."""
    book = book_of(kind, triage)
    parts = [(code, says, dict(book[code])) for code, says in PARTS.items() if code in book]
    if kind in PATIENTS_RECORD:
        parts.append(("advise", "You may advise", dict(every()["advise"])))
        parts.append(("offer", "Offer, and keep the answer", dict(every()["offer"])))
    return parts


def steps_of(kind: str, triage: str = "") -> dict[str, str]:
    """Every step of the playbook by ``part-step``, in its words of today."""
    return {
        f"{part}-{step}".replace("_", "-"): says
        for part, _, steps in parts_of(kind, triage)
        for step, says in steps.items()
    }
