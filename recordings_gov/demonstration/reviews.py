"""Two more policies of the demonstration, adopted as they were, and what reviews made of them."""

from datetime import date, timedelta
from functools import partial

from policies.models import Direction, LeafletEdition, Policy, PolicyVersion, Review
from policies.models.review_verbs import Outcome, Trigger
from policies.operations import draft_version
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.audit.acting import acting_as
from recordings_gov.clock import months_after

DEVICES = "mobile-devices-on-hospital-premises"
TREATMENT = "photographs-of-treatment-positions"


def load_reviews(people: dict[str, User], departments: dict[str, Department]) -> None:
    """One is overdue and being revised, one is due soon; a leaflet's review comes early."""
    if Policy.objects.filter(slug=DEVICES).exists():
        return
    today, lead = clock.today(), people["governance_lead"]
    adopt = partial(_adopted, people)
    devices = adopt(DEVICES, "Mobile devices on hospital premises", number=4, due=today - timedelta(days=51))
    adopt(
        TREATMENT,
        "Photographs of treatment positions",
        number=2,
        due=today + timedelta(days=48),
        department=departments["radiotherapy"],
        direction=Direction.WE_RECORD_PATIENTS,
    )
    review = Review.plan(devices, by=lead)
    review.hold(
        by=lead,
        held_on=today,
        outcome=Outcome.REVISED,
        evidence="Two wards and the patient panel read it: live calls are not in it (demonstration)",
    )
    edition = LeafletEdition.objects.published().order_by("pk").first()
    if edition is not None:
        Review.bring_forward(
            edition,
            by=lead,
            trigger=Trigger.TECHNIQUE,
            what="The new CT scanner has a second waiting room (demonstration)",
            came_on=today,
            to=today + timedelta(days=25),
        )


def _adopted(
    people: dict[str, User],
    slug: str,
    title: str,
    *,
    number: int,
    due: date,
    department: Department | None = None,
    direction: str = Direction.PATIENTS_RECORD_US,
) -> PolicyVersion:
    drafter, lead = people["communications"], people["governance_lead"]
    with acting_as(drafter):
        policy = Policy(slug=slug, title=title, department=department, direction=direction)
        policy.save()
    version = draft_version(
        policy,
        by=drafter,
        number=number,
        owner=people["policy_owner"],
        sponsor="Director of estates (demonstration)",
        sections=[{"title": "Purpose", "body": "A policy of the demonstration.", "rules": []}],
    )
    version.adopt(
        by=lead,
        approved_on=months_after(due, -36),
        approved_by_whom="The Trust (demonstration)",
        evidence="Approved three years before its review (demonstration)",
        review_due_on=due,
    )
    return version
