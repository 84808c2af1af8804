"""How the signer of a form is named on pages and paper, and what they declare."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from consent.signing import ASK, NO, Ask, Route
from consent.wording import wording

if TYPE_CHECKING:
    from consent.models import ConsentForm

TITLES: dict[str, str] = {
    Route.ADULT: "{name} signs",
    Route.YOUNG_PERSON: "{name} signs, and nobody else instead",
    Route.PARENT: "Somebody with parental responsibility signs",
    Route.ATTORNEY: "Attorney or deputy signs",
    Route.CLINICIANS: "Two professionals sign",
    Route.CONSULTANT: "The consultant in charge decides and signs",
    Route.OFFICER: "Social worker or police officer signs",
    Route.HELD: "It is held until they can be asked",
    Route.REPRESENTATIVE: "The personal representative signs",
    Route.POST_MORTEM: "Nobody signs for this part of a post-mortem",
    Route.PARENTS_OF_BABY: "A parent signs",
    ASK: "Not known yet",
    NO: "Nothing is recorded",
}
COLOURS: dict[str, str] = {ASK: "care", NO: "stop", Route.HELD: "advise", Route.CONSULTANT: "advise"}
SIGNERS = {
    "patient": "{name}",
    "parent": "The parent or guardian",
    "attorney": "The attorney or deputy",
    "clinician": "The clinician responsible",
    "consultant": "The consultant in charge",
    "officer": "The social worker or police officer",
    "representative": "The personal representative",
}
USES = {"record": "the health record", "teaching": "teaching", "named_purpose": "the named use"}
QUESTIONS: dict[str, str] = {
    Ask.CIRCUMSTANCE: "What is so?",
    Ask.COMPETENCE: "Can they decide about this?",
    Ask.CHILD: "What does the child say?",
    Ask.PARENT: "Who has parental responsibility?",
    Ask.CAPACITY: "Can they decide now?",
    Ask.AUTHORITY: "Who can decide for them?",
    Ask.CARE: "Is it part of their care?",
    Ask.BEST_INTERESTS: "Is it in their best interests?",
    Ask.UNCONSCIOUS: "Why can they not be asked?",
    Ask.TOLD: "Were they told of it?",
    Ask.OFFICER: "Who agrees, on which ground?",
    Ask.CONSULTANT: "What does the consultant say?",
    Ask.REPRESENTATIVE: "Who speaks for them?",
    Ask.POST_MORTEM: "Is it part of the post-mortem?",
    Ask.BABY: "What do the parents wish?",
    Ask.RESEARCH: "Which approvals are there?",
}


def title_of(verdict: str, name: str) -> str:
    """The answer in a few words."""
    return TITLES[verdict].format(name=name)


def signatures(signers: tuple[str, ...], permissions: frozenset[str], name: str) -> list[str]:
    """Each signature that the form will ask for, in order."""
    if not signers:
        return []
    who = SIGNERS[signers[0]].format(name=name)
    agreed = [f"{who}, for {words}" for use, words in USES.items() if use in permissions]
    return [*agreed, *(["You, for having explained it"] if "taker" in signers else [])]


def statement(form: "ConsentForm", declared: Mapping[str, str]) -> str:
    """What somebody who signs instead of the patient declares; nothing where the patient signs.

    ``declared`` holds the statements by the way to sign, in the language of the form.
    """
    way = declared_way(form)
    if way not in declared:
        return ""
    case = form.signing_case(form.created_at.date())
    facts = {
        "{patient}": form.patient.name,
        "{relation}": case.parent.relation,
        "{reason}": WITHOUT.get(case.authority.without, ""),
        "{date}": f"{case.told.on.day} {case.told.on:%B %Y}" if case.told else "",
        "{recording}": form.subject,
    }
    says: str = declared[way]
    for mark, words in facts.items():
        says = says.replace(mark, words)
    return says


def declared_way(form: "ConsentForm") -> str:
    """Whose declaration the paper carries: a patient makes one only when asked afterwards. Rules: R-154."""
    if form.signing_role != "patient":
        return str(form.signer)
    return Route.HELD if form.is_asked_afterwards else ""


def law_after_death(form: "ConsentForm") -> str:
    """The law that is printed where somebody signs for a patient who has died. Rules: R-090."""
    rows = {row["id"]: row for row in wording().texts["signer"]}
    return str(rows.get(form.signer, {}).get("law", ""))


WITHOUT = {"nobody": "nobody holds it", "urgent": "there was no time"}
