"""Recording that is part of the test itself: the policy's examples, and what must be so each time. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

from recordings_gov.decisions import Decision, Reason


@dataclass(frozen=True)
class Listed:
    """A procedure on the list: its code, its name and the exception that it rests on."""

    code: str
    name: str
    exception: str


EXCEPTIONS = (
    ("internal_organs", "Internal organs or structures"),
    ("pathology_slides", "Pathology slides"),
    ("endoscopic", "Laparoscopic or endoscopic images"),
    ("organ_function", "Recordings of organ functions"),
    ("ultrasound", "Ultrasound images"),
    ("x_ray", "X-rays"),
    ("inherent", "Part of the treatment that was consented to"),
)
# The examples of the policy. They are on every site's list from the first day. Rules: R-158.
AT_THE_START = (
    Listed("endoscopy", "Endoscopy", "endoscopic"),
    Listed("radiology", "Non-interventional radiology", "x_ray"),
    Listed("ultrasound", "Ultrasound", "ultrasound"),
    Listed("angiography", "Fluorescein angiography", "organ_function"),
)
INTERVENTION = re.compile(r"(?<!non)(?<!non[-\s])\binterventional|(?<!\w)intervention(s)?\b", re.IGNORECASE)
CAMERA = re.compile(r"\b(cameras?|photo(s|graph\w*)?|videos?|film(s|ed|ing)?|selfies?)\b", re.IGNORECASE)

NOT_ON_LIST = Reason("That is not on the list. Written consent comes first.", ("R-064", "R-158"))
NOT_TOLD = Reason("They are told before the test that it makes a recording.", ("R-158",))
TOLD_LATER = Reason("They were told only after it was made. Tell them before.", ("R-158",))
SAID_NO = Reason(
    "They said no, so it is not kept as a recording under this way. Talk about the test.",
    ("R-145", "R-158"),
)
FUTURE = Reason("The recording is dated in the future. Check the date and time.")
DIED = Reason("The patient had died. Nothing is told to them in advance.", ("R-090", "R-158"))
INHERENT = Reason("The recording is part of the test, and they were told before.", ("R-064", "R-158"))
ONLY_RECORD = Reason(
    "It is for their care. Any other use needs written consent, recognisable or not (C-05).", ("R-066",)
)


@dataclass(frozen=True)
class ImpliedPlan:
    """What was made in a test: whether that is on the list, and when they were told."""

    now: datetime
    captured_at: datetime
    on_list: bool
    told_at: datetime | None
    said_no: bool = False
    had_died: bool = False


def may_record_implied(plan: ImpliedPlan) -> Decision:
    """``yes`` for the care of the patient alone, or ``no`` with each obstacle.

    Rules: R-064, R-145, R-158. Conflicts: C-05, C-06.
    """
    late = plan.told_at is not None and plan.told_at > plan.captured_at
    found = (
        (not plan.on_list, NOT_ON_LIST),
        (plan.told_at is None, NOT_TOLD),
        (late, TOLD_LATER),
        (plan.said_no, SAID_NO),
        (plan.had_died, DIED),
        (plan.captured_at > plan.now, FUTURE),
    )
    obstacles = tuple(reason for is_so, reason in found if is_so)
    if obstacles:
        return Decision("no", obstacles=obstacles)
    return Decision("yes", (INHERENT,), conditions=(ONLY_RECORD,))


def may_be_listed(name: str) -> Decision:
    """No intervention, and nothing that a camera makes, is ever on the list. Rules: R-158. Conflict: C-06."""
    found = []
    if INTERVENTION.search(name):
        found.append(
            Reason("Interventional radiology cannot be added. It needs written consent.", ("R-158",))
        )
    if CAMERA.search(name):
        found.append(
            Reason("Photos and films by camera cannot be added. They need written consent.", ("R-158",))
        )
    return Decision("no", obstacles=tuple(found)) if found else Decision("yes")
