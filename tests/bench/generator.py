"""A million synthetic requests in seconds: copies of a few logged by their verb, so constraints hold."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection, models

from policies.models import PolicyVersion
from recordings_gov.accounts.models import Department, User
from recordings_gov.patients.models import Patient
from requests_app.models import RecordingRequest

PATIENTS = 10_000
AT_ONCE = 100_000
REFERENCE = "'{kind}-' || substr('000000000' || n, length('' || n) + 1) || '-X'"
WAYS: Sequence[dict[str, Any]] = (
    {"modality": "ct", "setting": "examination", "media": ["audio"]},
    {"modality": "mri", "setting": "examination", "media": ["video"]},
    {"modality": "ultrasound", "setting": "screening", "media": ["photo"]},
    {"modality": "xray", "setting": "examination", "media": ["audio", "video"]},
)
ENDS = ("patient_chose_not_to", "advised_and_discouraged")


def templates(by: User) -> list[RecordingRequest]:
    """One request of each way and end, logged as anybody would."""
    department = Department.objects.get(pk=by.memberships.values_list("department", flat=True)[0])
    patient = Patient.objects.filter(access_needs=[]).earliest("pk")
    common = {
        "department": department,
        "patient": patient,
        "subject": "explanation",
        "recorder": "patient",
        "not_told_reason": "urgent",
    }
    return [
        RecordingRequest.log(by=by, outcome=end, **common, **way, room=f"Room {number}")
        for number, way in enumerate(WAYS)
        for end in ENDS
    ]


def make_patients() -> None:
    """Ten thousand patients without a face."""
    copy(Patient.objects.filter(pk=Patient.objects.earliest("pk").pk), 1, PATIENTS, {
        "reference": REFERENCE.format(kind="PAT"),
        "nhs_number": "NULL",
        "local_number": "'B' || n",
        "family_name": "'Family' || (n % 997)",
    })  # fmt: skip


def make_requests(made: list[RecordingRequest], first: int, last: int) -> None:
    """Requests number ``first`` to ``last``, one every 37 seconds back from now, of all patients in turn."""
    oldest = Patient.objects.order_by("-pk").values_list("pk", flat=True)[PATIENTS - 1]
    copy(RecordingRequest.objects.filter(pk__in=[row.pk for row in made]), first, last, {
        "reference": REFERENCE.format(kind="REQ"),
        "patient_id": f"{oldest} + n % {PATIENTS}",
        "logged_at": ago("logged_at", "n * 37"),
        "room": "'Room ' || (n % 12)",
    })  # fmt: skip


def make_policies(template: PolicyVersion, count: int) -> None:
    """Policies with one version in force each, whose 90-day reminder is due."""
    policies = type(template.policy).objects.filter(pk=template.policy_id)
    copy(policies, 1, count, {
        "reference": REFERENCE.format(kind="POL"),
        "slug": "'bench-' || n",
        "title": "'Bench policy ' || n",
        "holds_stances": "false",
    })  # fmt: skip
    copy(PolicyVersion.objects.filter(pk=template.pk), 1, count, {
        "reference": REFERENCE.format(kind="PV"),
        "policy_id": "(SELECT id FROM policies_policy WHERE slug = 'bench-' || n)",
    })  # fmt: skip


def copy(rows: Any, first: int, last: int, changed: dict[str, str]) -> None:
    """Insert copies ``first`` to ``last`` of ``rows`` in turn; ``changed`` gives SQL over ``n`` by column."""
    model: type[models.Model] = rows.model
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    chosen = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    which = " ".join(f"WHEN {turn} THEN {key}" for turn, key in enumerate(keys))
    table = model._meta.db_table
    for start in range(first, last + 1, AT_ONCE):
        series = _numbers(start, min(start + AT_ONCE - 1, last))
        with patience() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {chosen} FROM ({series}) AS series "  # noqa: S608
                f"JOIN {table} AS template ON template.id = CASE n % {len(keys)} {which} END"
            )


@contextmanager
def patience() -> Iterator[Any]:
    """A cursor that may take its time, unlike one of the application's."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
        yield cursor
        if connection.vendor == "postgresql":
            cursor.execute("RESET statement_timeout")


def tidy(*tables: type[models.Model]) -> None:
    """What the database does by itself after a while, and the application's role may not ask it for."""
    names = ", ".join(connection.ops.quote_name(each._meta.db_table) for each in tables)
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(f"VACUUM (ANALYZE) {names}")


def _numbers(first: int, last: int) -> str:
    if connection.vendor == "postgresql":
        return f"SELECT generate_series({first}, {last}) AS n"
    return (
        f"WITH RECURSIVE counted(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM counted WHERE n < {last}) "  # noqa: S608
        "SELECT n FROM counted"
    )


def ago(column: str, seconds: str) -> str:
    """SQL for that long before what the column says."""
    if connection.vendor == "postgresql":
        return f"{column} - ({seconds}) * interval '1 second'"
    return f"strftime('%Y-%m-%d %H:%M:%f000', {column}, '-' || ({seconds}) || ' seconds')"
