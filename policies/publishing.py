"""What still stands between a version and its publication, each precondition by name."""

from dataclasses import dataclass

from recordings_gov.decisions import Reason


@dataclass(frozen=True)
class PublishingFacts:
    """What is known about a version: all of it is looked up before, nothing here asks a database."""

    has_owner: bool
    has_sponsor: bool
    has_text: bool
    has_approval_date: bool
    has_review_date: bool
    consulted: frozenset[str]
    signed: frozenset[str]
    unfilled: tuple[str, ...] = ()
    content_is_as_validated: bool = True


def obstacles_to_publishing(facts: PublishingFacts) -> tuple[Reason, ...]:
    """Each unmet precondition; none means that the version may be published.

    For an adopted version the same list is what is shown as its gaps, and nobody fills them in.
    Rules: R-001, R-036, R-042, R-216, R-219.
    """
    checks = (
        (facts.has_owner, "No owner is named", ("R-216",)),
        (facts.has_sponsor, "No management sponsor is named", ("R-036",)),
        (bool(facts.consulted), "No consultation is recorded", ("R-001",)),
        ("validate" in facts.signed, "It has not been validated", ("R-036",)),
        ("ratify" in facts.signed, "It has not been ratified", ("R-036",)),
        ("approve" in facts.signed, "Its approval here is not recorded", ("R-217",)),
        (facts.has_approval_date, "The date of approval is not known", ("R-216",)),
        (facts.has_review_date, "No review date is set", ("R-216",)),
        (facts.has_text, "Its text is not held here", ("R-042",)),
        (facts.content_is_as_validated, "Its text is not the text that was validated", ("R-217",)),
    )
    unmet = [Reason(says, rules) for met, says, rules in checks if not met]
    unmet += [Reason(f"Not filled in: {name.replace('_', ' ')}", ("R-036",)) for name in facts.unfilled]
    return tuple(unmet)


def warnings_before_publishing(facts: PublishingFacts) -> tuple[Reason, ...]:
    """What does not stop a version but ought to give pause. Rules: R-001."""
    found = []
    if "patients" not in facts.consulted:
        found.append(Reason("No patient was consulted", ("R-001",)))
    if "staff" not in facts.consulted:
        found.append(Reason("No member of staff was consulted", ("R-001",)))
    return tuple(found)
