"""What the printed policy says; ``recordings_gov.documents`` sets, keeps and serves them."""

from typing import Any

from policies import contents, law
from policies.assessing import band, lacks_of, points
from policies.models import Hazard, PolicyVersion, RiskAssessment
from policies.text import html
from recordings_gov import clock, documents
from recordings_gov.documents.models import Document


def version_pdf(version: PolicyVersion) -> Document:
    """The policy on A4, with its state of the day and its gaps. Rules: R-042, R-217."""
    values = contents.values_of(version)
    context = {
        "organisation": _organisation(values),
        "draft": not (version.approved_on or version.superseded_on),
        "version_row": version,
        "area": version.policy.area,
        "facts": policy_facts(version, values),
        "sections": [part | {"html": html(part["body"])} for part in contents.sections_of(version)],
        "gaps": contents.obstacles(version),
    }
    return documents.produce(
        "documents/policies/policy.html",
        context,
        about=version,
        kind="policy",
        title=version.policy.title,
        version=str(version.number),
    )


def risk_pdf(made: RiskAssessment) -> Document:
    """The risk assessment on A4: every hazard, scored before and after. Rules: R-052, R-055, R-201."""
    version = made.version
    context = {
        "organisation": _organisation(contents.values_of(version)),
        "draft": not version.approved_on,
        "made": made,
        "facts": risk_facts(made),
        "hazards": [_scored(each) for each in made.hazards.all()],
        "lacks": lacks_of(contents.risk_facts(version)),
        "penalty": law.penalty_on(clock.today()),
        "penalties": law.PENALTIES,
    }
    return documents.produce(
        "documents/policies/risk_assessment.html",
        context,
        about=made,
        kind="risk-assessment",
        title=f"Risk assessment: {version.policy.title}",
        version=str(version.number),
    )


def risk_pdf_of(version: PolicyVersion) -> Document | None:
    """That of a version, if it has an assessment."""
    made = contents.assessment_of(version)
    return risk_pdf(made) if made else None


def risk_facts(made: RiskAssessment) -> list[tuple[str, str]]:
    """Whose it is, when it was made and is due, and who was told."""
    told = (
        ("Employer told", made.employer_told_on, made.employer_told_whom),
        ("Insurer told", made.insurer_told_on, made.insurer_told_whom),
    )
    facts = [
        ("Of", str(made.version)),
        ("Whose policy", made.version.policy.area),
        ("Who answers for it", made.owner.name if made.owner else ""),
        ("Made on", contents.said(made.assessed_on, "day")),
        ("Looked at again", contents.said(made.review_due_on, "day")),
        *((label, f"{whom}, {contents.said(day, 'day')}" if day else "") for label, day, whom in told),
        ("What it means for cover", made.insurance_effect),
        ("What else was thought of", made.other_hazards),
    ]
    return [(label, value or "Not known") for label, value in facts]


def _scored(hazard: Hazard) -> dict[str, Any]:
    facts = hazard.as_facts()
    return {
        "hazard": hazard,
        "before": (points(facts.before), band(facts.before)),
        "after": (points(facts.after), band(facts.after)),
    }


def _organisation(values: dict[str, str]) -> str:
    return ", ".join(part for part in (values.get("organisation_name"), values["department_name"]) if part)


def policy_facts(version: PolicyVersion, values: dict[str, str]) -> list[tuple[str, str]]:
    """Whose it is, who approved it, since when it holds and when it is due."""
    facts = [
        ("Whose", version.policy.area),
        ("Owner", values["policy_owner"]),
        ("Management sponsor", values["management_sponsor"]),
        ("Approved", " by ".join(part for part in (values["approved_on"], version.approved_by_whom) if part)),
        ("In force since", values["effective_from"]),
        ("Review due", values["review_due_on"]),
        ("Document management system", version.dms_reference),
    ]
    return [(label, value or "Not known") for label, value in facts]
