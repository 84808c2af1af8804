"""Who must sign: the whole table, situation by situation, and what holds for every case there is."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from itertools import product

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from consent.signing import ASK, NO, Ask, Circumstance, Route, SigningCase, who_must_sign
from consent.signing import evidence as known
from consent.signing.nations import LAWS, AuthorityKind
from consent.signing.situations import (
    ABLE,
    AGREES,
    ASLEEP,
    ATTORNEY,
    BABY,
    BEST,
    CAN_AGAIN,
    CANNOT,
    CARER,
    CHILD,
    CONSULTANT,
    DAY,
    DEAD,
    INJURED,
    KIN,
    NO_CONSENT,
    NOBODY,
    NOT_ABLE,
    OFFICER,
    PARENT,
    PART_OF_CARE,
    PROTECTED,
    REPRESENTATIVE,
    SAYS_NO,
    SITUATIONS,
    TOLD,
    UNABLE,
    UNCONSCIOUS,
)
from consent.signing.words import RECORD_ONLY, TEACHING, USES
from consent.wording import wording

TEACH = frozenset({TEACHING})
PROTECTION = {Circumstance.CHILD_PROTECTION, Circumstance.INJURY}


def says(answer):
    return " ".join(reason.says for reason in (*answer.reasons, *answer.conditions, *answer.obstacles))


def adult(**facts):
    return SigningCase(44, DAY, uses=USES, **facts)


@pytest.mark.parametrize("nation", LAWS)
@pytest.mark.parametrize("age", range(16, 131))
def test_from_sixteen_the_patient_signs_in_each_nation_while_nobody_doubts_it(nation, age):
    answer = who_must_sign(SigningCase(age, DAY, nation=nation, uses=USES))
    assert answer.verdict == Route.ADULT
    assert answer.signers == ("patient", "taker")
    assert answer.permissions == USES
    assert ("16 and 17" in says(answer)) == (age < 18)


@pytest.mark.rule("R-127")
def test_signatures_of_both_are_asked_for():
    told = says(who_must_sign(adult()))
    assert "sign for each permission" in told
    assert "explained it signs too" in told


@pytest.mark.rule("R-078", "E")
@pytest.mark.parametrize("nation", LAWS)
@pytest.mark.parametrize("age", range(16))
def test_under_sixteen_nobody_signs_before_competence_is_judged(nation, age):
    answer = who_must_sign(replace(CHILD, age=age, nation=nation))
    assert (answer.verdict, answer.to_ask) == (ASK, (Ask.COMPETENCE,))


@pytest.mark.rule("R-078", "E")
@pytest.mark.parametrize("missing", known.NEEDED)
def test_able_needs_a_yes_to_each_of_the_first_seven(missing):
    judged = replace(ABLE, yes=ABLE.yes - {missing})
    assert who_must_sign(replace(CHILD, competence=judged)).to_ask == (Ask.COMPETENCE,)
    assert who_must_sign(replace(CHILD, competence=judged, parent=PARENT, child=AGREES)).verdict == ASK


def test_the_eighth_question_is_encouragement_and_decides_nothing():
    ids = [row["id"] for row in wording().texts["competence"]["question"]]
    assert (*known.NEEDED, known.ENCOURAGED) == tuple(ids)
    without = who_must_sign(replace(CHILD, competence=ABLE))
    encouraged = who_must_sign(replace(CHILD, competence=replace(ABLE, yes=ABLE.yes | {"parent"})))
    assert without.verdict == encouraged.verdict == Route.YOUNG_PERSON
    assert "Encourage them" in says(without)
    assert "Encourage them" not in says(encouraged)


@pytest.mark.rule("R-078", "E")
def test_a_judgement_by_somebody_not_entitled_does_not_count():
    judged = replace(ABLE, by_entitled=False)
    assert who_must_sign(replace(CHILD, competence=judged)).to_ask == (Ask.COMPETENCE,)


def test_a_judgement_covers_the_uses_it_was_about_and_no_other():
    about_record = replace(ABLE, covers=RECORD_ONLY)
    assert who_must_sign(replace(CHILD, competence=about_record)).permissions == RECORD_ONLY
    assert who_must_sign(replace(CHILD, uses=TEACH, competence=about_record)).verdict == ASK


@pytest.mark.rule("R-143", "E")
@pytest.mark.rule("R-142", "E")
def test_a_parent_never_signs_instead_of_a_child_who_can_decide():
    answer = who_must_sign(replace(CHILD, competence=ABLE, parent=PARENT, child=AGREES))
    assert answer.verdict == Route.YOUNG_PERSON
    assert "parent" not in answer.signers


@pytest.mark.rule("R-079", "E")
@pytest.mark.rule("R-142", "E")
@pytest.mark.parametrize(
    ("parent", "verdict"),
    [
        (PARENT, Route.PARENT),
        (CARER, ASK),
        (replace(PARENT, name=""), ASK),
        (replace(PARENT, relation=""), ASK),
        (replace(PARENT, basis=""), ASK),
    ],
)
def test_only_declared_parental_responsibility_signs_for_a_child(parent, verdict):
    answer = who_must_sign(replace(CHILD, competence=NOT_ABLE, child=AGREES, parent=parent))
    assert answer.verdict == verdict


@pytest.mark.rule("R-146", "E")
@pytest.mark.parametrize("said", ["no", "upset"])
@pytest.mark.parametrize("competence", [known.Competence(), ABLE, NOT_ABLE])
@pytest.mark.parametrize("circumstance", [each for each in Circumstance if each not in PROTECTION])
def test_a_childs_no_ends_it_whatever_a_parent_or_a_consultant_says(said, competence, circumstance):
    case = replace(
        CHILD,
        competence=competence,
        child=known.Child(said, harm_likely=False),
        parent=PARENT,
        circumstance=circumstance,
        consultant=CONSULTANT,
        unconscious=ASLEEP,
    )
    assert who_must_sign(case).verdict == NO


@pytest.mark.rule("R-089", "E")
def test_a_child_who_cannot_decide_is_not_recorded_where_harm_is_likely():
    case = replace(CHILD, competence=NOT_ABLE, parent=PARENT, child=known.Child("agrees", harm_likely=True))
    assert who_must_sign(case).verdict == NO
    unasked = replace(case, child=known.Child("agrees"))
    assert who_must_sign(unasked).to_ask == (Ask.CHILD,)


@pytest.mark.rule("R-152", "E")
@pytest.mark.parametrize(
    "missing", ["kind", "name", "number", "service", "is_checked", "no_parent_there", "ground", "says"]
)
def test_an_officer_signs_with_every_particular_and_one_ground_or_not_at_all(missing):
    case = replace(PROTECTED, child=AGREES)
    assert who_must_sign(case).verdict == Route.OFFICER
    assert who_must_sign(case).permissions == RECORD_ONLY
    less = replace(OFFICER, **{missing: False if missing in ("is_checked", "no_parent_there") else ""})
    assert who_must_sign(replace(case, officer=less)).to_ask == (Ask.OFFICER,)


def test_protection_sets_a_childs_no_aside_only_with_the_reason_written_down():
    case = replace(PROTECTED, child=SAYS_NO)
    assert who_must_sign(case).verdict == ASK
    given_why = replace(case, officer=replace(OFFICER, despite_no="To protect a brother."))
    assert who_must_sign(given_why).verdict == Route.OFFICER


@pytest.mark.parametrize(
    ("circumstance", "needs"),
    [
        (Circumstance.ABUSE, ("name", "because", "abuse", "why_unable", "referral")),
        (Circumstance.VITAL_INTERESTS, ("name", "because")),
        (Circumstance.LITIGATION, ("name", "because", "second_signature")),
    ],
)
def test_a_consultant_decides_for_an_adult_only_with_the_proof_of_the_ground(circumstance, needs):
    case = replace(NO_CONSENT, circumstance=circumstance)
    assert who_must_sign(case).verdict == Route.CONSULTANT
    assert who_must_sign(case).permissions == RECORD_ONLY
    for name in needs:
        less = replace(CONSULTANT, **{name: ""})
        assert who_must_sign(replace(case, consultant=less)).to_ask == (Ask.CONSULTANT,), name
    assert who_must_sign(replace(case, uses=TEACH)).verdict == NO
    assert who_must_sign(replace(case, can_decide=True)).verdict == Route.ADULT


@pytest.mark.parametrize("missing", ["name", "because", "why_unlikely", "benefit"])
def test_an_injury_that_may_be_no_accident_needs_both_statements(missing):
    assert who_must_sign(INJURED).verdict == Route.CONSULTANT
    less = replace(CONSULTANT, **{missing: ""})
    assert who_must_sign(replace(INJURED, consultant=less)).verdict == ASK


@pytest.mark.rule("R-074", "E")
@pytest.mark.parametrize("kind", ["", *AuthorityKind])
@pytest.mark.parametrize("nation", LAWS)
@pytest.mark.parametrize("age", [16, 17, 18, 80])
def test_only_the_authority_of_the_nation_with_its_paper_seen_signs_for_an_adult(kind, nation, age):
    lawful = {
        "ENG": {"lpa": 18, "deputy": 16},
        "WLS": {"lpa": 18, "deputy": 16},
        "SCT": {"welfare_attorney": 16, "welfare_guardian": 16},
        "NIR": {},
    }[nation]
    case = replace(
        UNABLE,
        age=age,
        nation=nation,
        authority=replace(ATTORNEY, kind=kind),
        best_interests=BEST,
    )
    signs = kind in lawful and age >= lawful[kind]
    assert (who_must_sign(case).verdict == Route.ATTORNEY) == signs
    for unseen in ({"paper": ""}, {"seen_by": ""}, {"seen_on": None}, {"name": ""}):
        less = replace(case, authority=replace(case.authority, **unseen))
        assert who_must_sign(less).to_ask == (Ask.AUTHORITY,)


@pytest.mark.rule("R-074", "E")
@pytest.mark.parametrize("kind", ["next_of_kin", "carer", "advocate", "parent_of_adult"])
def test_next_of_kin_carer_or_advocate_are_told_they_cannot_sign(kind):
    answer = who_must_sign(replace(UNABLE, authority=replace(KIN, kind=kind), best_interests=BEST))
    assert answer.verdict == ASK
    assert "no power to sign" in says(answer)


@pytest.mark.rule("R-075", "E")
@pytest.mark.parametrize("why", ["nobody", "urgent"])
def test_without_authority_only_what_is_part_of_care_is_made_and_two_professionals_sign(why):
    case = replace(UNABLE, authority=known.Authority(without=why), care=PART_OF_CARE, best_interests=BEST)
    answer = who_must_sign(case)
    assert (answer.verdict, answer.permissions) == (Route.CLINICIANS, RECORD_ONLY)
    assert answer.signers == ("clinician", "taker")
    for care in (known.Care(), known.Care(integral=True), known.Care(None, "Dr Example")):
        assert who_must_sign(replace(case, care=care)).to_ask == (Ask.CARE,)
    assert who_must_sign(replace(case, care=known.Care(integral=False))).verdict == NO
    assert who_must_sign(replace(case, uses=TEACH)).verdict == NO


def test_nobody_is_no_answer_while_an_attorney_is_named():
    named = replace(ATTORNEY, paper="", without="nobody")
    case = replace(UNABLE, authority=named, care=PART_OF_CARE, best_interests=BEST)
    assert who_must_sign(case).to_ask == (Ask.AUTHORITY,)


@pytest.mark.rule("R-077", "E")
@pytest.mark.parametrize("answer", ["necessary", "benefit", "best"])
def test_for_teaching_alone_all_three_answers_are_yes(answer):
    case = replace(UNABLE, uses=TEACH, authority=ATTORNEY, best_interests=BEST)
    assert who_must_sign(case).verdict == Route.ATTORNEY
    assert who_must_sign(replace(case, best_interests=replace(BEST, **{answer: False}))).verdict == NO
    unasked = replace(case, best_interests=replace(BEST, **{answer: None}))
    assert who_must_sign(unasked).to_ask == (Ask.BEST_INTERESTS,)
    assert who_must_sign(replace(case, authority=NOBODY)).verdict == NO


@pytest.mark.rule("R-137", "E")
def test_who_cannot_decide_or_has_died_is_not_used_where_others_would_do():
    cases = (
        replace(UNABLE, uses=TEACH, authority=ATTORNEY, best_interests=BEST),
        replace(DEAD, uses=TEACH, representative=REPRESENTATIVE),
    )
    for case in cases:
        assert who_must_sign(case).permissions == TEACH
        evidence = "representative" if case.has_died else "best_interests"
        for would_do, verdict in ((True, NO), (None, ASK)):
            changed = {evidence: replace(getattr(case, evidence), others_instead=would_do)}
            assert who_must_sign(replace(case, **changed)).verdict == verdict
            care_too = replace(case, uses=USES, **changed)
            assert who_must_sign(care_too).permissions == RECORD_ONLY


@pytest.mark.rule("R-140", "E")
@pytest.mark.parametrize("missing", ["necessary", "benefit", "best", "distress", "because", "consulted"])
@pytest.mark.parametrize("authority", [ATTORNEY, NOBODY])
def test_nobody_signs_for_an_adult_without_the_best_interests_record(missing, authority):
    case = replace(UNABLE, authority=authority, care=PART_OF_CARE, best_interests=BEST)
    assert who_must_sign(case).is_settled
    less = replace(BEST, **{missing: "" if missing in ("because", "consulted") else None})
    assert who_must_sign(replace(case, best_interests=less)).to_ask == (Ask.BEST_INTERESTS,)
    assert who_must_sign(replace(case, best_interests=replace(BEST, distress=True))).verdict == NO


@pytest.mark.rule("R-139", "E")
def test_a_judgement_of_capacity_counts_for_one_decision_and_until_its_date():
    case = replace(UNABLE, authority=ATTORNEY, best_interests=BEST)
    assert who_must_sign(replace(case, today=CANNOT.look_again_on)).is_settled
    for judged in (
        replace(CANNOT, look_again_on=None),
        replace(CANNOT, is_about_this=False),
        replace(CANNOT, by_entitled=False),
        replace(CANNOT, judged_on=DAY + timedelta(days=1)),
    ):
        assert who_must_sign(replace(case, capacity=judged)).to_ask == (Ask.CAPACITY,)
    later = replace(case, today=CANNOT.look_again_on + timedelta(days=1))
    assert who_must_sign(later).to_ask == (Ask.CAPACITY,)
    assert who_must_sign(replace(case, capacity=CAN_AGAIN)).verdict == Route.ADULT


def test_what_can_wait_until_they_can_decide_waits():
    assert who_must_sign(replace(UNABLE, capacity=replace(CANNOT, can_wait=True))).verdict == NO


@pytest.mark.parametrize("missing", ["why", "integral", "because", "look_again_on", "under_anaesthetic"])
def test_who_cannot_be_asked_is_recorded_only_with_each_reason_and_a_date(missing):
    case = replace(UNCONSCIOUS, unconscious=ASLEEP)
    assert who_must_sign(case).verdict == Route.HELD
    assert who_must_sign(case).permissions == frozenset()
    blank = "" if missing in ("why", "because") else None
    less = replace(ASLEEP, **{missing: blank})
    assert who_must_sign(replace(case, unconscious=less)).to_ask == (Ask.UNCONSCIOUS,)


def test_under_anaesthetic_media_studio_records_and_holds():
    other = replace(ASLEEP, by_media_studio=False)
    assert who_must_sign(replace(UNCONSCIOUS, unconscious=other)).verdict == ASK
    ward = replace(other, under_anaesthetic=False)
    assert who_must_sign(replace(UNCONSCIOUS, unconscious=ward)).verdict == Route.HELD


def test_whoever_wakes_is_told_before_they_can_answer():
    awake = replace(UNCONSCIOUS, unconscious=ASLEEP, capacity=CAN_AGAIN)
    assert who_must_sign(awake).to_ask == (Ask.TOLD,)
    assert who_must_sign(replace(awake, told=TOLD)).verdict == Route.ADULT


def test_capacity_that_does_not_return_leads_to_authority_and_death_to_the_representative():
    gone = replace(UNCONSCIOUS, unconscious=replace(ASLEEP, returns=False))
    assert who_must_sign(gone).to_ask == (Ask.CAPACITY,)
    signed_for = replace(gone, capacity=CANNOT, authority=ATTORNEY, best_interests=BEST)
    assert who_must_sign(signed_for).verdict == Route.ATTORNEY
    died = replace(gone, has_died=True, representative=REPRESENTATIVE)
    assert who_must_sign(died).verdict == Route.REPRESENTATIVE


@pytest.mark.rule("R-136", "E")
@pytest.mark.rule("R-092", "E")
@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, Route.REPRESENTATIVE),
        ({"name": ""}, ASK),
        ({"proof": ""}, ASK),
        ({"wishes": ""}, ASK),
        ({"wishes": "against"}, NO),
        ({"coroners_case": None}, ASK),
        ({"coroners_case": True}, ASK),
        ({"coroners_case": True, "coroners_leave": "C 12"}, Route.REPRESENTATIVE),
    ],
)
def test_after_death_the_representative_signs_with_proof_wishes_and_the_coroners_leave(change, verdict):
    case = replace(DEAD, representative=replace(REPRESENTATIVE, **change))
    assert who_must_sign(case).verdict == verdict


def test_a_relative_is_sought_where_the_representative_is_none():
    stranger = replace(REPRESENTATIVE, is_relative=False)
    assert "near relative" in says(who_must_sign(replace(DEAD, representative=stranger)))
    tried = replace(stranger, relatives_asked="A sister; no answer on two days.")
    assert "near relative" not in says(who_must_sign(replace(DEAD, representative=tried)))


def test_what_is_part_of_a_post_mortem_needs_nobody_and_opens_nothing_else():
    case = replace(DEAD, circumstance=Circumstance.POST_MORTEM)
    assert who_must_sign(case).to_ask == (Ask.POST_MORTEM,)
    integral = who_must_sign(replace(case, post_mortem=known.PostMortem(integral=True)))
    assert (integral.verdict, integral.permissions) == (Route.POST_MORTEM, RECORD_ONLY)
    extra = replace(case, post_mortem=known.PostMortem(integral=False))
    assert who_must_sign(extra).to_ask == (Ask.REPRESENTATIVE,)


@pytest.mark.parametrize("has_died", [False, True])
@pytest.mark.parametrize(
    ("baby", "verdict"),
    [
        (known.Baby(), ASK),
        (known.Baby("Dr Example", wanted=False), NO),
        (known.Baby("Dr Example", wanted=True), ASK),
        (known.Baby("Dr Example", wanted=True, parent="Sam Example"), Route.PARENTS_OF_BABY),
    ],
)
def test_the_parents_of_a_baby_are_asked_and_either_answer_is_right(has_died, baby, verdict):
    answer = who_must_sign(replace(BABY, has_died=has_died, baby=baby))
    assert answer.verdict == verdict
    if answer.is_settled:
        assert "No reminder" in says(answer)


@pytest.mark.parametrize("missing", ["ethics", "registration", "media_studio", "information_governance"])
def test_research_alone_waits_for_all_four(missing):
    complete = known.Research("REC 12", "R&D 12", media_studio=True, information_governance=True)
    case = adult(research_only=True, research=complete)
    assert who_must_sign(case).verdict == Route.ADULT
    blank = "" if missing in ("ethics", "registration") else False
    less = replace(complete, **{missing: blank})
    assert who_must_sign(replace(case, research=less)).to_ask == (Ask.RESEARCH,)


AGES = (0, 9, 15, 16, 17, 18, 90)
CHILDREN = (known.Child(), AGREES, SAYS_NO)
COMPETENCES = (known.Competence(), ABLE, NOT_ABLE, replace(ABLE, yes=frozenset()))
CAPACITIES = (None, CAN_AGAIN, CANNOT, replace(CANNOT, look_again_on=DAY - timedelta(days=1)))
FULL = {
    "parent": PARENT,
    "best_interests": BEST,
    "unconscious": ASLEEP,
    "officer": OFFICER,
    "consultant": CONSULTANT,
    "representative": REPRESENTATIVE,
    "care": PART_OF_CARE,
    "post_mortem": known.PostMortem(integral=True),
}


def test_no_cell_of_the_whole_table_is_empty_or_breaks_its_limits():
    cells = product(
        AGES,
        (False, True),
        (None, *Circumstance),
        (None, True, False),
        CHILDREN,
        COMPETENCES,
        CAPACITIES,
        (known.Authority(), ATTORNEY, NOBODY, KIN),
        ({}, FULL),
    )
    seen = set()
    for age, died, circumstance, can, child, competence, capacity, authority, evidence in cells:
        case = SigningCase(
            age,
            DAY,
            uses=USES,
            has_died=died,
            circumstance=circumstance,
            can_decide=can,
            child=child,
            competence=competence,
            capacity=capacity,
            authority=authority,
            **evidence,
        )
        answer = who_must_sign(case)
        seen.add(answer.verdict)
        assert bool(answer.obstacles) != answer.is_settled
        assert bool(answer.to_ask) == (answer.verdict == ASK)
        assert answer.is_settled or not answer.permissions
        assert all(reason.rules for reason in (*answer.reasons, *answer.conditions, *answer.obstacles))
        if answer.verdict in (Route.CONSULTANT, Route.OFFICER, Route.CLINICIANS, Route.POST_MORTEM):
            assert answer.permissions == RECORD_ONLY
        if answer.verdict == Route.YOUNG_PERSON:
            assert age < 16
            assert child.said != "no"
        if answer.verdict in (Route.ATTORNEY, Route.CLINICIANS):
            assert capacity == CANNOT
    assert seen == {ASK, NO, *Route} - {Route.PARENTS_OF_BABY}


# A case has many parts: a busy machine draws them slowly, and that is no fault.
PATIENT = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
WORDS = some.sampled_from(["", "Some words."])
MAYBE = some.sampled_from([None, True, False])
CASES = some.builds(
    SigningCase,
    age=some.integers(0, 120),
    today=some.just(DAY),
    nation=some.sampled_from(sorted(LAWS)),
    uses=some.frozensets(some.sampled_from(sorted(USES)), min_size=1),
    has_died=some.booleans(),
    can_decide=MAYBE,
    circumstance=some.sampled_from([None, *Circumstance]),
    competence=some.builds(
        known.Competence,
        some.sampled_from(["", "able", "not_able", "not_sure"]),
        some.frozensets(some.sampled_from((*known.NEEDED, "parent"))) | some.just(frozenset(known.NEEDED)),
        some.frozensets(some.sampled_from(sorted(USES))),
        some.booleans(),
    ),
    child=some.builds(known.Child, some.sampled_from(["", "agrees", "no", "upset", "cannot_say"]), MAYBE),
    parent=some.sampled_from([known.Parent(), PARENT, CARER]),
    capacity=some.sampled_from(CAPACITIES),
    authority=some.builds(
        known.Authority,
        some.sampled_from(["", *AuthorityKind]),
        WORDS,
        WORDS,
        WORDS,
        some.sampled_from([None, DAY]),
        some.sampled_from(["", "nobody", "urgent"]),
    ),
    care=some.builds(known.Care, MAYBE, WORDS),
    best_interests=some.builds(known.BestInterests, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, WORDS, WORDS),
    unconscious=some.builds(
        known.Unconscious, WORDS, MAYBE, WORDS, some.sampled_from([None, DAY]), MAYBE, MAYBE, MAYBE
    ),
    told=some.sampled_from([None, TOLD]),
    officer=some.sampled_from([known.Officer(), OFFICER, replace(OFFICER, despite_no="Why.")]),
    consultant=some.sampled_from([known.Consultant(), CONSULTANT]),
    representative=some.builds(
        known.Representative,
        WORDS,
        WORDS,
        some.sampled_from(["", "none_known", "for", "against"]),
        MAYBE,
        WORDS,
        MAYBE,
        WORDS,
        MAYBE,
    ),
    post_mortem=some.builds(known.PostMortem, MAYBE),
)


@pytest.mark.rule("R-146", "E")
@PATIENT
@given(CASES)
def test_a_childs_no_never_lets_anybody_record_outside_protection(case):
    refuses = replace(case, child=known.Child("no", case.child.harm_likely), has_died=False)
    if case.age < 16 and case.circumstance not in {*PROTECTION, Circumstance.BABY}:
        assert who_must_sign(refuses).verdict == NO


@PATIENT
@given(CASES)
def test_whatever_is_opened_was_asked_for_and_only_when_settled(case):
    answer = who_must_sign(case)
    assert answer.permissions <= case.uses
    assert answer.is_settled or not answer.permissions
    assert answer == who_must_sign(case)


def _yes(evidence, **facts):
    """The same evidence, what was not answered now answered as it must be; no answer is taken back."""
    return replace(
        evidence, **{name: to for name, to in facts.items() if getattr(evidence, name) in (None, "")}
    )


ADDED = {
    "parent": lambda case: PARENT if case.parent == known.Parent() else case.parent,
    "child": lambda case: _yes(case.child, said="agrees", harm_likely=False),
    "care": lambda case: _yes(case.care, integral=True, clinician="Dr Example"),
    "best_interests": lambda case: _yes(
        case.best_interests,
        necessary=True,
        benefit=True,
        best=True,
        distress=False,
        others_instead=False,
        because="Why.",
        consulted="A sister.",
    ),
    "unconscious": lambda case: _yes(
        case.unconscious,
        why="Why.",
        integral=True,
        because="Why.",
        look_again_on=DAY,
        under_anaesthetic=True,
        by_media_studio=True,
    ),
    "told": lambda case: case.told or TOLD,
    "officer": lambda case: OFFICER if case.officer == known.Officer() else case.officer,
    "consultant": lambda _: CONSULTANT,
    "representative": lambda case: _yes(
        case.representative,
        name="A",
        proof="B",
        wishes="none_known",
        is_relative=True,
        relatives_asked="C",
        coroners_case=False,
        coroners_leave="D",
        others_instead=False,
    ),
    "post_mortem": lambda case: _yes(case.post_mortem, integral=True),
    "capacity": lambda case: case.capacity or (CANNOT if case.can_decide is False else None),
    "authority": lambda case: _yes(case.authority, kind="lpa", name="A", paper="B", seen_by="C", seen_on=DAY),
    "competence": lambda case: case.competence if case.competence.outcome else NOT_ABLE,
}


@PATIENT
@given(CASES, some.sampled_from(sorted(ADDED)))
def test_adding_evidence_never_makes_less_allowed(case, name):
    before, after = who_must_sign(case), who_must_sign(replace(case, **{name: ADDED[name](case)}))
    assert after.is_settled or not before.is_settled
    assert after.permissions >= before.permissions


@PATIENT
@given(CASES)
def test_nobodys_word_alone_signs_for_somebody_who_can_decide(case):
    able = replace(case, can_decide=True, capacity=None, has_died=False, age=max(case.age, 16))
    assert who_must_sign(able).verdict == Route.ADULT


def test_the_command_prints_every_situation_with_its_rules():
    out = StringIO()
    call_command("who_must_sign", stdout=out)
    printed = out.getvalue()
    assert all(situation[:20] in printed for situation, _ in SITUATIONS)
    assert {who_must_sign(case).verdict for _, case in SITUATIONS} == {ASK, NO, *Route}
    assert "Nobody: not made" in printed
    assert "R-146" in printed
    assert max(map(len, printed.splitlines())) < 175
