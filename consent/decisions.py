"""The answers of this room: may this be recorded, may it be approved. Pure: facts in, reasons out."""

from dataclasses import dataclass
from datetime import date, datetime

from recordings_gov.decisions import Decision, Reason


@dataclass(frozen=True)
class RecordingPlan:
    """What is about to be recorded, or was: when, under which signatures and permissions, by whom.

    ``captured_at`` is None for a plan; then ``now`` counts. ``registered_at`` is when the later of the two
    approvals of the recorder's registration was given; None with ``needs_registration`` means there is none.
    ``signer`` is the role of whoever agrees; ``ended_by_death`` means a form of life, and a patient who had
    died by then; ``at_post_mortem`` that it is part of that examination, for which nobody signs.
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
    kit_is_registered: bool = True
    kind_is_covered: bool = True
    identifiable: str = "yes"
    signer: str = "patient"
    ended_by_death: bool = False
    taken_back: bool = False
    stopped: bool = False
    at_post_mortem: bool = False
    on_authority: bool = False
    no_authority: Reason | None = None
    no_research: Reason | None = None
    is_further: bool = False
    conflict: bool = False


SIGNS = {
    "patient": "patient",
    "parent": "parent or guardian",
    "attorney": "attorney or deputy",
    "clinician": "clinician responsible",
    "consultant": "consultant in charge",
    "officer": "social worker or police officer",
    "representative": "personal representative",
}


ON_AUTHORITY = Reason(
    "The consultant in charge authorised it before, for the health record only.", ("R-159",)
)


def may_record(plan: RecordingPlan) -> Decision:
    """``yes``, or ``no`` with each obstacle by name.

    Nobody's view that a patient cannot be recognised counts: ``identifiable`` changes nothing. What
    somebody agreed to in life makes no new recording after their death.
    Rules: R-063, R-090, R-091, R-127, R-130, R-156, R-163.
    """
    at = plan.captured_at or plan.now
    signed = (_death(plan), _signatures(plan, at), _permissions(plan))
    rest = (_form(plan), _kind(plan), _registration(plan, at))
    found = (_time(plan), _stop(plan), *(() if plan.at_post_mortem or plan.on_authority else signed), *rest)
    obstacles = tuple(reason for group in found for reason in group)
    if obstacles:
        return Decision("no", obstacles=obstacles)
    if plan.at_post_mortem:
        return Decision(
            "yes", (Reason("It is part of the post-mortem, so nobody signs for it.", ("R-091",)),)
        )
    if plan.on_authority:
        return Decision("yes", (ON_AUTHORITY,))
    says = f"Both signed before, and the {SIGNS[plan.signer]} said yes."
    return Decision("yes", (Reason(says, ("R-118", "R-127")),))


def _time(plan: RecordingPlan) -> list[Reason]:
    if plan.captured_at and plan.captured_at > plan.now:
        return [Reason("The recording is dated in the future. Check the date and time.")]
    return []


def _stop(plan: RecordingPlan) -> list[Reason]:
    if not plan.stopped:
        return []
    says = "Recording was stopped. Nothing after that is covered until they agree to go on."
    return [Reason(says, ("R-070", "R-080"))]


def _death(plan: RecordingPlan) -> list[Reason]:
    if not plan.ended_by_death:
        return []
    says = "The patient has died. Anything new is for their personal representative to agree to."
    return [Reason(says, ("R-090", "R-156"))]


def _signatures(plan: RecordingPlan, at: datetime) -> list[Reason]:
    if plan.no_authority:
        return [plan.no_authority]
    signed = ((SIGNS[plan.signer], plan.patient_signed_at), ("person taking consent", plan.taker_signed_at))
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


def _form(plan: RecordingPlan) -> list[Reason]:
    found = [plan.no_research] if plan.no_research else []
    if plan.is_further:
        found.append(Reason("This form is for another use of a recording that is there already.", ("R-129",)))
    if plan.conflict:
        says = "Two people with parental responsibility answer differently. That is to be settled first."
        found.append(Reason(says, ("R-147",)))
    return found


def _permissions(plan: RecordingPlan) -> list[Reason]:
    if plan.patient_signed_at is None:
        return []
    found = []
    if not plan.form_is_signed and plan.taker_signed_at is not None:
        found.append(Reason("The form is not complete, or no longer stands.", ("R-118",)))
    if plan.taken_back and (not plan.given or (plan.made_for_care and "record" not in plan.given)):
        says = "Consent was taken back before this. Nothing more is recorded under this form."
        return [*found, Reason(says, ("R-133", "R-134"))]
    if plan.made_for_care and "record" not in plan.given:
        whose = "their" if plan.signer == "patient" else "the patient's"
        says = f"The {SIGNS[plan.signer]} did not agree to a recording for {whose} record."
        found.append(Reason(says, ("R-063",)))
    if not plan.given:
        says = f"The {SIGNS[plan.signer]} agreed to nothing, so nothing is recorded."
        found.append(Reason(says, ("R-063",)))
    return found


def _kind(plan: RecordingPlan) -> list[Reason]:
    if plan.kind_is_covered:
        return []
    return [Reason("The form was signed for another kind of recording.", ("R-118",))]


def _registration(plan: RecordingPlan, at: datetime) -> list[Reason]:
    if not plan.needs_registration:
        return []
    if plan.registered_at is None:
        return [Reason("Anybody outside Media Studio needs an active registration.", ("R-112", "R-115"))]
    if at < plan.registered_at:
        return [Reason("Both offices approved the registration only after this.", ("R-115",))]
    if not plan.kit_is_registered:
        return [Reason("Made with other equipment than the one that is registered.", ("R-112",))]
    if not plan.registration_in_force:
        return [
            Reason(
                "The registration was not in force then: it had ended, was suspended, or its kit was gone.",
                ("R-112",),
            )
        ]
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
    storing_trained_on: date | None = None
    access_approved_on: date | None = None
    kit_is_fit: bool | None = None
    asks_about_kit: bool = False
    kit_is_missing: bool = False


def may_approve(case: ApprovalCase) -> Decision:
    """``yes``, ``done`` when this office has approved already, or ``no`` with each obstacle.

    Rules: R-113, R-115, R-181, R-187, R-202.
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
    found += [*_may_store(case), *_kit(case)]
    if not case.is_as_seen:
        found.append(Reason("It has changed since you opened it. Read it again, then approve.", ("R-115",)))
    return Decision("no", obstacles=tuple(found)) if found else Decision("yes")


def _may_store(case: ApprovalCase) -> list[Reason]:
    """Whoever stores and finds images is trained for it, with access that was approved. Rules: R-181."""
    found = []
    if case.storing_trained_on is None or case.storing_trained_on > case.today:
        says = "Cannot be approved yet: training for storing and finding images is not done."
        found.append(Reason(says, ("R-181",)))
    if case.access_approved_on is None or case.access_approved_on > case.today:
        found.append(Reason("Cannot be approved yet: network access is not approved.", ("R-181",)))
    return found


def _kit(case: ApprovalCase) -> list[Reason]:
    """Media Studio looks at the equipment before it approves; what is gone is not approved by anybody."""
    found = []
    if case.kit_is_missing:
        found.append(Reason("This equipment is reported as lost or stolen.", ("R-187",)))
    if case.asks_about_kit and case.kit_is_fit is None:
        found.append(Reason("Cannot be approved yet: the equipment is not checked.", ("R-113", "R-202")))
    if case.asks_about_kit and case.kit_is_fit is False:
        found.append(Reason("Media Studio found the equipment not fit for this.", ("R-113", "R-202")))
    return found
