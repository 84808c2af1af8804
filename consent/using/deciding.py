"""May it be used so: what shuts it first, then what was signed, then the few ways without a signature."""

from dataclasses import dataclass

from consent.research import lacking
from consent.using import reasons as say
from consent.using.case import UseCase
from consent.using.words import Aim, DisclosureBasis, Said, Use, Verdict
from recordings_gov.decisions import Decision, Reason

# Looking for this care, auditing it, and what law or consent lets out, wait for no register.
FROM_THE_REGISTER = frozenset(Use) - {Use.VIEW, Use.CARE_AUDIT, Use.DISCLOSE}

LAW_OR_COURT = (DisclosureBasis.LAW, DisclosureBasis.COURT)
OVER_A_RESTRICTION = (*LAW_OR_COURT, DisclosureBasis.PUBLIC_INTEREST)


@dataclass(frozen=True)
class UseAnswer(Decision):
    """With what would make it possible, or what to do instead."""

    to_do: tuple[Reason, ...] = ()


def may_use(case: UseCase) -> UseAnswer:
    """``yes`` with its conditions, or why not and what to do.

    A use rests on exactly one permission: care on the record, teaching on teaching, everything else on the
    one named use. What was taken back opens nothing, and nobody's view that a patient cannot be recognised
    counts unless a setting says so.
    Rules: R-076, R-082, R-083, R-100, R-120, R-122, R-123, R-124, R-129, R-135, R-156, R-163, R-171,
    R-194, R-195, R-197.
    Conflicts: C-05, C-12, C-31, C-35.
    """
    shut = _shut(case)
    if shut is not None:
        return shut
    if case.use == Use.DISCLOSE and case.basis != DisclosureBasis.CONSENT:
        return _disclosing(case)
    answer = _for_care(case) if case.rests_on == Aim.RECORD else _further(case)
    if answer.verdict == Verdict.YES and case.rests_on == Aim.NAMED_PURPOSE and case.research_lacks:
        return _no(Verdict.ASK, lacking(case.research_lacks), to_do=say.STEPS_RESEARCH)
    if answer.verdict == Verdict.YES and case.is_outside_register and case.use in FROM_THE_REGISTER:
        return _no(Verdict.UNREGISTERED, say.OUTSIDE_REGISTER, to_do=say.STEPS_REGISTER)
    return answer


def _shut(case: UseCase) -> UseAnswer | None:
    """What the recording itself rules out, whatever was signed."""
    if case.state == "quarantined" and not _is_required_of_the_office(case, LAW_OR_COURT):
        return _no(Verdict.UNAVAILABLE, say.UNAVAILABLE, to_do=say.STEPS_SHUT)
    if case.state == "destroyed":
        return _no(Verdict.UNAVAILABLE, say.DESTROYED, to_do=(say.ANOTHER,))
    if case.state == "held" and case.has_died:
        return _no(Verdict.HELD, say.HELD_AND_DIED, to_do=say.STEPS_HELD_AND_DIED)
    if case.state == "held":
        return _no(Verdict.HELD, say.HELD, to_do=say.STEPS_HELD)
    if case.is_restricted and not _is_required_of_the_office(case):
        return _no(Verdict.RESTRICTED, say.RESTRICTED, to_do=say.STEPS_SHUT)
    return None


def _is_required_of_the_office(case: UseCase, grounds: tuple[str, ...] = OVER_A_RESTRICTION) -> bool:
    """What the law or a court asks for is not kept back by quarantine; nor is it, or what the public
    interest asks for, by a restriction. Conflicts: C-12, C-35.
    """
    return case.by_office and case.use == Use.DISCLOSE and case.basis in grounds


def _for_care(case: UseCase) -> UseAnswer:
    if not case.is_for_care:
        return _no(Verdict.NO, say.NOT_FOR_CARE, to_do=say.STEPS_CARE_ONLY)
    if case.is_without_form:
        return _yes(case, say.WITHOUT_FORM)
    return _yes(case, say.GIVEN[Aim.RECORD]) if case.record == Said.GIVEN else _not_given(case)


def _further(case: UseCase) -> UseAnswer:
    if case.is_of_an_app:
        return _no(Verdict.NO, say.OF_AN_APP, to_do=(say.ANOTHER,))
    if case.is_never_published and case.use == Use.PUBLISH:
        return _no(Verdict.NO, say.NEVER_PUBLISHED, to_do=(say.ANOTHER,))
    if case.said == Said.GIVEN:
        return _yes(case, say.GIVEN[case.rests_on])
    if case.said in (Said.WITHDRAWN, Said.DECLINED, Said.INVALID):
        return _not_given(case)
    return _without_signature(case) or _not_given(case)


def _without_signature(case: UseCase) -> UseAnswer | None:
    """The ways of the sources for what nobody was asked about; death and a disclosure have none here."""
    if case.has_died or case.use == Use.DISCLOSE:
        return None
    if case.path:
        return _by_path(case)
    is_teaching = case.rests_on == Aim.TEACHING
    if is_teaching and case.is_from_before_1997:
        if case.anonymised:
            return _yes(case, say.BEFORE_1997, say.ANONYMISED_ONLY)
        return _no(Verdict.NEW_FORM, say.BEFORE_1997_NOT, to_do=say.STEPS_1997)
    signed_for_care = case.is_for_care and case.record == Said.GIVEN
    if case.anonymised and case.anonymised_is_enough and signed_for_care:
        journals = (say.IN_JOURNALS,) if case.use == Use.PUBLISH else ()
        return _yes(case, say.ANONYMOUS_HELPS, say.ANONYMISED_ONLY, *journals)
    return None


def _by_path(case: UseCase) -> UseAnswer:
    if case.path == "yes":
        return _yes(case, say.PATH_YES)
    if case.path == "no":
        return _no(Verdict.NO, say.PATH_NO, to_do=(say.ANOTHER,))
    return _no(Verdict.ASK, say.PATH_ASK, to_do=say.STEPS_PATH)


def _not_given(case: UseCase) -> UseAnswer:
    if case.said == Said.WITHDRAWN and case.named_was_published and case.rests_on == Aim.NAMED_PURPOSE:
        return _no(Verdict.BEYOND_RECALL, say.WITHDRAWN, say.BEYOND_RECALL, to_do=(say.ANOTHER,))
    said_no = {Said.WITHDRAWN: say.WITHDRAWN, Said.DECLINED: say.DECLINED, Said.INVALID: say.INVALID}
    if case.said in said_no:
        return _no(Verdict.NO, said_no[case.said], *_anonymous(case), to_do=(say.ANOTHER,))
    steps = say.STEPS_DIED if case.has_died else say.STEPS_NEW_FORM[case.rests_on]
    died = (say.DIED,) if case.has_died else ()
    missing = say.NOT_ASKED[case.rests_on]
    return _no(Verdict.NEW_FORM, missing, *died, *_anonymous(case), to_do=steps)


def _anonymous(case: UseCase) -> tuple[Reason, ...]:
    return (say.ANONYMOUS_NO_HELP,) if case.anonymised else ()


def _disclosing(case: UseCase) -> UseAnswer:
    """Law, court or public interest. Rules: R-072, R-073."""
    if case.basis == DisclosureBasis.NONE:
        return _no(Verdict.ASK, say.NO_BASIS, to_do=say.STEPS_NEW_FORM[Aim.NAMED_PURPOSE])
    if case.basis == DisclosureBasis.PUBLIC_INTEREST:
        if not case.by_office:
            return _no(Verdict.ASK, say.NOT_BY_OFFICE, to_do=say.STEPS_OFFICE)
        if not case.basis_reference.strip():
            return _no(Verdict.ASK, say.NO_REASONS, to_do=(say.NO_REASONS,))
        return _yes(case, say.IN_PUBLIC_INTEREST)
    if not case.basis_reference.strip():
        return _no(Verdict.ASK, say.NO_REFERENCE, to_do=(say.NO_REFERENCE,))
    return _yes(case, say.BY_LAW)


def _yes(case: UseCase, why: Reason, *more: Reason) -> UseAnswer:
    return UseAnswer(Verdict.YES, (why,), (*say.CONDITIONS[case.use], *more))


def _no(verdict: Verdict, *why: Reason, to_do: tuple[Reason, ...]) -> UseAnswer:
    return UseAnswer(verdict, obstacles=why, to_do=to_do)
