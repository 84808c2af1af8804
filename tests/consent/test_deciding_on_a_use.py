"""Each use rests on its own permission; the whole table, and what must hold in every cell of it."""

import itertools
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from consent.using import Aim, DisclosureBasis, Said, Use, UseCase, Verdict, may_use, table
from consent.using.words import FOR_AN_AIM, RESTS_ON

CARE = (Use.VIEW, Use.CARE_AUDIT)
TEACHING = (Use.TEACH, Use.STUDENT_ASSESSMENT, Use.DOWNLOAD)
NAMED = (Use.PUBLISH, Use.RESEARCH, Use.QUALITY_ASSURANCE)
ALL = [(use, aim) for use in Use for aim in (Aim if use in FOR_AN_AIM else (Aim.RECORD,))]


def asked(use, aim=Aim.RECORD, **facts):
    basis = DisclosureBasis.CONSENT if use == Use.DISCLOSE else DisclosureBasis.NONE
    return UseCase(**({"use": use, "aim": aim, "basis": basis} | facts))


def verdicts(uses, **facts):
    return {may_use(asked(use, **facts)).verdict for use in uses}


EXTRAS = (
    {},
    *({name: True} for name in ("anonymised", "has_died", "is_from_before_1997", "is_restricted")),
    {"is_without_form": True},
    *({"path": path} for path in ("yes", "no", "ask")),
)


def every_case():
    for (use, aim), record, teaching, named, extra in itertools.product(ALL, Said, Said, Said, EXTRAS):
        yield asked(use, aim, record=record, teaching=teaching, named=named, **extra)


@pytest.mark.rule("R-100", "E")
def test_every_use_rests_on_one_permission_and_there_is_no_other_use():
    assert {use: aim.value for use, aim in RESTS_ON.items()} == {
        "view": "record",
        "care_audit": "record",
        "teach": "teaching",
        "student_assessment": "teaching",
        "download": "teaching",
        "publish": "named_purpose",
        "disclose": "named_purpose",
        "research": "named_purpose",
        "quality_assurance": "named_purpose",
    }
    for aim in Aim:
        assert {asked(use, aim).rests_on for use in FOR_AN_AIM} == {aim}
    with pytest.raises(ValueError, match="marketing"):
        Use("marketing")


@pytest.mark.rule("R-100", "E")
@pytest.mark.rule("R-122", "E")
def test_in_every_cell_a_signed_form_opens_what_rests_on_its_permission_and_nothing_else():
    cells = 0
    for case in every_case():
        answer, cells = may_use(case), cells + 1
        if answer.verdict == Verdict.YES and case.said != Said.GIVEN:
            exception = case.path == "yes" or case.is_without_form or case.is_from_before_1997
            assert exception, case
            assert case.said == Said.NOT_ASKED or case.rests_on == Aim.RECORD, case
        if answer.verdict == Verdict.YES and not case.path:
            taken = replace(case, record=Said.WITHDRAWN, teaching=Said.WITHDRAWN, named=Said.WITHDRAWN)
            assert may_use(taken).verdict != Verdict.YES or case.is_without_form, case
        for state, verdict in (("quarantined", Verdict.UNAVAILABLE), ("held", Verdict.HELD)):
            assert may_use(replace(case, state=state)).verdict == verdict
        assert bool(answer.obstacles) != (answer.verdict == Verdict.YES)
        assert answer.to_do or answer.verdict == Verdict.YES
    assert cells == len(ALL) * 5**3 * len(EXTRAS)


@pytest.mark.rule("R-123", "E")
def test_consent_for_the_record_opens_care_and_its_audit_alone():
    assert verdicts(CARE) == {Verdict.YES}
    assert verdicts((*TEACHING, *NAMED, Use.DISCLOSE)) == {Verdict.NEW_FORM}
    for use in FOR_AN_AIM:
        assert [may_use(asked(use, aim)).verdict for aim in Aim] == ["yes", "new_form", "new_form"]


@pytest.mark.rule("R-124", "E")
def test_consent_for_teaching_opens_teaching_and_assessing_students_and_no_named_use():
    assert verdicts((*CARE, *TEACHING), teaching=Said.GIVEN) == {Verdict.YES}
    assert verdicts((*NAMED, Use.DISCLOSE), teaching=Said.GIVEN) == {Verdict.NEW_FORM}


@pytest.mark.rule("R-122", "E")
def test_what_was_never_made_for_care_is_not_opened_for_care():
    facts = {"is_for_care": False, "record": Said.NOT_ASKED, "teaching": Said.GIVEN}
    assert verdicts(CARE, **facts) == {Verdict.NO}
    assert verdicts(TEACHING, **facts) == {Verdict.YES}


@pytest.mark.rule("R-120", "E")
@pytest.mark.rule("R-129", "E")
def test_a_named_use_opens_itself_and_one_that_no_form_names_needs_a_further_form():
    assert verdicts((*NAMED, Use.DISCLOSE), named=Said.GIVEN) == {Verdict.YES}
    assert verdicts(TEACHING, named=Said.GIVEN) == {Verdict.NEW_FORM}
    answer = may_use(asked(Use.PUBLISH, teaching=Said.GIVEN))
    assert "R-129" in answer.rules
    assert any("further form" in step.says for step in answer.to_do)


@pytest.mark.rule("R-135", "E")
def test_what_came_out_is_beyond_recall_and_opens_no_new_use():
    out = asked(Use.PUBLISH, named=Said.WITHDRAWN, named_was_published=True)
    answer = may_use(out)
    assert answer.verdict == Verdict.BEYOND_RECALL
    assert "cannot be called back" in answer.obstacles[-1].says
    assert may_use(replace(out, named_was_published=False)).verdict == Verdict.NO


@pytest.mark.rule("R-082", "W")
def test_anonymised_is_enough_only_by_the_switch_and_then_a_journal_is_warned_of():
    for use in (*TEACHING, *NAMED):
        assert may_use(asked(use, anonymised=True)).verdict == Verdict.NEW_FORM
        assert may_use(asked(use, anonymised_is_enough=True)).verdict == Verdict.NEW_FORM
        answer = may_use(asked(use, anonymised=True, anonymised_is_enough=True))
        assert answer.verdict == Verdict.YES
        warned = any("journals" in reason.says for reason in answer.conditions)
        assert warned == (use == Use.PUBLISH)
    for facts in ({"record": Said.NOT_ASKED}, {"is_for_care": False}, {"teaching": Said.DECLINED}):
        open_ = {"anonymised": True, "anonymised_is_enough": True}
        assert may_use(asked(Use.TEACH, **open_, **facts)).verdict != Verdict.YES


@pytest.mark.rule("R-083", "E")
def test_from_before_1997_only_anonymised_or_with_consent_is_taught_with():
    old = {"is_from_before_1997": True, "record": Said.NOT_ASKED}
    assert verdicts(TEACHING, **old) == {Verdict.NEW_FORM}
    assert verdicts(TEACHING, **old, anonymised=True) == {Verdict.YES}
    assert verdicts(TEACHING, **old, teaching=Said.GIVEN) == {Verdict.YES}
    assert verdicts(TEACHING, **old, teaching=Said.DECLINED, anonymised=True) == {Verdict.NO}
    assert verdicts(NAMED, **old, anonymised=True) == {Verdict.NEW_FORM}


@pytest.mark.rule("R-072", "E")
def test_nothing_is_passed_on_without_a_ground():
    for case in every_case():
        if case.use == Use.DISCLOSE:
            without = replace(case, basis=DisclosureBasis.NONE, basis_reference="KB-1", by_office=True)
            assert may_use(without).verdict != Verdict.YES
    assert may_use(asked(Use.DISCLOSE)).verdict == Verdict.NEW_FORM
    assert may_use(asked(Use.DISCLOSE, named=Said.GIVEN)).verdict == Verdict.YES


@pytest.mark.rule("R-073", "E")
def test_law_and_court_give_their_reference_and_the_public_interest_is_weighed_by_an_office():
    for basis in (DisclosureBasis.LAW, DisclosureBasis.COURT):
        assert may_use(asked(Use.DISCLOSE, basis=basis)).verdict == Verdict.ASK
        assert may_use(asked(Use.DISCLOSE, basis=basis, basis_reference="KB-1")).verdict == Verdict.YES
    weighed = asked(Use.DISCLOSE, basis=DisclosureBasis.PUBLIC_INTEREST, basis_reference="A crime")
    assert may_use(weighed).verdict == Verdict.ASK
    assert may_use(replace(weighed, by_office=True)).verdict == Verdict.YES
    assert may_use(replace(weighed, by_office=True, basis_reference=" ")).verdict == Verdict.ASK
    shut = replace(weighed, is_restricted=True)
    assert may_use(shut).verdict == Verdict.RESTRICTED
    assert may_use(replace(shut, by_office=True)).verdict == Verdict.YES


@pytest.mark.rule("R-076", "E")
def test_for_an_adult_who_cannot_decide_the_decided_path_counts_and_nothing_else():
    for path, verdict in (("ask", Verdict.ASK), ("yes", Verdict.YES), ("no", Verdict.NO)):
        assert verdicts((*TEACHING, *NAMED), path=path) == {verdict}
        assert verdicts(TEACHING, path=path, anonymised=True, anonymised_is_enough=True) == {verdict}
        assert verdicts(CARE, path=path) == {Verdict.YES}


@pytest.mark.rule("R-163", "E")
def test_a_use_named_for_a_research_project_waits_for_its_gates_whatever_is_done_for_it():
    lacks = {"named": Said.GIVEN, "teaching": Said.GIVEN, "research_lacks": ("a gate",)}
    assert verdicts((*NAMED, Use.DISCLOSE), **lacks) == {Verdict.ASK}
    for use in FOR_AN_AIM:
        assert [may_use(asked(use, aim, **lacks)).verdict for aim in Aim] == ["yes", "yes", "ask"]
    assert verdicts((*CARE, *TEACHING), **lacks) == {Verdict.YES}
    required = lacks | {"basis": DisclosureBasis.COURT, "basis_reference": "KB-1"}
    assert may_use(asked(Use.DISCLOSE, **required)).verdict == Verdict.YES


@pytest.mark.rule("R-156", "E")
def test_what_is_held_of_somebody_who_died_names_their_representative():
    for facts, says in (({}, "Wait until they"), ({"has_died": True}, "personal representative")):
        answer = may_use(asked(Use.VIEW, state="held", record=Said.NOT_ASKED, **facts))
        assert (answer.verdict, says in answer.to_do[0].says) == (Verdict.HELD, True)


@pytest.mark.rule("R-136", "E")
def test_after_death_what_was_signed_stays_and_anything_new_is_the_representatives():
    assert verdicts(TEACHING, has_died=True, teaching=Said.GIVEN) == {Verdict.YES}
    answer = may_use(asked(Use.TEACH, has_died=True, anonymised=True, anonymised_is_enough=True))
    assert answer.verdict == Verdict.NEW_FORM
    assert "R-136" in answer.rules


def test_the_table_is_printed_and_an_empty_cell_is_an_error(capsys, monkeypatch):
    call_command("may_use")
    printed = capsys.readouterr().out
    assert all(situation in printed for situation, _ in table.SITUATIONS)
    grounds = len(DisclosureBasis) - 1
    assert printed.count("(R-") == len(table.SITUATIONS) * (len(ALL) - 1 + grounds)
    monkeypatch.setattr(table, "may_use", lambda case: replace(may_use(case), obstacles=(), reasons=()))
    with pytest.raises(CommandError, match="No answer for: Level 1"):
        call_command("may_use")
