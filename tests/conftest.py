"""The small fixed cast that every test may call, each named after what they are."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, sync_playwright

from recordings_gov.accounts.models import Department, Membership, Site, User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.patients.models import Patient
from tests.servers.chromium import launch_options

PASSWORD = "demo-recordings"


@pytest.fixture
def setting_up(db: None) -> Iterator[None]:
    """The suite itself acts, as a job, while it arranges a test."""
    with acting_as(None, job="arranging a test"):
        yield


@pytest.fixture
def site(db: None) -> Site:
    """A fictional hospital in England, open from 8 to 17."""
    with acting_as(None, job="arranging a test"):
        site = Site(name="Northmere Hospital", opens_at=time(8), closes_at=time(17))
        site.save()
    return site


@pytest.fixture
def department(site: Site) -> Department:
    """The imaging department that most of the cast works in."""
    return _department(site, "Imaging", "imaging")


@pytest.fixture
def other_department(site: Site) -> Department:
    """A department whose records are none of the first one's business."""
    return _department(site, "Radiotherapy", "radiotherapy")


def _department(site: Site, name: str, slug: str) -> Department:
    with acting_as(None, job="arranging a test"):
        made = Department(site=site, name=name, slug=slug)
        made.save()
    return made


def person(username: str, role: Role | None, department: Department | None, name: str = "") -> User:
    """Somebody who may sign in, with one role or none."""
    user: User = User.objects.create_user(
        username=username,
        password=PASSWORD,
        name=name or username.replace("_", " ").title(),
        job_title=str(role.label) if role else "",
        email=f"{username}@northmere.example",
    )
    if role:
        with acting_as(None, job="arranging a test"):
            Membership(user=user, role=role, department=department).save()
    return user


@pytest.fixture
def radiographer(department: Department) -> User:
    return person("radiographer", Role.RADIOGRAPHER, department, "Robin Sample")


@pytest.fixture
def colleague(department: Department) -> User:
    return person("colleague", Role.RADIOGRAPHER, department, "Sam Example")


@pytest.fixture
def other_radiographer(other_department: Department) -> User:
    return person("other_radiographer", Role.RADIOGRAPHER, other_department)


@pytest.fixture
def student(department: Department) -> User:
    return person("student", Role.STUDENT, department)


@pytest.fixture
def consultant(department: Department) -> User:
    return person("consultant", Role.CONSULTANT, department)


@pytest.fixture
def media_studio(db: None) -> User:
    return person("media_studio", Role.MEDIA_STUDIO, None)


@pytest.fixture
def head_of_media_studio(db: None) -> User:
    return person("head_of_media_studio", Role.HEAD_OF_MEDIA_STUDIO, None)


@pytest.fixture
def ig_manager(db: None) -> User:
    return person("ig_manager", Role.IG_MANAGER, None)


@pytest.fixture
def governance_lead(department: Department) -> User:
    return person("governance_lead", Role.GOVERNANCE_LEAD, department)


@pytest.fixture
def medical_records(db: None) -> User:
    return person("medical_records", Role.MEDICAL_RECORDS, None)


@pytest.fixture
def communications(db: None) -> User:
    return person("communications", Role.COMMUNICATIONS, None)


@pytest.fixture
def caldicott_guardian(db: None) -> User:
    return person("caldicott_guardian", Role.CALDICOTT_GUARDIAN, None)


@pytest.fixture
def dpo(db: None) -> User:
    return person("dpo", Role.DPO, None)


@pytest.fixture
def policy_owner(department: Department) -> User:
    return person("policy_owner", Role.POLICY_OWNER, department)


@pytest.fixture
def executive_sponsor(db: None) -> User:
    return person("executive_sponsor", Role.EXECUTIVE_SPONSOR, None)


@pytest.fixture
def auditor(db: None) -> User:
    return person("auditor", Role.AUDITOR, None)


@pytest.fixture
def outsider(db: None) -> User:
    """Somebody who may sign in and holds no role at all."""
    return person("outsider", None, None)


@pytest.fixture
def patient(db: None) -> Patient:
    """A fictional patient with a number of the test range."""
    with acting_as(None, job="arranging a test"):
        made = Patient(
            nhs_number="9990001073", family_name="Test", given_name="Marigold", birth_date=date(1951, 5, 4)
        )
        made.save()
    return made


@pytest.fixture
def signed_in(client: Any) -> Any:
    """``signed_in(user)``: the test client with that person's session."""

    def sign_in(user: User) -> Any:
        client.force_login(user, backend="recordings_gov.accounts.backends.RolesBackend")
        return client

    return sign_in


@pytest.fixture
def at_most_queries(db: None) -> Any:
    """``with at_most_queries(6):`` counts statements; the savepoints of the test itself do not count."""

    @contextmanager
    def counted(most: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"][:20]]
        assert len(asked) <= most, "\n".join(asked)

    return counted


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run: two drivers in one process do not get on.

    Playwright keeps an event loop in this thread; the suite talks to the database from it all the same.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**launch_options())
        yield opened
        opened.close()
