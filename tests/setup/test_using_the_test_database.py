"""On PostgreSQL tests are the application's role, and emptying the database is the owner's."""

import os
import subprocess
import sys

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.utils import DatabaseError, ProgrammingError

from tests.servers.postgres import APPLICATION, OWNER
from tests.servers.processes import CHECKOUT

on_postgresql = pytest.mark.skipif(
    os.environ.get("RECORDINGS_GOV_TEST_DATABASE") != "postgresql", reason="SQLite has no roles"
)


def one(query: str) -> str:
    """The one value that ``query`` gives."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return str(cursor.fetchone()[0])


@on_postgresql
@pytest.mark.django_db
def test_tests_run_as_the_application_on_tables_of_the_owner():
    assert one("SELECT current_user") == APPLICATION
    assert one("SELECT tableowner FROM pg_tables WHERE tablename = 'django_migrations'") == OWNER
    with pytest.raises(ProgrammingError, match="permission denied"):
        one("CREATE TABLE other (id integer)")


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["DELETE FROM audit_event", "UPDATE audit_event SET action = 'forged'"])
def test_the_event_log_refuses_every_test_that_would_change_it(deed):
    from recordings_gov.audit.acting import acting_as
    from recordings_gov.audit.log import record

    with acting_as(None, job="a test"):
        record("test.written", ContentType.objects.get_for_model(ContentType))
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(deed)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_of_two", [1, 2])
def test_what_one_committing_test_leaves_is_gone_in_the_next_although_the_log_cannot_be_deleted(round_of_two):
    from recordings_gov.audit.acting import acting_as
    from recordings_gov.audit.log import record

    assert one("SELECT count(*) FROM audit_event") == "0"
    with acting_as(None, job="a test"):
        record("test.written", ContentType.objects.get_for_model(ContentType))
    assert one("SELECT count(*) FROM audit_event") == "1"
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_event")


def test_another_process_works_on_the_same_database(process_environment):
    ContentType.objects.create(app_label="seen", model="elsewhere")
    look = (
        "import django; django.setup(); from django.contrib.contenttypes.models import ContentType as C;"
        "print(C.objects.filter(app_label='seen').count())"
    )
    found = subprocess.run(
        [sys.executable, "-c", look],
        env=process_environment,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == "1\n", found.stderr
