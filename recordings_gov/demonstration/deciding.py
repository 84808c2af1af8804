"""What the demonstration department decided, set and asked a lawyer."""

from datetime import timedelta

from policies.models import ConflictDecision, LegalAdvice
from recordings_gov import clock
from recordings_gov.accounts.models import Department, Setting, User


def load_decisions(people: dict[str, User], departments: dict[str, Department]) -> None:
    """Decisions, settings and advice, once, each by somebody who may."""
    imaging, lead, manager = departments["imaging"], people["governance_lead"], people["ig_manager"]
    if not ConflictDecision.objects.exists():
        _decide(lead, manager, imaging)
    if not LegalAdvice.objects.exists():
        _ask_a_lawyer(manager, imaging)
    if not Setting.objects.filter(name="scenario-obstetric-screen").exists():
        _set(lead, imaging)


def _decide(lead: User, manager: User, imaging: Department) -> None:
    ConflictDecision.decide(
        by=manager,
        conflict="C-05",
        department=None,
        says="",
        reason="The Trust's own policy is the stricter text (demonstration)",
        keeps_default=True,
    )
    for says in (
        "Twelve months for this policy and every leaflet; eighteen for the Trust's policy.",
        "Twelve months for this policy and every leaflet.",
    ):
        ConflictDecision.decide(
            by=lead,
            conflict="C-36",
            department=imaging,
            says=says,
            reason="The way people record changes quickly (demonstration)",
        )


def _ask_a_lawyer(manager: User, imaging: Department) -> None:
    LegalAdvice.log(
        by=manager,
        department=imaging,
        about="R-021",
        question="Does what holds for a talk hold for sound recorded during an exam?",
        adviser="Trust solicitors (demonstration)",
        given_on=clock.today() - timedelta(days=20),
        advice="Likely, as the Society says. Take advice again when a case turns on it. (demonstration)",
        kept_at="Legal file 0000 (demonstration)",
    )


def _set(lead: User, imaging: Department) -> None:
    Setting.choose(
        by=lead,
        name="scenario-obstetric-screen",
        department=imaging,
        value="clip_at_end",
        reason="The sonographers agreed to one picture or short clip at the end (demonstration)",
    )
