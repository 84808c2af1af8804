"""What follows from a review and from new words: tasks, revisions, and reviews that lapse."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from policies.models import Review, Revision
from policies.models.review import owner_of
from policies.models.review_verbs import Outcome, ReviewStatus
from policies.models.revision import words_of
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications import outbox, tasks_due


def moved(about: Any, verb: str, by: Any) -> None:
    """A version or edition has moved: approved, it ends the open revisions of the words before it.

    Once another stands in its place, its open review lapses. Rules: R-214, R-217.
    """
    if verb == "approve":
        for revision in Revision.objects.open().filter(**words_of(about)):
            revision.complete(by=by, words=about)
            tasks_due.finish(f"revision:{revision.reference}", by)
    if verb in {"supersede", "replace"}:
        _lapse(about, by)
    if verb in {"supersede", "retire"} and hasattr(about, "risk_assessment"):
        _lapse(about.risk_assessment, by)
        tasks_due.finish(about.risk_assessment.review_key, by)


def _lapse(about: Any, by: Any) -> None:
    for review in Review.objects.of(about).open():
        review.lapse(by=by)


def reviewed(review: Review, verb: str, by: Any) -> None:
    """A review has moved: ask whoever is next, once."""
    hold, confirm = f"review-hold:{review.reference}", f"review-confirm:{review.reference}:{review.held_on}"
    if verb in {"plan", "join"}:
        _ask_owner(review, hold, f"Hold the review of {review.about}")
    elif verb == "hold":
        tasks_due.finish(hold, by)
        tasks_due.finish(review.about.review_key, by)
        if review.status == ReviewStatus.HELD:
            _ask_second(review, confirm, by)
        else:
            Revision.start_for_review(review, by=by)
    elif verb == "send_back":
        tasks_due.finish(confirm, by)
        _ask_owner(review, f"{hold}:{clock.today()}", f"Hold the review of {review.about} again")
    else:
        tasks_due.finish(confirm, by)
        tasks_due.finish(hold, by)


def ask_for_new_words(revision: Revision) -> None:
    """One task: the owner of what is in force, else the governance leads. Rules: R-214."""
    held = revision.policy.in_force if revision.policy else None
    owner = held.owner if held else None
    tasks_due.ask(
        key=f"revision:{revision.reference}",
        what=f"Revise {revision.of}"[:200],
        about=revision,
        person=owner,
        role=None if owner else Role.GOVERNANCE_LEAD,
        department=None if owner else revision.of.department,
        due_on=revision.due_on,
        rule="R-214",
    )


def _ask_owner(review: Review, key: str, what: str) -> None:
    """The owner hears of it by e-mail too; without an owner it is the governance leads' task."""
    owner = User.objects.filter(pk=owner_of(review.about), is_active=True).first()
    tasks_due.ask(
        key=key,
        what=what[:200],
        about=review,
        person=owner,
        role=None if owner else Role.GOVERNANCE_LEAD,
        department=None if owner else _department(review.about),
        due_on=review.planned_on,
        rule="R-216",
    )
    if owner:
        day = f"{review.planned_on.day} {review.planned_on:%B %Y}"
        page = f"{settings.PUBLIC_BASE_URL}{reverse('policies:review-detail', args=[review.reference])}"
        outbox.post(
            key=f"{key}:{review.planned_on}:{review.triggers.count()}",
            to=owner,
            subject=f"Review by {day}: {review.reference}",
            body=f"{what}, by {day}.\n\nWhy: {_why(review)}\n\nSee {page}",
        )


def _why(review: Review) -> str:
    latest = review.triggers.last()
    return latest.what if latest else review.sent_back_because or review.get_trigger_display()


def _ask_second(review: Review, key: str, by: Any) -> None:
    """Whoever held it does not confirm it: when a governance lead did, the other office is asked."""
    is_lead = any(role == Role.GOVERNANCE_LEAD for role, _ in by.roles)
    verb = "Approve again" if review.outcome == Outcome.REAFFIRMED else "Confirm the end of"
    tasks_due.ask(
        key=key,
        what=f"{verb} {review.about}"[:200],
        about=review,
        role=Role.IG_MANAGER if is_lead else Role.GOVERNANCE_LEAD,
        department=None if is_lead else _department(review.about),
        due_on=review.planned_on,
        rule="R-216",
    )


def _department(about: Any) -> Any:
    return next(iter(words_of(about).values())).department
