"""A worker may die at any moment: its message goes out, once, and soon."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from celery import Task

from recordings_gov.accounts.models import User
from recordings_gov.jobs.models import JobRun
from recordings_gov.launch.children import until
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message
from recordings_gov.notifications.tasks import send_outbox
from tests.servers.worker import running_beat, running_worker

Mails = Callable[[], list[str]]
Send = Callable[[Task], None]
STUCK = {"EMAIL_BACKEND": "tests.faults.slow_mail.EmailBackend"}


def post(to: User, key: str = "k") -> None:
    outbox.post(key=key, to=to, subject="Something waits", body="See its page.")


@pytest.mark.fault
@pytest.mark.on_sqlite
def test_a_message_is_sent_once_by_a_real_worker(
    radiographer: User, house: dict[str, str], send: Send, mails: Mails
) -> None:
    post(radiographer)
    with running_worker(house):
        send(send_outbox)
        send(send_outbox)
        assert until(lambda: Message.objects.filter(sent_at=None).count() == 0, 60)
        assert until(lambda: JobRun.objects.exclude(ended_at=None).count() == 2, 30)
    [mail] = mails()
    assert "To: radiographer@northmere.example" in mail


@pytest.mark.fault
def test_a_killed_worker_process_leaves_a_message_that_another_sends_after_the_lease(
    radiographer: User, house: dict[str, str], send: Send, mails: Mails, tmp_path: Path
) -> None:
    post(radiographer)
    # A lease long enough that even a busy machine gives the message back within it.
    with running_worker(house | STUCK | {"OUTBOX_LEASE_SECONDS": "20"}, concurrency=1):
        send(send_outbox)
        stuck = _stuck(tmp_path)
        os.kill(stuck, signal.SIGKILL)
        # The broker gives the message back at once; while the lease runs, that finds nothing to do.
        assert until(lambda: JobRun.objects.filter(starts=2).exclude(ended_at=None).exists(), 60)
        assert mails() == []
        assert _sweep_until_sent(send, 60)
    assert len(mails()) == 1
    assert Message.objects.get().attempts == 2


@pytest.mark.fault
def test_a_worker_asked_to_stop_in_a_long_job_stops_and_the_message_is_not_lost(
    radiographer: User, house: dict[str, str], send: Send, mails: Mails, tmp_path: Path
) -> None:
    post(radiographer)
    with running_worker(house | STUCK, concurrency=1) as worker:
        send(send_outbox)
        _stuck(tmp_path)
        worker.signal(signal.SIGTERM)
        assert until(lambda: not worker.is_running, 15), worker.log.read_text()
    with running_worker(house, concurrency=1):
        assert _sweep_until_sent(send, 60)
    assert len(mails()) == 1


@pytest.mark.long_fault
def test_a_whole_worker_killed_with_default_settings_delays_its_message_and_loses_nothing(
    radiographer: User, house: dict[str, str], send: Send, mails: Mails, tmp_path: Path
) -> None:
    defaults = house | {"DJANGO_SETTINGS_MODULE": "recordings_gov.settings.local"}
    post(radiographer)
    with running_worker(defaults | STUCK) as worker:
        send(send_outbox)
        _stuck(tmp_path)
        worker.signal(signal.SIGKILL)
    with running_worker(defaults), running_beat(defaults, schedule=str(tmp_path / "schedule")):
        assert until(lambda: Message.objects.filter(sent_at=None).count() == 0, 300)
    assert len(mails()) == 1


def _stuck(folder: Path) -> int:
    mark = folder / "emails" / "stuck"
    assert until(lambda: mark.exists() and mark.read_text() != "", 60)
    return int(mark.read_text())


def _sweep_until_sent(send: Send, seconds: float) -> bool:
    """As beat would, every few seconds."""

    def swept() -> bool:
        send(send_outbox)
        return until(lambda: not Message.objects.filter(sent_at=None).exists(), 2)

    return until(swept, seconds)
