"""What may be reviewed, and by when: pure answers about dates and states."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

NOT_IN_FORCE = "It is not in force yet, so there is nothing to review."
ENDED = {
    "retired": "It was retired{when}, so there is no review. Draft a new version if it is needed again.",
    "superseded": "It was superseded{when}, so there is no review. Review the version that took its place.",
    "replaced": "It was taken off show, so there is no review. Review the edition that is on show.",
}


def refused(about: Any) -> None:
    """Refuse to review what does not hold, and say what to do instead. Rules: R-217."""
    if about.status in {"disseminated", "published"}:
        if not about.review_due_on:
            raise ValidationError("It has no review date yet. Give it one first.")
        return
    ended_on = getattr(about, "superseded_on", None)
    when = f" on {ended_on.day} {ended_on:%B %Y}" if ended_on else ""
    raise ValidationError(ENDED.get(about.status, NOT_IN_FORCE).format(when=when), code="not_in_force")


def plannable(due: date, asked: date, today: date) -> date:
    """The day of a review that the calendar asks for; what is overdue may be planned for any day from now."""
    if asked < today and asked != due:
        raise ValidationError({"planned_on": "Give today or a later day"})
    if asked > due >= today:
        raise ValidationError({"planned_on": f"Give {due.day} {due:%B %Y} or an earlier day: it is due then"})
    return asked


def sooner(due: date, asked: date, came_on: date, today: date) -> date:
    """The new day of a review that something brings forward: never later than it is due already.

    What is overdue stays overdue. Raises ValidationError for days out of order. Rules: R-003, R-216.
    """
    if came_on > today:
        raise ValidationError({"came_on": "Give a day that has been"})
    if due <= today:
        return due
    if asked < today:
        raise ValidationError({"to": "Give today or a later day"})
    if asked >= due:
        raise ValidationError(
            {"to": f"Give a day before {due.day} {due:%B %Y}, when the review is due anyway"}
        )
    return asked
