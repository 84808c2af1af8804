"""Who signs, kept beside the form: each answer dated and versioned, and a form signed by nobody else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from consent.documents import context_of
from consent.models import ConsentForm, SigningAnswer
from consent.signing.evidence import NEEDED
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.workflow import WrongState
from tests.consent.conftest import born
from tests.consent.situations import RECORD, TEACHING, explained, patients_part, signed, started

pytestmark = pytest.mark.django_db

ABLE = {"outcome": "able", "yes": list(NEEDED), "covers": ["record", "teaching"]}
NOT_ABLE = {"outcome": "not_able", "yes": [], "covers": []}
PARENT = {"name": "Sam Example", "relation": "mother", "basis": "mother"}
HEARD = {"said": "agrees", "harm_likely": False}
NOBODY = {"without": "nobody"}
CARE = {"integral": True, "clinician": "Dr Other"}
BEST = {
    "necessary": True,
    "benefit": True,
    "best": True,
    "distress": False,
    "others_instead": False,
    "because": "It shows how the wound heals.",
    "consulted": "Her sister agrees.",
}


def say(form, by, question, given, **words):
    form.say_who_signs(by=by, question=question, given=given, words=words)
    return form


def cannot(days=14):
    return {"can_decide": False, "look_again_on": clock.today() + timedelta(days=days), "can_wait": False}


def attorney():
    paper = {"name": "Lee Example", "paper": "7000 1234", "seen_by": "Dr Example"}
    return {"kind": "lpa", "seen_on": clock.today(), **paper}


@pytest.fixture
def childs(consultant, department) -> ConsentForm:
    """Asks a child of 14 for the record and teaching."""
    return started(consultant, department, born(clock.today().year - 14), RECORD, TEACHING)


@pytest.fixture
def unable(consultant, department, patient) -> ConsentForm:
    """Asks for the record and teaching; somebody doubts that the patient can decide, and judged it."""
    form = started(consultant, department, patient, RECORD, TEACHING, can_decide=False)
    say(form, consultant, "circumstance", {"circumstance": "usual"})
    return say(form, consultant, "capacity", cannot(), because="She does not hold it in mind.")


@pytest.mark.rule("R-078", "E", "R-143", "E")
def test_a_child_who_can_decide_signs_and_the_role_says_so(childs, consultant):
    say(childs, consultant, "competence", ABLE, because="Said it back in her own words.")
    assert childs.signer == "competent_young_person"
    signed(explained(childs, consultant), consultant)
    assert childs.status == "signed"
    assert set(childs.signatures.values_list("role", flat=True)) == {"patient", "taker"}


@pytest.mark.rule("R-078", "R")
def test_a_young_person_is_encouraged_to_talk_to_a_parent_before_anybody_signs(childs, consultant):
    say(childs, consultant, "competence", ABLE | {"yes": [*NEEDED, "parent"]}, because="Understands.")
    assert "parent" in childs.signing_answers.get().facts["yes"]
    ticks = [tick.id for tick in wording().ticks_for(["record", "teaching"])]
    with pytest.raises(ValidationError, match="Encouraged the young person"):
        explained(childs, consultant, explained=ticks)
    assert "young_person_parent" in explained(childs, consultant).explained


@pytest.mark.rule("R-143", "E")
def test_a_parent_cannot_sign_once_the_child_can_decide(childs, consultant):
    say(childs, consultant, "competence", ABLE)
    with pytest.raises(ValidationError, match="does not matter"):
        say(childs, consultant, "parent", PARENT)
    assert childs.signing_role == "patient"


@pytest.mark.rule("R-079", "E", "R-142", "E")
def test_a_parent_signs_with_responsibility_declared_and_the_child_heard(childs, consultant):
    say(childs, consultant, "competence", NOT_ABLE, because="Too young.")
    say(childs, consultant, "child", HEARD, in_their_words="Okay")
    say(childs, consultant, "parent", PARENT | {"basis": "none"}, view="Her aunt would like it.")
    assert childs.signer == ""
    with pytest.raises(ValidationError, match="cannot sign"):
        explained(childs, consultant)
    say(childs, consultant, "parent", PARENT)
    assert childs.signer == "parental_responsibility"
    signed(explained(childs, consultant), consultant)
    assert set(childs.signatures.values_list("role", flat=True)) == {"parent", "taker"}
    assert childs.signing_answers.filter(question="parent").count() == 2


@pytest.mark.rule("R-146", "E")
def test_a_childs_no_takes_back_a_parents_say_until_the_form_is_explained(childs, consultant):
    for question, given in (("competence", NOT_ABLE), ("child", HEARD), ("parent", PARENT)):
        say(childs, consultant, question, given)
    say(childs, consultant, "child", HEARD | {"said": "no"}, in_their_words="I do not want to")
    assert childs.signer == ""
    with pytest.raises(ValidationError, match="whatever a parent says"):
        explained(childs, consultant)


@pytest.mark.rule("R-078", "E")
def test_somebody_who_turns_sixteen_before_signing_needs_a_form_of_their_own(
    consultant, department, monkeypatch
):
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-03-10T10:00")
    form = started(consultant, department, born(2010, 3, 11), RECORD, TEACHING)
    for question, given in (("competence", NOT_ABLE), ("child", HEARD), ("parent", PARENT)):
        say(form, consultant, question, given)
    explained(form, consultant)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-03-11T10:00")
    with pytest.raises(ValidationError, match="another person now"):
        form.answer(by=consultant, **patients_part(form))


@pytest.mark.rule("R-074", "E", "R-140", "E", "R-140", "R")
def test_an_attorney_signs_with_the_paper_seen_and_who_was_consulted_is_kept(unable, consultant):
    say(unable, consultant, "authority", {"kind": "next_of_kin", "name": "Her sister"})
    assert unable.signer == ""
    say(unable, consultant, "authority", attorney())
    assert unable.signer == ""
    say(unable, consultant, "best_interests", BEST, wishes="She likes pictures.")
    assert unable.signer == "attorney_or_deputy"
    assert unable.signing_answers.get(question="best_interests").facts["consulted"] == "Her sister agrees."
    signed(explained(unable, consultant), consultant)
    assert set(unable.signatures.values_list("role", flat=True)) == {"attorney", "taker"}


@pytest.mark.rule("R-075", "E")
def test_without_authority_two_people_sign_for_the_record_alone(unable, consultant):
    say(unable, consultant, "authority", NOBODY)
    say(unable, consultant, "care", CARE)
    say(unable, consultant, "best_interests", BEST)
    assert unable.signer == "no_authority_integral_to_care"
    assert {row.kind: row.status for row in unable.permissions.all()} == {
        "record": "offered",
        "teaching": "closed",
    }
    explained(unable, consultant)
    with pytest.raises(ValidationError, match="not whoever explained it"):
        unable.answer(by=consultant, **(patients_part(unable) | {"name": str(consultant).upper()}))
    signed(unable, consultant)
    assert unable.level == "Level 1: health record"
    assert unable.permissions.get(kind="teaching").status == "closed"


def test_an_attorney_found_later_opens_again_what_was_closed(unable, consultant):
    for question, given in (("authority", NOBODY), ("care", CARE), ("best_interests", BEST)):
        say(unable, consultant, question, given)
    say(unable, consultant, "authority", attorney())
    assert unable.permissions.get(kind="teaching").status == "offered"


@pytest.mark.rule("R-139", "E")
def test_a_judgement_past_its_date_lets_nobody_sign(unable, consultant, monkeypatch):
    say(unable, consultant, "authority", attorney())
    say(unable, consultant, "best_interests", BEST)
    later = clock.now() + timedelta(days=15)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{later:%Y-%m-%dT%H:%M}")
    with pytest.raises(ValidationError, match="no longer counts"):
        explained(unable, consultant)


@pytest.mark.both
@pytest.mark.rule("R-139", "E")
def test_the_database_keeps_no_judgement_that_somebody_cannot_decide_without_its_end(unable, consultant):
    row = SigningAnswer(
        form=unable,
        question="capacity",
        outcome="cannot",
        facts={"can_decide": False},
        version="1",
        by=consultant,
        at=clock.now(),
    )
    with pytest.raises(IntegrityError, match="cannot_decide_has_its_end"), acting_as(consultant):
        row.save()


def test_judging_again_writes_nothing_over_and_the_newest_counts(unable, consultant):
    say(unable, consultant, "capacity", {"can_decide": True, "look_again_on": None, "can_wait": False})
    assert unable.signer == "adult"
    rows = unable.signing_answers.filter(question="capacity")
    assert [row.outcome for row in rows] == ["cannot", "can"]
    assert all(row.version == wording().version and row.by == consultant for row in rows)


def test_who_wakes_is_told_and_then_signs(consultant, department, patient):
    form = started(consultant, department, patient, can_decide=False)
    say(form, consultant, "circumstance", {"circumstance": "unconscious"})
    held = {
        "why": "Found during the operation",
        "integral": True,
        "because": "To plan the repair",
        "look_again_on": clock.today() + timedelta(days=2),
        "under_anaesthetic": True,
        "by_media_studio": True,
        "returns": None,
    }
    say(form, consultant, "unconscious", held)
    assert form.signer == "retrospective"
    with pytest.raises(ValidationError, match="held until they are asked"):
        explained(form, consultant)
    say(form, consultant, "capacity", {"can_decide": True, "look_again_on": None, "can_wait": False})
    assert form.signer == ""
    say(form, consultant, "told", {"on": clock.today(), "by": "Dr Example"})
    assert form.signer == "adult"
    assert signed(explained(form, consultant), consultant).status == "signed"


@pytest.mark.rule("R-136", "E")
def test_after_death_the_representative_signs(consultant, department, patient, setting_up):
    patient.death_date = clock.today()
    patient.save()
    form = started(consultant, department, patient, TEACHING, made_for="secondary")
    who = {"name": "Ali", "proof": "Probate", "wishes": "for", "is_relative": True, "coroners_case": False}
    say(form, consultant, "representative", who | {"others_instead": False, "relatives_asked": ""})
    signed(explained(form, consultant), consultant)
    assert set(form.signatures.values_list("role", flat=True)) == {"representative", "taker"}


@pytest.mark.rule("R-078", "E", "R-139", "E")
@pytest.mark.parametrize("question", ["competence", "capacity", "best_interests"])
def test_a_judgement_is_for_clinicians_of_the_department(
    request, childs, media_studio, student, other_radiographer, radiographer, question
):
    for nobody in (media_studio, student, other_radiographer):
        with pytest.raises(PermissionDenied):
            say(childs, nobody, question, NOT_ABLE)
    assert not childs.signing_answers.exists()
    assert say(childs, radiographer, "competence", NOT_ABLE).signing_answers.get().by == radiographer


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("authority", NOBODY),
        ("capacity", {"can_decide": True}),
        ("baby", {"asked_by": "x"}),
        ("nonsense", {}),
    ],
)
def test_a_question_that_does_not_matter_is_refused(childs, consultant, question, given):
    with pytest.raises(ValidationError, match="does not matter"):
        say(childs, consultant, question, given)


def test_a_capable_adult_is_asked_nothing_and_nobody_else_can_be_put_in_their_place(draft, consultant):
    assert draft.signer == "adult"
    for question in ("circumstance", "capacity", "parent", "consultant"):
        with pytest.raises(ValidationError, match="does not matter"):
            say(draft, consultant, question, {"circumstance": "vital_interests"})


def test_facts_of_another_question_are_not_kept(childs, consultant):
    with acting_as(consultant), pytest.raises(ValidationError, match="no answers to competence"):
        SigningAnswer(
            form=childs,
            question="competence",
            facts={"basis": "mother"},
            version="1",
            by=consultant,
            at=clock.now(),
        ).save()


def test_nothing_is_answered_once_the_form_is_explained(form, consultant):
    with pytest.raises(WrongState):
        say(form, consultant, "circumstance", {"circumstance": "usual"})


def test_each_answer_is_in_the_log_with_who_and_when(childs, consultant):
    say(childs, consultant, "competence", NOT_ABLE)
    events = Event.objects.about(childs).filter(action="consentform.say_who_signs", actor=consultant)
    assert events.exists()


@pytest.mark.rule("R-139", "N")
def test_home_asks_to_look_again_from_the_day_given_until_somebody_did(
    signed_in, unable, consultant, radiographer, monkeypatch
):
    says = f"Look again whether they can decide: {unable.reference}"
    assert says not in signed_in(consultant).get("/").content.decode()
    later = clock.now() + timedelta(days=14)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{later:%Y-%m-%dT%H:%M}")
    assert says in signed_in(consultant).get("/").content.decode()
    assert says not in signed_in(radiographer).get("/").content.decode()
    say(unable, consultant, "capacity", cannot())
    assert says not in signed_in(consultant).get("/").content.decode()


@pytest.mark.rule("R-079", "E", "R-142", "E")
def test_the_paper_and_the_page_name_whoever_signs_and_what_they_declare(childs, consultant, signed_in, form):
    for question, given in (("competence", NOT_ABLE), ("child", HEARD), ("parent", PARENT)):
        say(childs, consultant, question, given)
    explained(childs, consultant)
    paper = context_of(childs, signed=False)
    assert "I have parental responsibility for this child. I am their mother." in paper["statement"]
    assert {row["slot"]["role"] for row in paper["permissions"]} == {"Parent or guardian"}
    page = signed_in(consultant).get(f"{childs.get_absolute_url()}sign/").content.decode()
    assert "Name, as the parent or guardian signed" in page
    assert context_of(form, signed=False)["statement"] == ""
