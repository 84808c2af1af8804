"""A letter is in English; how to have it another way stands in it, in their language where we may use it."""

import pytest

from consent import letters
from consent.letter_reading import ways_to_read
from consent.models import Withdrawal
from consent.wording.form_words import every
from tests.consent.endings import taken_back
from tests.consent.test_making_the_signed_paper import read_by

pytestmark = pytest.mark.django_db
ENGLISH = every()["en-GB"]["letter"]


@pytest.fixture
def withdrawal(signed_form, radiographer, setting_up):
    """Of somebody who reads Polish; their form was in English."""
    patient = signed_form.patient
    patient.language = "pl"
    patient.save()
    return taken_back(signed_form, radiographer).withdrawals.get()


def ways(withdrawal):
    said = letters.withdrawal_words(Withdrawal.objects.get(pk=withdrawal.pk))
    return [(way["language"], way["ask"]) for way in said["ways"]]


@pytest.mark.rule("R-019")
def test_a_line_in_their_language_stands_in_it_once_a_named_person_has_read_our_words(
    signed_in, withdrawal, radiographer, department
):
    assert ways(withdrawal) == [("en-GB", ENGLISH)]
    page = signed_in(radiographer).get(withdrawal.get_absolute_url()).content.decode()
    assert "They read Polish. The letter is in English: have it translated" in page
    read_by(department, radiographer, pl="Dr Ewa Example")
    assert ways(withdrawal) == [("en-GB", ENGLISH), ("pl", every()["pl"]["letter"])]
    page = signed_in(radiographer).get(withdrawal.get_absolute_url()).content.decode()
    assert "with a line in Polish" in page


def test_whoever_had_the_form_in_large_print_has_the_letter_in_it(form, consultant, setting_up):
    assert ways_to_read(form)["print_format"] == ""
    form.choose_paper(by=consultant, language="en-GB", print_format="large_print")
    assert ways_to_read(form)["print_format"] == "large_print"
