"""A password is changed by the page, or by a link that works once; what is asked stands there as words."""

import re
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from recordings_gov.accounts.models import User
from tests.conftest import PASSWORD

NEW = "correct horse battery staple"


def test_the_rules_of_a_password_are_words_and_no_markup(signed_in: Any, radiographer: User) -> None:
    signed = signed_in(radiographer)
    signed.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = signed.get(reverse("account_change_password")).content.decode()
    assert "at least 12 characters." in page
    assert "&lt;li&gt;" not in page


def test_a_changed_password_is_the_one_that_opens(signed_in: Any, radiographer: User) -> None:
    signed = signed_in(radiographer)
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert signed.post(reverse("account_change_password"), given).status_code == 302
    radiographer.refresh_from_db()
    assert radiographer.check_password(NEW)


@pytest.mark.parametrize("address", ["radiographer@northmere.example", "nobody@northmere.example"])
def test_asking_for_a_link_never_tells_whether_an_account_exists(
    client: Any, radiographer: User, address: str
) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": address}, follow=True)
    assert answer.status_code == 200
    assert "If that address belongs to an account here" in answer.content.decode()


def test_a_forgotten_password_is_chosen_anew_once_by_the_link(client: Any, radiographer: User) -> None:
    client.post(reverse("account_reset_password"), {"email": radiographer.email})
    (message,) = mail.outbox
    found = re.search(r"https?://[^/]+(/\S+)", message.body)
    assert found
    page = client.get(found[1], follow=True)
    assert "Choose a new password" in page.content.decode()
    address = page.redirect_chain[-1][0]
    done = client.post(address, {"password1": NEW, "password2": NEW}, follow=True)
    assert "Your password is changed" in done.content.decode()
    radiographer.refresh_from_db()
    assert radiographer.check_password(NEW)
    assert "has been used already" in client.get(found[1], follow=True).content.decode()
