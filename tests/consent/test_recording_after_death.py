"""After death, at a post-mortem, and about a baby who is dying: what is kept, printed and not sent."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from consent.decisions import SIGNS, RecordingPlan, may_record
from consent.documents import context_of
from consent.models import Recording
from consent.signing import Ask, Route, who_must_sign
from consent.signing.answering import SIGNERS
from consent.signing.situations import DEAD, REPRESENTATIVE
from consent.using import Aim, Said, Use, UseCase, may_use
from consent.waiting import waits_for
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from tests.consent.conftest import born
from tests.consent.situations import RECORD, TEACHING, explained, started

SPEAKS = {
    "name": "Ali Example",
    "proof": "Probate 12",
    "wishes": "none_known",
    "is_relative": False,
    "relatives_asked": "Her sister was asked and agrees.",
    "coroners_case": False,
    "coroners_leave": "",
    "others_instead": False,
}


def say(form, by, question, given, **words):
    form.say_who_signs(by=by, question=question, given=given, words=words)
    return form


@pytest.fixture
def dead(patient):
    with acting_as(None, job="a test"):
        patient.death_date = clock.today() - timedelta(days=3)
        patient.save()
    return patient


@pytest.mark.rule("R-090", "W")
def test_wishes_and_family_that_nobody_asked_about_are_said():
    def heard(**change):
        return who_must_sign(replace(DEAD, representative=replace(REPRESENTATIVE, **change)))

    unasked = heard(is_relative=False, relatives_asked="")
    assert "Try to reach a near relative" in " ".join(reason.says for reason in unasked.conditions)
    for asked in (heard(is_relative=True), heard(is_relative=False, relatives_asked="A sister agrees")):
        assert "Try to reach" not in " ".join(reason.says for reason in asked.conditions)
    assert any("inherited condition" in reason.says for reason in unasked.conditions)
    assert heard(wishes="").to_ask == (Ask.REPRESENTATIVE,)
    assert heard(wishes="against").verdict == "no"


@pytest.mark.rule("R-063", "E")
def test_who_has_not_signed_is_said_in_the_words_of_who_signs():
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    plan = RecordingPlan(now, None, True, frozenset(), None, now, needs_registration=False)
    for signer, words in SIGNS.items():
        (unsigned,) = may_record(replace(plan, signer=signer, given=frozenset({"record"}))).obstacles
        assert unsigned.says == f"The {words} has not signed. Both sign before a recording."
        refused = may_record(replace(plan, signer=signer, patient_signed_at=now))
        assert f"The {words} did not agree" in refused.obstacles[0].says
    assert set(SIGNS) == {role for roles in SIGNERS.values() for role in roles} - {"taker"}


@pytest.mark.rule("R-090", "E")
def test_after_death_every_use_is_asked_about_again_and_nothing_goes_without_a_signature():
    for use, aim in ((use, aim) for use in Use for aim in Aim):
        living = UseCase(use=use, aim=aim, anonymised=True, anonymised_is_enough=True)
        answer = may_use(replace(living, has_died=True))
        if living.rests_on == Aim.RECORD or (use == Use.DISCLOSE and answer.verdict == "ask"):
            continue
        assert answer.verdict == "new_form", (use, aim)
        assert any("has died" in reason.says for reason in answer.obstacles)
    # What was agreed to in life stays as it stood.
    agreed = UseCase(use=Use.TEACH, teaching=Said.GIVEN, has_died=True)
    assert may_use(agreed).verdict == "yes"


@pytest.mark.django_db
@pytest.mark.rule("R-090", "P")
def test_the_paper_of_a_representative_prints_the_law_and_no_other_paper_does(consultant, department, dead):
    speaks = started(consultant, department, dead, RECORD)
    say(speaks, consultant, "representative", SPEAKS)
    assert speaks.signer == Route.REPRESENTATIVE
    assert "Access to Health Records Act 1990" in str(context_of(speaks, signed=False)["law"])
    living = started(consultant, department, born(1950), RECORD)
    assert context_of(living, signed=False)["law"] == ""


@pytest.fixture
def examined(consultant, department, dead):
    """A draft about a recording that is part of the post-mortem itself."""
    form = started(consultant, department, dead, RECORD, TEACHING)
    say(form, consultant, "circumstance", {"circumstance": "post_mortem"})
    return say(form, consultant, "post_mortem", {"integral": True}, asked_for="Teaching: the family said no.")


@pytest.mark.django_db
@pytest.mark.rule("R-091", "R")
def test_a_recording_at_a_post_mortem_says_so_and_what_was_asked_for_other_uses(
    signed_in, examined, media_studio
):
    words = {"captured_at": clock.now(), "kind": "photograph", "shows": "Aorta"}
    made = Recording.capture(by=media_studio, form=examined, **words)
    assert (made.basis, made.consented_at, made.status) == ("post_mortem", None, "captured")
    page = signed_in(media_studio).get(made.get_absolute_url()).content.decode()
    assert "Part of a post-mortem" in page
    assert "Teaching: the family said no." in page


@pytest.mark.django_db
@pytest.mark.rule("R-091", "R")
def test_what_is_no_part_of_the_examination_is_not_registered_as_such(examined, consultant, media_studio):
    say(examined, consultant, "post_mortem", {"integral": False})
    words = {"captured_at": clock.now(), "kind": "photograph", "shows": "Aorta"}
    with pytest.raises(ValidationError, match="has not signed"):
        Recording.capture(by=media_studio, form=examined, **words)


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.rule("R-153", "R")
def test_who_asked_the_parents_and_their_answer_are_kept_and_nobody_is_reminded(consultant, department):
    today = clock.today()
    form = started(consultant, department, born(today.year, today.month, today.day), RECORD)
    say(form, consultant, "circumstance", {"circumstance": "baby"})
    said = {"asked_by": "Dr Example", "wanted": True, "parent": "Sam Example"}
    say(form, consultant, "baby", said)
    assert form.signing_answers.get(question="baby").facts == said
    assert form.signer == Route.PARENTS_OF_BABY
    explained(form, consultant)
    assert form.is_quiet
    assert not waits_for(consultant, today)
    # The same form about a child who lives is brought to mind.
    other = started(consultant, department, born(today.year - 30), RECORD)
    explained(other, consultant)
    assert [need.url for need in waits_for(consultant, today)] == [other.get_absolute_url()]
