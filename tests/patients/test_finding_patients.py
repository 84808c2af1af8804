"""Patients are found by POST, shown masked, and the search is kept."""

from typing import Any

import pytest
from django.urls import reverse

from recordings_gov.audit.models import Event


def test_a_found_patient_is_masked(patient: Any, signed_in: Any, radiographer: Any) -> None:
    page = signed_in(radiographer).post(reverse("patients:find"), {"number": "999 000 1073"}).content.decode()
    assert "Test, Marigold" in page
    assert "1073" in page
    assert "9990001073" not in page.replace('value="999 000 1073"', "")
    event = Event.objects.filter(action="patient.searched").get()
    assert (event.actor, event.payload.body) == (radiographer, {"ids": [patient.pk]})


def test_a_family_name_alone_is_not_enough(patient: Any, signed_in: Any, radiographer: Any) -> None:
    answer = signed_in(radiographer).post(reverse("patients:find"), {"family_name": "Test"})
    assert answer.status_code == 422
    assert "a family name and a date of birth" in answer.content.decode()


def test_name_and_birth_date_together_find(patient: Any, signed_in: Any, radiographer: Any) -> None:
    asked = {"family_name": "test", "birth_date_day": "4", "birth_date_month": "5", "birth_date_year": "1951"}
    assert "Marigold" in signed_in(radiographer).post(reverse("patients:find"), asked).content.decode()


@pytest.mark.parametrize(
    "number", ["9990001072", "0000000000", "٩٩٩٠٠٠١٠٧٣", "\x00", "x" * 5000, "' OR 1=1 --"]
)
def test_odd_numbers_find_nobody_and_break_nothing(
    patient: Any, signed_in: Any, radiographer: Any, number: str
) -> None:
    answer = signed_in(radiographer).post(reverse("patients:find"), {"number": number})
    assert answer.status_code in {200, 422}
    assert "Marigold" not in answer.content.decode()


def test_a_number_never_stands_in_the_address(patient: Any, signed_in: Any, radiographer: Any) -> None:
    page = signed_in(radiographer).get(reverse("patients:find"), {"number": "9990001073"}).content.decode()
    assert "Marigold" not in page
    assert not Event.objects.filter(action="patient.searched").exists()
