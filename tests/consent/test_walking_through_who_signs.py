"""The pages that ask who signs: only the questions that matter, why beside them, and who may answer."""

import pytest

from consent.models import ConsentForm, SigningAnswer
from consent.signing.evidence import NEEDED
from consent.views import showing_signer
from recordings_gov import clock
from recordings_gov.audit.models import Event
from tests.consent.conftest import born
from tests.consent.situations import RECORD, TEACHING, explained, started

pytestmark = pytest.mark.django_db
NEW = "/consent/forms/new/"
START = {
    "made_for": "care",
    "kinds": ["photograph"],
    "subject": "Left hand",
    "purpose": "To see the swelling.",
    "requested_by": "Dr Example",
    "uses": ["teaching"],
}
ABLE = {f"q_{name}": "yes" for name in (*NEEDED, "parent")} | {
    "outcome": "able",
    "covers": ["record", "teaching"],
    "because": "Said it back in her own words.",
}
NOT_ABLE = {"outcome": "not_able", "because": "Four years old."}
CHILD = {"said": "agrees", "harm_likely": "no", "in_their_words": "Okay"}
PARENT = {"name": "Sam Example", "relation": "mother", "basis": "mother"}
TWO_WEEKS = clock.today().replace(year=clock.today().year + 1)
CANNOT = {
    "help_given": "Pictures, her daughter",
    "impairment": "Delirium",
    "understand": "no",
    "retain": "no",
    "weigh": "no",
    "communicate": "yes",
    "can_decide": "no",
    "because": "Does not know where she is.",
    "can_wait": "no",
    "look_again_on_day": str(TWO_WEEKS.day),
    "look_again_on_month": str(TWO_WEEKS.month),
    "look_again_on_year": str(TWO_WEEKS.year),
}
ATTORNEY = {
    "kind": "lpa",
    "name": "Lee Example",
    "paper": "7000 1234",
    "seen_by": "Dr Example",
    "seen_on_day": "1",
    "seen_on_month": "1",
    "seen_on_year": "2026",
}
BEST = {
    "wishes": "She likes pictures.",
    "consulted": "Her sister agrees.",
    "necessary": "yes",
    "benefit": "yes",
    "best": "yes",
    "because": "It shows how it heals.",
    "others_instead": "no",
    "distress": "no",
}
UNCONSCIOUS = {
    "why": "Found during the operation",
    "integral": "yes",
    "because": "To plan the repair",
    "under_anaesthetic": "yes",
    "by_media_studio": "yes",
    "look_again_on_day": str(TWO_WEEKS.day),
    "look_again_on_month": str(TWO_WEEKS.month),
    "look_again_on_year": str(TWO_WEEKS.year),
}


@pytest.fixture
def child():
    return born(clock.today().year - 14)


def begun(client, patient, **changes):
    """The start page sent; the page it leads to, and the form."""
    answer = client.post(f"{NEW}?patient={patient.reference}", START | changes)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"], ConsentForm.objects.latest("pk")


def walk(client, address, *groups):
    """Each group of answers in turn; the last page."""
    for question, given in groups:
        page = client.get(address).content.decode()
        assert f'name="question" value="{question}"' in page, page[page.find("<main") : page.find("</main")]
        answer = client.post(address, {"question": question, **given})
        assert answer.status_code == 302, answer.content.decode()
        assert answer["Location"] == address
    return client.get(address).content.decode()


def test_an_adult_who_can_decide_is_asked_nothing_more(signed_in, consultant, patient):
    address, form = begun(signed_in(consultant), patient, can_decide="yes")
    assert address == form.get_absolute_url()
    assert form.signer == "adult"


@pytest.mark.rule("R-078", "E")
def test_a_child_is_not_asked_by_a_form_that_presumes_but_by_one_that_judges(signed_in, consultant, child):
    client = signed_in(consultant)
    page = client.get(f"{NEW}?patient={child.reference}").content.decode()
    assert "Can they decide about this recording now?" not in page
    assert "under 16" in page
    address, form = begun(client, child)
    assert address == f"{form.get_absolute_url()}signer/"
    page = walk(client, address, ("competence", ABLE))
    assert "Kim signs, and nobody else instead" in page
    assert "Kim, for teaching" in page
    assert "R-143" in page
    assert "Answered with yes: 8 of 8" in page
    assert "Say what you explained" in page


@pytest.mark.rule("R-078", "E")
@pytest.mark.parametrize("name", NEEDED)
def test_the_page_says_which_of_the_seven_questions_lacks_its_yes(signed_in, consultant, child, name):
    client = signed_in(consultant)
    address, form = begun(client, child)
    page = client.post(address, {"question": "competence", **ABLE, f"q_{name}": "no"})
    assert page.status_code == 422
    assert "needs a yes here" in page.content.decode()
    assert not form.signing_answers.exists()


@pytest.mark.rule("R-079", "E")
@pytest.mark.rule("R-146", "E")
def test_a_parent_is_asked_after_the_child_and_a_no_ends_it(signed_in, consultant, child):
    client = signed_in(consultant)
    address, form = begun(client, child)
    page = walk(client, address, ("competence", NOT_ABLE), ("child", CHILD), ("parent", PARENT))
    assert "Somebody with parental responsibility signs" in page
    client.post(address, {"question": "child", **CHILD, "said": "no"})
    page = client.get(address).content.decode()
    assert "Nothing is recorded" in page
    assert "Say what you explained" not in page
    form.refresh_from_db()
    assert form.signer == ""


@pytest.mark.rule("R-074", "E", "R-077", "E", "R-140", "E")
def test_an_attorney_signs_after_capacity_paper_and_best_interests(signed_in, consultant, patient):
    client = signed_in(consultant)
    address, _ = begun(client, patient, can_decide="no")
    page = walk(
        client,
        address,
        ("circumstance", {"circumstance": "usual"}),
        ("capacity", CANNOT),
        ("authority", ATTORNEY),
        ("best_interests", BEST),
    )
    assert "Attorney or deputy signs" in page
    assert "The attorney or deputy, for the health record" in page


@pytest.mark.rule("R-074", "E")
@pytest.mark.parametrize("missing", ["name", "paper", "seen_by", "seen_on_day"])
def test_an_attorney_without_the_paper_comes_back_with_what_is_missing(
    signed_in, consultant, patient, missing
):
    client = signed_in(consultant)
    address, form = begun(client, patient, can_decide="no")
    walk(client, address, ("circumstance", {"circumstance": "usual"}), ("capacity", CANNOT))
    less = {name: value for name, value in ATTORNEY.items() if name != missing}
    page = client.post(address, {"question": "authority", **less})
    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()
    assert not form.signing_answers.filter(question="authority").exists()


@pytest.mark.rule("R-139", "E")
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"look_again_on_year": "2020"}, "in the past"),
        (
            {"look_again_on_day": "", "look_again_on_month": "", "look_again_on_year": ""},
            "date to look again",
        ),
        ({"understand": "yes", "retain": "yes", "weigh": "yes"}, "means that they can decide"),
        ({"can_decide": "yes"}, "cannot decide now"),
        ({"impairment": ""}, "affecting"),
    ],
)
def test_a_judgement_that_does_not_hold_together_is_refused(signed_in, consultant, patient, changes, says):
    client = signed_in(consultant)
    address, form = begun(client, patient, can_decide="no")
    walk(client, address, ("circumstance", {"circumstance": "usual"}))
    page = client.post(address, {"question": "capacity", **CANNOT, **changes})
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not form.signing_answers.filter(question="capacity").exists()


def test_an_unconscious_patient_is_held_and_asked_when_awake(signed_in, consultant, patient):
    client = signed_in(consultant)
    address, form = begun(client, patient, can_decide="no")
    page = walk(
        client, address, ("circumstance", {"circumstance": "unconscious"}), ("unconscious", UNCONSCIOUS)
    )
    assert "It is held until they can be asked" in page
    assert "Say what you explained" not in page
    able = {"understand": "yes", "retain": "yes", "weigh": "yes", "can_decide": "yes"}
    client.post(address, {"question": "capacity", **CANNOT, **able})
    today = clock.today()
    told = {"on_day": today.day, "on_month": today.month, "on_year": today.year, "by": "Dr Example"}
    assert "Marigold signs" in walk(client, address, ("told", told))
    form.refresh_from_db()
    assert form.signer == "adult"


def test_the_commonest_special_cases_are_one_link_away(signed_in, consultant, child):
    client = signed_in(consultant)
    address, form = begun(client, child)
    assert "Something is special about this case" in client.get(address).content.decode()
    assert "child protection" in client.get(f"{address}?question=circumstance").content.decode().lower()
    client.post(address, {"question": "circumstance", "circumstance": "child_protection"})
    officer = {
        "no_parent_there": "yes",
        "kind": "police",
        "name": "Jo Example",
        "number": "12",
        "service": "Northmere Police",
        "is_checked": "yes",
        "ground": "order",
        "says": "Family Court, 12",
        "despite_no": "To protect a brother.",
    }
    page = walk(client, address, ("child", CHILD | {"said": "no"}), ("officer", officer))
    assert "Social worker or police officer signs" in page
    assert "Not for teaching" in page
    form.refresh_from_db()
    assert (form.signer, form.permissions.get(kind="teaching").status) == ("child_protection", "closed")


@pytest.mark.parametrize("circumstance", ["adult_abuse", "vital_interests", "litigation"])
def test_a_ground_without_consent_asks_for_its_own_proof_and_stops_there(
    signed_in, consultant, patient, circumstance
):
    client = signed_in(consultant)
    address, form = begun(client, patient, can_decide="no")
    proof = {
        "name": "Dr Example, 1",
        "because": "It will fade.",
        "abuse": "physical",
        "why_unable": "Cannot speak",
        "referral": "AP 1",
        "second_signature": "Legal lead",
    }
    page = walk(client, address, ("circumstance", {"circumstance": circumstance}), ("consultant", proof))
    assert "The consultant in charge decides and signs" in page
    assert "Say what you explained" not in page
    assert client.get(form.get_absolute_url()).status_code == 200


def test_the_parents_of_a_baby_and_a_representative_have_their_own_page(
    signed_in, consultant, patient, setting_up
):
    client = signed_in(consultant)
    baby = born(clock.today().year, clock.today().month, clock.today().day)
    address, _ = begun(client, baby)
    client.post(address, {"question": "circumstance", "circumstance": "baby"})
    wish = {"asked_by": "Dr Example", "wanted": "yes", "parent": "Sam Example"}
    assert "A parent signs" in walk(client, address, ("baby", wish))
    patient.death_date = clock.today()
    patient.save()
    address, _ = begun(client, patient)
    speaks = {
        "name": "Ali Example",
        "proof": "Probate",
        "wishes": "for",
        "is_relative": "yes",
        "coroners_case": "no",
        "others_instead": "no",
    }
    assert "The personal representative signs" in walk(client, address, ("representative", speaks))


def test_media_studio_takes_consent_and_leaves_the_judgement_to_a_clinician(
    signed_in, media_studio, child, department
):
    form = started(media_studio, department, child, RECORD)
    address = f"{form.get_absolute_url()}signer/"
    page = signed_in(media_studio).get(address).content.decode()
    assert "A clinician of this department judges this" in page
    assert 'name="outcome"' not in page
    answer = signed_in(media_studio).post(address, {"question": "competence", **ABLE})
    assert answer.status_code == 403
    assert not form.signing_answers.exists()


@pytest.mark.parametrize("who", ["outsider", "student", "medical_records", "governance_lead"])
def test_whoever_takes_no_consent_does_not_open_the_page(request, signed_in, draft, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(f"{draft.get_absolute_url()}signer/").status_code == 403


def test_a_form_of_another_department_is_not_there(signed_in, other_radiographer, draft):
    assert signed_in(other_radiographer).get(f"{draft.get_absolute_url()}signer/").status_code == 404


def test_opening_the_page_writes_a_reading_and_an_explained_form_asks_nothing(
    signed_in, consultant, department, child
):
    form = started(consultant, department, child, RECORD, TEACHING)
    client, address = signed_in(consultant), f"{form.get_absolute_url()}signer/"
    client.get(address)
    assert Event.objects.about(form).filter(action="consentform.read", actor=consultant).exists()
    client.post(address, {"question": "competence", **ABLE})
    form.refresh_from_db()
    explained(form, consultant)
    page = client.get(address).content.decode()
    assert "Change" not in page
    assert 'name="question"' not in page


def test_a_form_that_says_nothing_yet_asks_the_database_few_questions(
    signed_in, consultant, department, child, django_assert_max_num_queries
):
    form = started(consultant, department, child, RECORD, TEACHING)
    client = signed_in(consultant)
    with django_assert_max_num_queries(26):
        client.get(f"{form.get_absolute_url()}signer/")


@pytest.mark.parametrize("text", ["x" * 100_000, "hand\u202e"])
def test_endless_or_hidden_words_come_back_as_an_error(signed_in, consultant, child, text):
    client = signed_in(consultant)
    address, form = begun(client, child)
    page = client.post(address, {"question": "competence", **NOT_ABLE, "because": text})
    assert page.status_code == 422
    assert not form.signing_answers.exists()


def test_an_answer_is_told_in_the_words_it_was_given_in():
    for question, facts, told in (
        ("circumstance", {"circumstance": "unconscious"}, "What is so: Unconscious, under anaesthetic"),
        ("circumstance", {"circumstance": "usual"}, "What is so: Nothing special"),
        ("authority", {"without": "nobody"}, "Nobody holds authority"),
    ):
        answer = SigningAnswer(question=question, facts=facts, words={})
        assert told in showing_signer.said(answer)[0]
