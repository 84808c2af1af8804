"""What the demonstration department adds to the starter draft, so that it may honestly come into force."""

from typing import Any

from policies.models import PolicyVersion
from policies.starter.files import read
from recordings_gov import clock
from recordings_gov.accounts.models import User


def complete(version: PolicyVersion, *, by: Any, assessor: User, is_begun: bool = False) -> None:
    """Risk assessment, equality assessment, neighbours: each through its verb, marked as demonstration.

    ``is_begun``: the version was copied from another, and has its neighbours and hazards already.
    """
    today, words = clock.today(), read("demonstration")
    version.assess_equality(by=by, reference=words["equality"], assessed_on=today)
    for each in () if is_begun else words["related"]:
        checked_on = today if each.get("checked") else None
        version.relate(
            by=by, kind=each["kind"], title=each["title"], where=each["where"], checked_on=checked_on
        )
    if not is_begun:
        version.start_risk_assessment(by=assessor)
    version.describe_risk(
        by=assessor,
        owner=assessor,
        assessed_on=today,
        review_due_on=today.replace(year=today.year + 1, day=min(today.day, 28)),
        other_hazards="None found beside those listed (demonstration)",
    )
    version.score_hazards(by=assessor, answers=as_suggested())
    version.tell_of_risk(
        by=assessor,
        employer_told_on=today,
        employer_told_whom="Chief executive's office (demonstration)",
        insurer_told_on=today,
        insurer_told_whom="Insurer's contact (demonstration)",
        insurance_effect="None (demonstration)",
    )


def as_suggested() -> dict[int, dict[str, Any]]:
    """Each hazard of the starter list with the starter's own scores, which a real team would weigh."""
    return {
        place: {
            "applies": True,
            "likelihood_before": each["before"]["likelihood"],
            "severity_before": each["before"]["severity"],
            "likelihood_after": each["after"]["likelihood"],
            "severity_after": each["after"]["severity"],
            "control_owner": each["owner_role"],
        }
        for place, each in enumerate(read("risk_assessment")["hazard"], 1)
    }
