"""Who must sign: the one decision, by death, age and what is special about the case."""

from dataclasses import replace

from consent.signing import adults, babies, children, death
from consent.signing.answering import asked
from consent.signing.case import SigningCase
from consent.signing.words import ASK, Ask, Circumstance, Signing
from recordings_gov.decisions import Reason

RESEARCH = "Research alone: nobody signs before the project has its {missing}."


def who_must_sign(case: SigningCase) -> Signing:
    """Whose signatures this case needs, on what evidence, and what they can open.

    Somebody of 16 or over is presumed able to decide. A child's no is final outside child protection.
    Who cannot decide is never recorded on the word of a companion alone.
    Rules: R-063, R-127. Conflicts: C-07, C-24, C-25.
    """
    answer = _by_whom(case)
    if not case.research_only or case.research.is_complete:
        return answer
    lacks = Reason(RESEARCH.format(missing=", ".join(case.research.missing)), ("R-163",))
    if answer.is_settled:
        return asked((Ask.RESEARCH, lacks), reasons=answer.reasons)
    if answer.verdict == ASK:
        return replace(answer, obstacles=(*answer.obstacles, lacks), to_ask=(*answer.to_ask, Ask.RESEARCH))
    return answer


def _by_whom(case: SigningCase) -> Signing:
    if case.circumstance == Circumstance.BABY and case.age == 0:
        return babies.decide(case)
    if case.has_died:
        return death.decide(case)
    return children.decide(case) if case.is_child else adults.decide(case)
