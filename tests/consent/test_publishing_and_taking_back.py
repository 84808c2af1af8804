"""What has come out cannot be called back: consent is taken back all the same, and stops every new use."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent import letters
from recordings_gov import clock
from recordings_gov.workflow import WrongState
from tests.consent.endings import invalid, recorded, taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(signed_form, media_studio):
    """The named use, in print and online since today."""
    row = signed_form.permissions.get(kind="named_purpose")
    row.come_out(by=media_studio, on=clock.today(), where="Page 12")
    return row


@pytest.mark.rule("R-135", "E")
def test_it_is_taken_back_and_marked_as_beyond_recall(signed_form, article, media_studio):
    recorded(signed_form, media_studio)
    assert not article.cannot_be_recalled
    taken_back(signed_form, media_studio)
    article.refresh_from_db()
    assert (article.status, article.cannot_be_recalled) == ("withdrawn", True)
    assert not article.stood_at(clock.now())
    said = letters.withdrawal_words(signed_form.withdrawals.get())
    assert "Hands in contrast" in said["cannot"][0]
    assert "nobody can call this back" in said["cannot"][0]


@pytest.mark.rule("R-135", "E")
def test_a_form_that_never_counted_says_what_had_come_out(signed_form, article, ig_manager):
    invalid(signed_form, ig_manager)
    article.refresh_from_db()
    assert article.cannot_be_recalled
    assert "Page 12" in letters.invalidation_words(signed_form.invalidation)["cannot"][0]


@pytest.mark.rule("R-135", "E")
def test_nothing_comes_out_on_a_day_on_which_it_was_not_agreed_to(
    signed_form, consultant, media_studio, ig_manager
):
    row = signed_form.permissions.get(kind="named_purpose")
    today = clock.today()
    for on in (today + timedelta(days=1), today - timedelta(days=1)):
        with pytest.raises(ValidationError):
            row.come_out(by=media_studio, on=on, where="Page 12")
    with pytest.raises(ValidationError, match="Only a named use"):
        signed_form.permissions.get(kind="teaching").come_out(by=media_studio, on=today, where="x")
    with pytest.raises(PermissionDenied):
        row.come_out(by=consultant, on=today, where="Page 12")
    invalid(signed_form, ig_manager)
    row.refresh_from_db()
    with pytest.raises(WrongState):
        row.come_out(by=media_studio, on=today, where="Page 12")


@pytest.mark.rule("R-135", "E")
def test_the_page_says_so(signed_in, signed_form, media_studio):
    client = signed_in(media_studio)
    address = reverse("consent:form-came-out", kwargs={"reference": signed_form.reference})
    assert address in client.get(signed_form.get_absolute_url()).content.decode()
    row = signed_form.permissions.get(kind="named_purpose")
    day = clock.today()
    on = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    client.post(address, on | {"permission": row.pk, "where": "Page 12"})
    assert "Has come out" in client.get(signed_form.get_absolute_url()).content.decode()
    taken_back(signed_form, media_studio)
    assert "Cannot be recalled" in client.get(signed_form.get_absolute_url()).content.decode()
