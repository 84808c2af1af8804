"""What still stands between a version and its publication, each precondition by name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policies.clauses import CLAUSES, SCENARIOS
from recordings_gov.decisions import Reason

PATIENT_GROUPS = frozenset({"patients", "liaison_group", "carers"})
STAFF_GROUPS = frozenset({"staff", "students", "unions"})
OBSTETRIC_GUIDANCE = "the College's obstetric guidance"

# A source that says "should" leaves the choice to the department: these settings turn a stop into
# a warning ("warn"), each with its reason. What a source says must be has no setting.
SETTINGS = {
    "policy-check-sponsor": ("A management sponsor is named", "R-049"),
    "policy-check-employer": ("The employer has endorsed it", "R-026"),
    "policy-check-risk-assessment": ("The risk assessment is complete", "R-052"),
    **{clause.setting: (f"Clause: {clause.title}", clause.rules[0]) for clause in CLAUSES if clause.setting},
}
WARN = "warn"


@dataclass(frozen=True)
class Obstacle(Reason):
    """One thing that is missing: whether it stops the version or gives pause, and where it is mended."""

    mend: str = ""
    is_warning: bool = False


@dataclass(frozen=True)
class PublishingFacts:
    """What is known about a version: all of it is looked up before, nothing here asks a database.

    ``patients_record`` says in which direction: the guidance on risk, clauses and scenarios is about
    what patients record. ``only_warned`` names the settings that a department turned into warnings.
    """

    has_owner: bool
    has_sponsor: bool
    has_text: bool
    has_approval_date: bool
    has_review_date: bool
    consulted: frozenset[str]
    signed: frozenset[str]
    unfilled: tuple[str, ...] = ()
    content_is_as_validated: bool = True
    patients_record: bool = True
    clauses: frozenset[str] = frozenset()
    scenarios: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    has_equality_assessment: bool = False
    is_adopted: bool = False
    has_dms_reference: bool = False
    risk_lacks: tuple[Reason, ...] = ()
    records_calls: bool = False
    call_notice_and_purpose: bool = False
    mobile_devices_checked: bool = False
    obstetric_guidance_considered: bool = False
    comments_waiting: int = 0
    only_warned: frozenset[str] = frozenset()


def findings(facts: PublishingFacts) -> tuple[tuple[Obstacle, ...], tuple[Obstacle, ...]]:
    """What stops the version, and what gives pause. None of the first: it may be published.

    For an adopted version both are its gaps, and nobody fills them in. Rules: R-001, R-020, R-026,
    R-027, R-036, R-037, R-042, R-047, R-048, R-049, R-050, R-052, R-055, R-094, R-216, R-219, R-221, R-225.
    """
    found = [*_stops(facts), *_pauses(facts)]
    return (
        tuple(each for each in found if not each.is_warning),
        tuple(each for each in found if each.is_warning),
    )


def obstacles_to_publishing(facts: PublishingFacts) -> tuple[Obstacle, ...]:
    """Each unmet precondition; none means that the version may be published."""
    return findings(facts)[0]


def warnings_before_publishing(facts: PublishingFacts) -> tuple[Obstacle, ...]:
    """What does not stop a version but ought to give pause; it goes ahead with a reason that is kept."""
    return findings(facts)[1]


def scenarios_not_covered(covered: Iterable[str], left_out: Iterable[str]) -> tuple[Obstacle, ...]:
    """The scenarios of the Society's list that no section covers and nobody left out. Rules: R-036."""
    met = {*covered, *left_out}
    return tuple(
        Obstacle(f"No section covers: {each.title}", ("R-036", *each.rules), mend="sections", is_warning=True)
        for each in SCENARIOS
        if each.code not in met
    )


def _stops(facts: PublishingFacts) -> Iterator[Obstacle]:
    checks = (
        (facts.has_owner, "No owner is named", ("R-216",), "entrust", ""),
        (facts.has_sponsor, "No management sponsor is named", ("R-049",), "entrust", "policy-check-sponsor"),
        (bool(facts.consulted), "No consultation is recorded", ("R-001",), "consult", ""),
        ("validate" in facts.signed, "It has not been validated", ("R-108",), "validate", ""),
        ("ratify" in facts.signed, "It has not been ratified", ("R-108",), "ratify", ""),
        (
            "dpo" in facts.signed,
            "The Data Protection Officer has not signed it off",
            ("R-027",),
            "sign-off",
            "",
        ),
        (
            "employer" in facts.signed,
            "The employer has not endorsed it",
            ("R-026",),
            "endorse",
            "policy-check-employer",
        ),
        ("approve" in facts.signed, "Its approval here is not recorded", ("R-217",), "approve", ""),
        (facts.has_approval_date, "The date of approval is not known", ("R-216",), "approve", ""),
        (facts.has_review_date, "No review date is set", ("R-050", "R-216"), "approve", ""),
        (facts.has_text, "Its text is not held here", ("R-042",), "sections", ""),
        (
            facts.content_is_as_validated,
            "Its text is not the text that was validated",
            ("R-217",),
            "send-back",
            "",
        ),
        (
            facts.has_dms_reference or not facts.is_adopted,
            "Its place in the document management system is not known",
            ("R-108",),
            "",
            "",
        ),
        (
            facts.call_notice_and_purpose or not facts.records_calls,
            "It lets calls be recorded: say how callers are told, and what for",
            ("R-094",),
            "calls",
            "",
        ),
    )
    for met, says, rules, mend, setting in checks:
        if not met:
            yield Obstacle(says, rules, mend=mend, is_warning=setting in facts.only_warned)
    for name in facts.unfilled:
        yield Obstacle(f"Not filled in: {name.replace('_', ' ')}", ("R-036",), mend="fill-in")
    if facts.patients_record:
        yield from _of_patients_recording(facts)


def _of_patients_recording(facts: PublishingFacts) -> Iterator[Obstacle]:
    """What the guidance on patients' recordings asks of a policy; of one without text nothing is known."""
    for lack in facts.risk_lacks:
        warned = "R-052" in lack.rules and "policy-check-risk-assessment" in facts.only_warned
        yield Obstacle(lack.says, lack.rules, mend="risk", is_warning=warned)
    if not facts.has_text:
        return
    for clause in CLAUSES:
        if clause.code not in facts.clauses:
            warned = clause.warns or clause.setting in facts.only_warned
            yield Obstacle(
                f"No section is marked: {clause.title}", clause.rules, mend="sections", is_warning=warned
            )
    covers = "obstetric" in facts.scenarios
    if "obstetric" not in facts.left_out and not (covers and facts.obstetric_guidance_considered):
        what = "does not name" if covers else "has no section on pregnancy scans that names"
        yield Obstacle(f"It {what} {OBSTETRIC_GUIDANCE}", ("R-032",), mend="sections")


def _pauses(facts: PublishingFacts) -> Iterator[Obstacle]:
    checks = (
        (
            facts.consulted & PATIENT_GROUPS,
            "No patient or public group was consulted",
            ("R-001", "R-020"),
            "consult",
        ),
        (
            facts.consulted & STAFF_GROUPS,
            "No member of staff was consulted",
            ("R-001", "R-037"),
            "consult",
        ),
        (
            facts.has_equality_assessment,
            "There is no equality impact assessment",
            ("R-221",),
            "equality",
        ),
        (
            facts.mobile_devices_checked or not facts.patients_record,
            "The mobile-device policy was not checked against it",
            ("R-225",),
            "related",
        ),
    )
    for met, says, rules, mend in checks:
        if not met:
            yield Obstacle(says, rules, mend=mend, is_warning=True)
    if facts.comments_waiting:
        says = (
            f"{facts.comments_waiting} comment{'s' * (facts.comments_waiting != 1)} on the draft not answered"
        )
        yield Obstacle(says, ("R-020", "R-037"), mend="consultation", is_warning=True)
    if facts.patients_record and facts.has_text:
        named_above = {"obstetric"}
        yield from scenarios_not_covered(facts.scenarios, facts.left_out | named_above)
