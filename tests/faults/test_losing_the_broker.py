"""Redis down, hung, emptied or restarted: no request fails, no message is lost, none is sent twice."""

import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from celery import Task

from recordings_gov.accounts.models import User
from recordings_gov.jobs import waking
from recordings_gov.jobs.models import JobRun
from recordings_gov.jobs.tasks import heartbeat
from recordings_gov.launch.broker import OwnRedis
from recordings_gov.launch.children import until
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message
from recordings_gov.notifications.tasks import send_outbox
from requests_app.models import RecordingRequest
from tests.consent.situations import submitted
from tests.faults.scanner import request_form, save
from tests.faults.visitor import Answer, Visitor
from tests.servers.web import running_web
from tests.servers.worker import running_worker

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
Mails = Callable[[], list[str]]
Send = Callable[[Task], None]


@pytest.mark.on_sqlite
def test_a_request_is_logged_while_the_broker_is_down(
    radiographer: User, patient: Any, house: dict[str, str], broker: OwnRedis
) -> None:
    broker.stop()
    with running_web(house) as web:
        visitor = Visitor(web.url, "radiographer")
        assert save(visitor, request_form(visitor)).status == 302
    assert RecordingRequest.objects.count() == 1


def test_an_act_that_writes_to_somebody_succeeds_without_a_broker_and_its_message_waits(
    radiographer: User, ig_manager: User, house: dict[str, str], broker: OwnRedis, send: Send, mails: Mails
) -> None:
    applications = [submitted(radiographer, serial=f"S{number}") for number in range(2)]
    with running_web(house, workers=1) as web:
        visitor = Visitor(web.url, "ig_manager")
        broker.child.signal(signal.SIGSTOP)
        assert reject(visitor, applications[0]).status == 302
        broker.child.signal(signal.SIGCONT)
        broker.stop()
        assert reject(visitor, applications[1]).status == 302
        assert "the broker takes no message" in web.child.log.read_text()
    assert Message.objects.filter(sent_at=None).count() == 2

    broker.start()
    with running_worker(house):
        send(send_outbox)
        assert until(lambda: not Message.objects.filter(sent_at=None).exists(), 60)
    assert len(mails()) == 2


def reject(visitor: Visitor, application: Any) -> Answer:
    return visitor.fill(f"{application.get_absolute_url()}reject/", reason="It has no encryption.")


def test_an_emptied_broker_loses_no_message_and_doubles_none(
    radiographer: User, house: dict[str, str], broker: OwnRedis, send: Send, mails: Mails
) -> None:
    import redis

    outbox.post(key="k", to=radiographer, subject="Something waits", body="See its page.")
    send(send_outbox)
    with redis.Redis.from_url(broker.url) as emptied:
        emptied.flushall()
    with running_worker(house):
        assert not JobRun.objects.exists()
        send(send_outbox)  # the next sweep, as beat sends it
        send(send_outbox)
        assert until(lambda: JobRun.objects.exclude(ended_at=None).count() == 2, 60)
    assert len(mails()) == 1


def test_a_worker_works_on_after_the_broker_was_away(
    house: dict[str, str], broker: OwnRedis, send: Send
) -> None:
    with running_worker(house) as worker:
        send(heartbeat)
        assert until(lambda: JobRun.objects.exclude(ended_at=None).count() == 1, 60)
        broker.stop()
        assert until(lambda: "connect" in worker.log.read_text().split("ready.")[-1].lower(), 60)
        assert broker.start()
        send(heartbeat)
        assert until(lambda: JobRun.objects.exclude(ended_at=None).count() == 2, 60)


def test_a_hung_broker_is_asked_once_and_then_left_alone(
    radiographer: User, broker: OwnRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waking._Broker, "quiet_until", 0.0)
    asked: list[str] = []
    task = _through(send_outbox, broker, asked)
    broker.child.signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        assert [waking.send(task) for _ in range(5)] == [False] * 5
        assert time.monotonic() - began < 20
    finally:
        broker.child.signal(signal.SIGCONT)
    assert len(asked) == 1
    monkeypatch.setattr(waking._Broker, "quiet_until", 0.0)
    assert waking.send(task)


def _through(task: Task, broker: OwnRedis, asked: list[str]) -> Any:
    """The task as the application would send it, to this test's broker."""
    from recordings_gov.celery import app

    class Through:
        name = task.name

        def apply_async(self, **how: Any) -> None:
            asked.append(self.name)
            with app.connection_for_write(broker.url) as line:
                task.apply_async(connection=line, **how)

    return Through()
