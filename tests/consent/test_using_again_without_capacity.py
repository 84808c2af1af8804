"""Using again what was made for the care of an adult who cannot decide: one order, and no step skipped."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from consent.models import Recording
from consent.secondary_path import OUTCOMES, PathStep, secondary_use
from recordings_gov import clock
from tests.consent.situations import RECORD, TEACHING, explained, signed, started
from tests.consent.test_saying_who_signs import BEST, CARE, NOBODY, attorney, cannot, say


@pytest.mark.rule("R-076", "E")
def test_over_the_whole_table_each_question_waits_for_the_one_before():
    answers = [("", *(name for name, _ in OUTCOMES[step])) for step in PathStep]
    table = {}
    for given in itertools.product(*answers):
        said = {step: word for step, word in zip(PathStep, given, strict=True) if word}
        for enough in (False, True):
            answer = secondary_use(said, anonymised_is_enough=enough)
            table[(*given, enough)] = answer.next_step or answer.verdict
    assert len(table) == 3 * 4 * 3 * 2
    for (anonymised, power, weighed, enough), answer in table.items():
        if not anonymised:
            expected = "anonymise"
        elif anonymised == "done" and enough:
            expected = "yes"
        elif power in ("agreed", "refused"):
            expected = "yes" if power == "agreed" else "no"
        elif power == "nobody":
            expected = {"": "public_interest", "outweighs": "yes", "does_not": "no"}[weighed]
        else:
            expected = "authority"
        assert answer == expected, (anonymised, power, weighed, enough)


@pytest.fixture
def unable(consultant, department, patient):
    """Two professionals signed for an adult who cannot decide; nobody holds authority."""
    form = started(consultant, department, patient, RECORD, can_decide=False)
    say(form, consultant, "circumstance", {"circumstance": "usual"})
    say(form, consultant, "capacity", cannot(), because="She does not hold it in mind.")
    for question, given in (("authority", NOBODY), ("care", CARE), ("best_interests", BEST)):
        say(form, consultant, question, given)
    return signed(explained(form, consultant), consultant)


@pytest.fixture
def made(unable, media_studio):
    words = {"captured_at": clock.now(), "kind": "film", "shows": "Left hand"}
    return Recording.capture(by=media_studio, form=unable, **words)


def decide(recording, by, step, outcome, **words):
    said = {"use": "teaching", "step": step, "outcome": outcome, "because": "It says so here."}
    recording.decide_secondary_use(by=by, **(said | words))


@pytest.mark.django_db
@pytest.mark.rule("R-076", "E")
def test_no_question_is_answered_out_of_turn(made, ig_manager, media_studio):
    with pytest.raises(PermissionDenied):
        decide(made, media_studio, "anonymise", "done")
    for step, outcome in (("public_interest", "outweighs"), ("authority", "nobody")):
        with pytest.raises(ValidationError, match="not the turn"):
            decide(made, ig_manager, step, outcome)
    decide(made, ig_manager, "anonymise", "not_possible")
    with pytest.raises(ValidationError, match="not the turn"):
        decide(made, ig_manager, "public_interest", "outweighs")
    decide(made, ig_manager, "authority", "nobody")
    decide(made, ig_manager, "public_interest", "outweighs")
    assert made.secondary_answer("teaching").verdict == "yes"
    assert made.secondary_answer("named_purpose").next_step == "anonymise"


@pytest.mark.django_db
@pytest.mark.rule("R-076", "E")
@pytest.mark.rule("R-074", "E")
def test_a_yes_of_whoever_has_the_power_is_a_form_they_signed(
    made, unable, ig_manager, consultant, department, patient
):
    decide(made, ig_manager, "anonymise", "done")
    for form in (None, unable):
        with pytest.raises(ValidationError, match="has signed for this use"):
            decide(made, ig_manager, "authority", "agreed", form=form)
    further = started(consultant, department, patient, RECORD, TEACHING, can_decide=False)
    say(further, consultant, "circumstance", {"circumstance": "usual"})
    say(further, consultant, "capacity", cannot(), because="She does not hold it in mind.")
    say(further, consultant, "authority", attorney())
    say(further, consultant, "best_interests", BEST)
    signed(explained(further, consultant), consultant)
    decide(made, ig_manager, "authority", "agreed", form=further)
    assert made.secondary_answer("teaching").verdict == "yes"
    for name, change in {
        "secondary_step_says_why": "because = ''",
        "secondary_step_agreed_names_the_signed_form": "form_id = NULL",
    }.items():
        statement = f"UPDATE consent_secondarystep SET {change} WHERE step = 'authority'"  # noqa: S608
        with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.rule("R-076", "E")
def test_the_page_asks_one_question_at_a_time_and_shows_the_trail(signed_in, made, ig_manager, consultant):
    page = f"/consent/recordings/{made.reference}/use-again/"
    assert signed_in(consultant).get(page).status_code == 403
    client = signed_in(ig_manager)
    assert "still serve" in client.get(page).content.decode()
    answered = client.post(page, {"outcome": "not_possible", "because": "The gait is what it shows."})
    assert answered.status_code == 302
    shown = client.get(page).content.decode()
    assert "have the power to decide" in shown
    assert "The gait is what it shows." in shown
    wrong = client.post(page, {"outcome": "agreed", "because": "Her son agrees.", "form": "CF-1"})
    assert "Check the reference" in wrong.content.decode()
    client.post(page, {"outcome": "refused", "because": "Her son said no."})
    assert "No, it may not" in client.get(page).content.decode()
    assert made.secondary_answer("teaching").verdict == "no"


@pytest.mark.django_db
@pytest.mark.rule("R-076", "E")
def test_a_recording_of_somebody_who_decided_goes_another_way(signed_form, media_studio, ig_manager):
    words = {"captured_at": clock.now(), "kind": "film", "shows": "Left hand"}
    other = Recording.capture(by=media_studio, form=signed_form, **words)
    with pytest.raises(ValidationError, match="adults who cannot decide"):
        decide(other, ig_manager, "anonymise", "done")
