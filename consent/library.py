"""From the camera to the library: what is due by when, and what may be put there. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recordings_gov.decisions import Decision, Reason

LATE_OFF = Reason("It is still on the camera. Take it off today.", ("R-186",))
LATE_IN = Reason("It is not in the library yet. Ask Media Studio to put it there today.", ("R-186",))
CLIP = Reason(
    "This clip is short and part of the record. It goes to the library, or somebody says why not.", ("R-249",)
)
NO_FORM = Reason("Nothing goes into the library without its consent form.", ("R-184", "R-191"))
NOT_SIGNED = Reason("Its consent form is not signed.", ("R-184", "R-191"))
ON_CAMERA = Reason("Say first when it was taken off the camera.", ("R-186",))
THERE = Reason("It is in the library already.", ("R-184",))
STAYS_OUT = Reason("It stays out of the library, as the app it was made with keeps it.", ("R-197",))


class Stage(StrEnum):
    """Where a clock of the same working day stands."""

    NOT_COUNTED = "not_counted"
    WAITS = "waits"
    DUE = "due"
    LATE = "late"
    IN_TIME = "in_time"
    DONE_LATE = "done_late"


@dataclass(frozen=True)
class LibraryCase:
    """What counts for putting a recording into the library."""

    has_form: bool
    form_is_signed: bool
    is_off_camera: bool
    is_there: bool = False
    is_legacy: bool = False
    is_of_an_app: bool = False


def may_upload(case: LibraryCase) -> Decision:
    """Its form, signed, and off the camera; what is from before 1997 needs no form.

    Rules: R-184, R-191. Conflict: C-19.
    """
    asked = (
        (case.is_there, THERE),
        (case.is_of_an_app, STAYS_OUT),
        (not case.is_legacy and not case.has_form, NO_FORM),
        (not case.is_legacy and case.has_form and not case.form_is_signed, NOT_SIGNED),
        (not case.is_legacy and not case.is_off_camera, ON_CAMERA),
    )
    obstacles = tuple(reason for stands, reason in asked if stands)
    return Decision("no" if obstacles else "yes", obstacles=obstacles)


def clock_starts(captured_on: date, signed_on: date | None, *, is_held: bool) -> date | None:
    """The day from which the library is due: that of the signature; none while it is held. Conflict: C-34."""
    if is_held or signed_on is None:
        return None
    return max(captured_on, signed_on)


def stage(due_on: date | None, done_on: date | None, today: date) -> Stage:
    """How the clock stands today. Rules: R-186."""
    if due_on is None:
        return Stage.NOT_COUNTED
    if done_on is not None:
        return Stage.IN_TIME if done_on <= due_on else Stage.DONE_LATE
    if today < due_on:
        return Stage.WAITS
    return Stage.DUE if today == due_on else Stage.LATE
