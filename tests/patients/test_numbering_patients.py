"""NHS numbers: ten ASCII digits that hold, however they are spaced."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from recordings_gov.audit.models import Event
from recordings_gov.patients import finding
from recordings_gov.patients.models import Patient
from recordings_gov.patients.numbers import grouped, normalised


@pytest.mark.parametrize("text", ["943 476 5919", "943-476-5919", "9434765919", " 943\u00a0476\u20095919 "])
def test_a_number_is_read_however_it_is_spaced(text: str) -> None:
    assert normalised(text) == "9434765919"


@pytest.mark.parametrize(
    "text",
    [
        "9434765918",
        "0000000000",
        "1111111111",
        "943476591",
        "94347659190",
        "٩٤٣٤٧٦٥٩١٩",
        "９４３４７６５９１９",
        "943476591²",
        "943\u200b4765919",
        "",
        "abc",
        "9434765919\x00",
    ],
)
def test_what_is_not_an_nhs_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        normalised(text)


def test_a_number_is_shown_in_groups() -> None:
    assert grouped("9990001073") == "999 000 1073"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", date(2027, 1, 1)),
        ("birth_date", date(1850, 1, 1)),
        ("birth_date", "29 February 2027"),
        ("death_date", date(2040, 1, 1)),
        ("death_date", date(1950, 1, 1)),
        ("nhs_number", "9990001072"),
    ],
)
def test_impossible_patients_are_refused(setting_up: None, field: str, value: Any) -> None:
    values = {
        "nhs_number": "9990001073",
        "family_name": "Test",
        "given_name": "M",
        "birth_date": date(1951, 5, 4),
    }
    with pytest.raises(ValidationError):
        Patient(**(values | {field: value})).save()


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 11, 22), date(2026, 11, 21), 15),
        (date(2010, 11, 22), date(2026, 11, 22), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_is_completed_years(born: date, day: date, age: int) -> None:
    assert Patient(birth_date=born).age_on(day) == age


def test_a_search_is_logged_whether_or_not_somebody_is_found(patient: Patient, radiographer: Any) -> None:
    from recordings_gov.audit.acting import acting_as

    with acting_as(radiographer):
        assert finding.by_number(radiographer, "999 000 1073") == patient
        assert finding.by_number(radiographer, "943 476 5919") is None
    events = Event.objects.filter(action="patient.searched").order_by("id")
    assert [event.payload.body["ids"] for event in events] == [[patient.pk], []]
    assert "9434765919" not in str([event.payload.body for event in events])


def test_a_role_without_the_right_finds_nobody(patient: Patient, governance_lead: Any) -> None:
    from recordings_gov.audit.acting import acting_as

    with acting_as(governance_lead):
        assert finding.by_number(governance_lead, "9990001073") is None
        assert finding.by_name(governance_lead, "Test", patient.birth_date) == []


def test_a_masked_number_cannot_be_used(patient: Patient) -> None:
    assert finding.masked_number(patient) == "••• ••• 1073"
