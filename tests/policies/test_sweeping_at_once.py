"""Two sweeps of reviews at one instant, real connections on PostgreSQL."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from policies.models import PolicyVersion, Reminder
from policies.sweep import flag_overdue
from policies.sweeping import REMINDER_DAYS
from recordings_gov import clock
from recordings_gov.notifications.models import Message, Task

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
LOOKS = 500


@pytest.fixture(autouse=True)
def row_locks() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite takes one writer at a time: there is no row lock to prove")


def sweep_of_its_own() -> int:
    try:
        return flag_overdue(clock.today())
    finally:
        connection.close()


def wait_until_somebody_waits() -> None:
    for _ in range(LOOKS):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    pytest.fail("The second sweep did not wait for the first.")


@pytest.mark.rule("R-216", "N")
def test_a_sweep_beside_another_waits_and_then_finds_nothing_to_do(
    trust_policy: PolicyVersion, governance_lead: Any
) -> None:
    with ThreadPoolExecutor(1) as beside:
        with transaction.atomic():
            assert flag_overdue(clock.today()) == 1
            second = beside.submit(sweep_of_its_own)
            wait_until_somebody_waits()
        assert second.result() == 0
    assert Reminder.objects.count() == len(REMINDER_DAYS) + 2  # the weeks missed, and the one sent
    assert (Task.objects.count(), Message.objects.count()) == (
        1,
        2,
    )  # the lead, and the sponsor of what is late
