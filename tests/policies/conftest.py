"""The starter policy in each of its situations, and the people who sign it."""

from typing import Any

import pytest

from policies.models import LeafletEdition, PolicyVersion
from policies.shaping import matrix_from, row_from
from policies.stances import Matrix
from policies.starter import loading
from policies.starter.files import read
from policies.starter.loading import People
from policies.starter.loading_leaflets import draft_starter_leaflet, publish_leaflet
from recordings_gov.accounts.models import User


@pytest.fixture(scope="session")
def matrix() -> Matrix:
    """The starter matrix, without a database."""
    data = read("stances")
    return matrix_from(data, [row_from(each) for each in data["stance"]])


@pytest.fixture
def people(
    communications: User,
    governance_lead: User,
    ig_manager: User,
    caldicott_guardian: User,
    dpo: User,
    executive_sponsor: User,
) -> People:
    """Communications drafts; others sign."""
    return People(
        drafter=communications,
        validator=governance_lead,
        ratifier=caldicott_guardian,
        approver=ig_manager,
        publisher=governance_lead,
        dpo=dpo,
        employer=executive_sponsor,
    )


@pytest.fixture
def draft(people: People, department: Any) -> PolicyVersion:
    """The department's starter policy as it is loaded in production: a draft."""
    return loading.draft_starter_policy(people.drafter, department)


@pytest.fixture
def in_force(draft: PolicyVersion, people: People) -> PolicyVersion:
    """The starter policy, brought into force today."""
    loading.set_contacts(people.publisher, draft.policy.department)
    return loading.bring_into_force(draft, people)


@pytest.fixture
def trust_policy(people: People) -> PolicyVersion:
    """'Clinical recordings of patients', version 7: in force, and overdue since July 2022."""
    return loading.adopt_trust_policy(people.drafter, people.publisher)


@pytest.fixture
def edition(people: People, department: Any) -> LeafletEdition:
    """The starter leaflet as a draft, with every place filled by a setting."""
    loading.set_contacts(people.publisher, department)
    return draft_starter_leaflet(people.drafter, department)


@pytest.fixture
def leaflet(edition: LeafletEdition, people: People) -> LeafletEdition:
    """The starter leaflet on show."""
    return publish_leaflet(edition, people)
