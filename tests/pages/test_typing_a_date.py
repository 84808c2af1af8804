"""A date in three parts: what is read, and which part an error speaks of."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.fields import anchor


class Born(forms.Form):
    born = DateField(label="Date of birth")
    seen = DateField(label="Day", required=False)


@pytest.mark.parametrize(
    "typed",
    [("4", "5", "1951"), ("04", "05", "1951"), (" 4 ", "May", "1951"), ("4", "may", "1951")],
)
def test_a_date_is_read_as_people_write_it(typed):
    assert DateField().clean(list(typed)) == date(1951, 5, 4)


def test_september_may_be_shortened_but_not_misspelt():
    assert DateField().clean(["1", "sept", "2026"]) == date(2026, 9, 1)
    with pytest.raises(ValidationError, match="real date"):
        DateField().clean(["1", "septembre", "2026"])


@pytest.mark.parametrize(
    ("typed", "part", "says"),
    [
        (("", "5", "1951"), "day", "Date of birth must include a day"),
        (("4", "", "1951"), "month", "Date of birth must include a month"),
        (("4", "", ""), "month", "Date of birth must include a month and year"),
        (("31", "2", "1951"), "day", "Date of birth must be a real date"),
        (("4", "13", "1951"), "day", "Date of birth must be a real date"),
        (("x", "5", "1951"), "day", "Date of birth must be a real date"),
        (("4", "x", "1951"), "month", "Date of birth must be a real date"),
        (("4", "5", "51"), "year", "Year must include 4 numbers"),
        (("٤", "5", "1951"), "day", "Date of birth must be a real date"),
        (("4", "5", "1951\0"), "year", "Year must include 4 numbers"),
        (("4", "5", "9" * 1000), "year", "Year must include 4 numbers"),
        (("0", "0", "0000"), "year", "Year must include 4 numbers"),
    ],
)
def test_an_error_says_what_to_do_and_leads_to_the_part(typed, part, says):
    form = Born(dict(zip(("born_day", "born_month", "born_year"), typed, strict=True)))
    assert form.errors["born"] == [says]
    assert anchor(form["born"]) == f"id_born_{part}"


def test_a_date_that_may_be_left_out_is_none():
    assert DateField(required=False).clean(["", "", ""]) is None
    assert DateField(required=False).clean(None) is None


def test_a_known_date_is_shown_in_its_parts():
    page = str(Born(initial={"born": date(1951, 5, 4)}))
    assert all(f'value="{part}"' in page for part in ("4", "5", "1951"))


def test_only_another_date_counts_as_a_change():
    assert not DateField().has_changed(date(1951, 5, 4), ["4", "5", "1951"])
    assert DateField().has_changed(date(1951, 5, 4), ["5", "5", "1951"])
    assert DateField().has_changed(date(1951, 5, 4), ["", "5", "1951"])
