"""A job has a name, leaves a row, and does not kill workers for ever."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from celery import shared_task
from django.core.management import CommandError, call_command

from recordings_gov import clock
from recordings_gov.audit.acting import NobodyActs, acting_as, current
from recordings_gov.celery import app
from recordings_gov.jobs.models import KEPT, MOST_STARTS, JobRun
from recordings_gov.jobs.running import Job
from recordings_gov.jobs.silence import LONGEST, silence_of, silent_since
from recordings_gov.jobs.tasks import forget_expired, heartbeat
from recordings_gov.pages.models import IdempotencyKey

seen: list[str] = []


@shared_task(name="tests.who_acts")
def who_acts() -> None:
    seen.append(current().label)


@shared_task(name="tests.fail")
def fail() -> None:
    raise ZeroDivisionError


@pytest.mark.django_db
def test_a_job_acts_under_its_own_name_and_for_as_long_as_it_runs() -> None:
    who_acts()
    assert seen[-1] == "tests.who_acts"
    with pytest.raises(NobodyActs):
        current()


def test_every_job_of_the_application_is_such_a_job() -> None:
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]
    assert ours
    assert all(isinstance(task, Job) for task in ours)


def test_every_entry_of_the_schedule_is_a_job_that_exists() -> None:
    app.loader.import_default_modules()
    for name, entry in app.conf.beat_schedule.items():
        assert entry["task"] in app.tasks, name


@pytest.mark.django_db
def test_a_run_leaves_its_row_and_its_error() -> None:
    heartbeat()
    with pytest.raises(ZeroDivisionError):
        fail()
    good, bad = JobRun.objects.order_by("pk")
    assert (good.job, good.error, good.starts) == ("jobs.heartbeat", "", 1)
    assert (bad.job, bad.error) == ("tests.fail", "ZeroDivisionError")
    assert good.ended_at
    assert bad.ended_at


@pytest.mark.django_db
def test_a_message_that_kills_its_worker_is_given_up_after_three_starts() -> None:
    message = uuid.uuid4().hex
    for _ in range(MOST_STARTS):
        assert JobRun.begin(message, "tests.deadly")
    assert JobRun.begin(message, "tests.deadly") is None
    assert JobRun.begin(uuid.uuid4().hex, "tests.deadly")


@pytest.mark.django_db
def test_a_message_delivered_again_after_its_end_is_not_run_again() -> None:
    run = JobRun.begin("m", "tests.once")
    assert run
    run.end()
    assert JobRun.begin("m", "tests.once") is None


@pytest.mark.django_db
def test_silence_is_noticed_and_so_is_a_worker_that_never_came() -> None:
    with pytest.raises(CommandError, match="has ended yet"):
        call_command("jobs_alive")
    assert silent_since() is None
    heartbeat()
    call_command("jobs_alive")
    assert silent_since() is None
    assert silent_since(clock.now() + LONGEST + timedelta(seconds=1))


def test_the_system_administrator_alone_is_told_of_silence(radiographer: Any) -> None:
    from recordings_gov.accounts.roles import Role
    from tests.conftest import person

    admin = person("system_admin", Role.SYSTEM_ADMIN, None)
    heartbeat()
    assert silence_of(admin, clock.today()) == []
    JobRun.objects.update(ended_at=clock.now() - LONGEST * 2)
    [need] = silence_of(admin, clock.today())
    assert "No background job has ended since" in need.deed
    assert silence_of(radiographer, clock.today()) == []
    with pytest.raises(CommandError, match="No background job has ended since"):
        call_command("jobs_alive")


def test_what_has_expired_is_forgotten_and_the_rest_is_not(radiographer: Any) -> None:
    moment = clock.now()
    for key, expires_at in (("old", moment), ("new", moment + timedelta(hours=1))):
        IdempotencyKey.objects.create(user=radiographer, key=key, digest="", expires_at=expires_at)
    JobRun.objects.create(message="old", job="x", began_at=moment - KEPT - timedelta(days=1))
    forget_expired()
    assert [row.key for row in IdempotencyKey.objects.all()] == ["new"]
    assert [row.job for row in JobRun.objects.all()] == ["jobs.forget_expired"]
    with acting_as(None, job="again"):
        assert forget_expired() == 0
