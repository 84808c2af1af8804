"""The outbox: a row with the act, sent once, tried again, given up with its reason."""

from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message
from recordings_gov.notifications.models.message import MOST_ATTEMPTS


def post(to: User, key: str = "k") -> bool:
    return outbox.post(key=key, to=to, subject="Something waits", body="See its page.")


def test_a_message_is_sent_once_however_often_it_is_posted_and_swept(radiographer: User) -> None:
    assert post(radiographer)
    assert not post(radiographer)
    assert outbox.send_due() == 1
    assert outbox.send_due() == 0
    [sent] = mail.outbox
    assert sent.to == ["radiographer@northmere.example"]


def test_many_are_posted_in_one_statement_and_none_twice(
    radiographer: User, django_assert_max_num_queries: Any
) -> None:
    post(radiographer, "key 7")
    many = [Message(key=f"key {n}", to=radiographer, subject="s", body="b") for n in range(50)]
    with django_assert_max_num_queries(3):
        outbox.post_set(many)
    assert Message.objects.count() == 50


def test_what_is_rolled_back_is_never_sent(radiographer: User) -> None:
    with transaction.atomic():
        post(radiographer)
        transaction.set_rollback(True)
    assert outbox.send_due() == 0


def test_a_row_in_another_workers_hands_is_left_until_its_lease_runs_out(radiographer: User) -> None:
    post(radiographer)
    message = Message.objects.get()
    message.lease()
    assert outbox.send_due() == 0
    Message.objects.update(leased_until=clock.now() - timedelta(seconds=1))
    assert outbox.send_due() == 1


def test_a_failed_message_waits_longer_each_time_and_is_given_up_with_its_reason(
    radiographer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise SMTPException

    monkeypatch.setattr(outbox, "send_mail", refuse)
    post(radiographer)
    waits = []
    for _ in range(MOST_ATTEMPTS):
        Message.objects.update(send_after=clock.now())
        assert outbox.send_due() == 0
        waits.append(Message.objects.get().send_after - clock.now())
    message = Message.objects.get()
    assert waits[0] < waits[1] < waits[2]
    assert message.given_up_at
    assert message.last_error == "SMTPException"
    assert outbox.send_due() == 0


def test_a_message_that_ends_its_worker_is_not_tried_for_ever(radiographer: User) -> None:
    post(radiographer)
    for _ in range(MOST_ATTEMPTS):
        Message.objects.get().lease()
    Message.objects.update(leased_until=None)
    assert outbox.send_due() == 0
    assert "every worker" in Message.objects.get().last_error


@pytest.mark.parametrize("closed", [{"is_active": False}, {"email": ""}])
def test_nobody_to_send_to_is_said_and_not_tried_again(radiographer: User, closed: dict[str, Any]) -> None:
    post(radiographer)
    User.objects.filter(pk=radiographer.pk).update(**closed)
    assert outbox.send_due() == 0
    assert Message.objects.get().given_up_at
    assert mail.outbox == []
