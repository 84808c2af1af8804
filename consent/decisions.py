"""The answers of this room: may this be recorded, may it be approved. Pure: facts in, reasons out."""

from dataclasses import dataclass
from datetime import date, datetime

from recordings_gov.decisions import Decision, Reason


@dataclass(frozen=True)
class RecordingPlan:
    """What is about to be recorded, or was: when, under which signatures and permissions, by whom.

    ``captured_at`` is None for a plan; then ``now`` counts. ``registered_at`` is when the later of the two
    approvals of the recorder's registration was given; None with ``needs_registration`` means there is none.
    """

    now: datetime
    captured_at: datetime | None
    made_for_care: bool
    given: frozenset[str]
    patient_signed_at: datetime | None
    taker_signed_at: datetime | None
    needs_registration: bool
    form_is_signed: bool = True
    registered_at: datetime | None = None
    registration_in_force: bool = False
    kind_is_covered: bool = True
    identifiable: str = "yes"


def may_record(plan: RecordingPlan) -> Decision:
    """``yes``, or ``no`` with each obstacle by name.

    Nobody's view that a patient cannot be recognised counts: ``identifiable`` changes nothing.
    Rules: R-063, R-127, R-130.
    """
    at = plan.captured_at or plan.now
    obstacles = (*_time(plan), *_signatures(plan, at), *_permissions(plan), *_registration(plan, at))
    if obstacles:
        return Decision("no", obstacles=obstacles)
    return Decision("yes", (Reason("Both signed before, and the patient said yes.", ("R-118", "R-127")),))


def _time(plan: RecordingPlan) -> list[Reason]:
    if plan.captured_at and plan.captured_at > plan.now:
        return [Reason("The recording is dated in the future. Check the date and time.")]
    return []


def _signatures(plan: RecordingPlan, at: datetime) -> list[Reason]:
    signed = (("patient", plan.patient_signed_at), ("person taking consent", plan.taker_signed_at))
    found = []
    for who, when in signed:
        if when is None:
            found.append(
                Reason(f"The {who} has not signed. Both sign before a recording.", ("R-127", "R-063"))
            )
        elif at < when:
            says = f"The {who} signed after this. A recording made before the signatures is not covered."
            found.append(Reason(says, ("R-127", "R-063")))
    return found


def _permissions(plan: RecordingPlan) -> list[Reason]:
    if plan.patient_signed_at is None:
        return []
    found = []
    if not plan.form_is_signed and plan.taker_signed_at is not None:
        found.append(Reason("The form is not complete, or no longer stands.", ("R-118",)))
    if plan.made_for_care and "record" not in plan.given:
        found.append(Reason("The patient did not agree to a recording for their record.", ("R-063",)))
    if not plan.given:
        found.append(Reason("The patient agreed to nothing, so nothing is recorded.", ("R-063",)))
    if not plan.kind_is_covered:
        found.append(Reason("The form was signed for another kind of recording.", ("R-118",)))
    return found


def _registration(plan: RecordingPlan, at: datetime) -> list[Reason]:
    if not plan.needs_registration:
        return []
    if plan.registered_at is None:
        return [Reason("Anybody outside Media Studio needs an active registration.", ("R-112", "R-115"))]
    if at < plan.registered_at:
        return [Reason("Both offices approved the registration only after this.", ("R-115",))]
    if not plan.registration_in_force:
        return [Reason("The registration had ended on that day.", ("R-112",))]
    return []


@dataclass(frozen=True)
class ApprovalCase:
    """Somebody is about to approve a registration for an office; days are London's."""

    is_applicant: bool
    office_has_approved: bool
    approved_for_other_office: bool
    checks_missing: int
    trained_on: date | None
    today: date
    is_as_seen: bool = True


def may_approve(case: ApprovalCase) -> Decision:
    """``yes``, ``done`` when this office has approved already, or ``no`` with each obstacle.

    Rules: R-113, R-115.
    """
    if case.office_has_approved:
        return Decision("done", obstacles=(Reason("Your office has approved it already.", ("R-115",)),))
    found = []
    if case.is_applicant:
        found.append(Reason("You applied for it. Two other people approve.", ("R-115",)))
    if case.approved_for_other_office:
        found.append(
            Reason("You approved it for the other office. Another person approves here.", ("R-115",))
        )
    if case.checks_missing:
        lines = "1 check is" if case.checks_missing == 1 else f"{case.checks_missing} checks are"
        found.append(Reason(f"Cannot be approved yet: {lines} not made.", ("R-113",)))
    if case.trained_on is None or case.trained_on > case.today:
        found.append(Reason("Cannot be approved yet: training is not done.", ("R-113",)))
    if not case.is_as_seen:
        found.append(Reason("It has changed since you opened it. Read it again, then approve.", ("R-115",)))
    return Decision("no", obstacles=tuple(found)) if found else Decision("yes")
