"""The verbs of a review: planned → held → confirmed by another person, or lapsed with what it was about."""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.db import models

from recordings_gov import clock
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from policies.models.review import Review


class ReviewStatus(models.TextChoices):
    """Where a review stands."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Waiting for a second person"
    CLOSED = "closed", "Closed"
    LAPSED = "lapsed", "Lapsed"


class Trigger(models.TextChoices):
    """Why it is reviewed now. All but the calendar come early. Rules: R-003, R-216."""

    CALENDAR = "calendar", "The calendar"
    LAW = "law", "Law or guidance"
    TECHNIQUE = "technique", "Technique or equipment"
    STAFF = "staff", "Staff"
    PREMISES = "premises", "Facilities or location"
    EXPECTATION = "expectation", "What the public expects"
    INCIDENT = "incident", "An incident"


class Outcome(models.TextChoices):
    """What came of it."""

    REAFFIRMED = "reaffirmed", "It stays as it is"
    REVISED = "revised", "It is to be revised"
    RETIRED = "retired", "It is to be retired"


S = ReviewStatus
OPEN = (S.PLANNED, S.HELD)


class ReviewVerbs:
    """Mixed into Review, whose fields they fill."""

    if TYPE_CHECKING:
        about: Any
        status: Any
        trigger: Any
        planned_on: Any
        held_on: Any
        held_by: Any
        outcome: Any
        evidence: Any
        next_due_on: Any
        confirmed_on: Any
        confirmed_by: Any
        sent_back_because: Any
        triggers: Any

    @transition(source=OPEN, target=S.PLANNED, allowed="review.bring_forward")
    def join(self, *, by: Any, trigger: str, what: str, came_on: date, to: date) -> None:
        """Something changed: kept with its day; what was held before it is held again. Rules: R-003."""
        before = self.about.review_due_on
        after = min(before, to)
        days = {"came_on": came_on, "due_before": before, "due_after": after}
        self.triggers.model(review=self, kind=trigger, what=what.strip(), by=by, **days).save()
        if after < before:
            self.about.bring_review_forward(by=by, to=after)
        self.planned_on, self.trigger = min(self.planned_on, after), trigger

    @transition(source=[S.PLANNED], target={S.HELD, S.CLOSED}, allowed="review.hold")
    def hold(
        self, *, by: Any, held_on: date, outcome: str, evidence: str, next_due_on: date | None = None
    ) -> str:
        """It was held: what came of it and what shows that.

        *Revised* opens a revision at once, whose words are approved on their own way. *Reaffirmed* and
        *retired* wait for a second person: one is an approval, the other an ending. Rules: R-214, R-216.
        """
        today = clock.today()
        if held_on > today:
            raise ValidationError({"held_on": "Give a day that has been"})
        if self.about.approved_on and held_on < self.about.approved_on:
            raise ValidationError({"held_on": "This is before it was approved: give a later day"})
        if outcome == Outcome.REAFFIRMED and not (next_due_on and next_due_on > today):
            raise ValidationError({"next_due_on": "Give the day of the next review, after today"})
        self.held_on, self.held_by, self.outcome, self.evidence = held_on, by, outcome, evidence.strip()
        self.next_due_on = next_due_on if outcome == Outcome.REAFFIRMED else None
        return S.CLOSED if outcome == Outcome.REVISED else S.HELD

    @transition(source=[S.HELD], target=S.CLOSED, allowed="review.confirm")
    def confirm(self, *, by: Any) -> None:
        """A second person agrees: the same words are approved again, or end today. Rules: R-216, R-217."""
        self.confirmed_by, self.confirmed_on = by, clock.today()
        if self.outcome == Outcome.REAFFIRMED:
            self.about.reaffirm(by=by, review_due_on=self.next_due_on)
        else:
            self.about.retire(by=by)

    @transition(source=[S.HELD], target=S.PLANNED, allowed="review.confirm")
    def send_back(self, *, by: Any, reason: str) -> None:
        """A second person does not agree; who held it reads why."""
        self.sent_back_because = reason.strip()
        self.outcome, self.next_due_on = "", None

    def moved(self, verb: str, by: Any) -> None:
        """Ask whoever is next, and open the revision that was found to be needed."""
        from policies import revising  # it reads these models

        revising.reviewed(cast("Review", self), verb, by)

    @transition(source=OPEN, target=S.LAPSED, allowed="review.confirm")
    def lapse(self, *, by: Any) -> None:
        """What it was about has ended: nothing is left to review."""
