"""The rules that the demonstration department runs by, brought into force by its own people."""

from policies.models import VersionStatus
from policies.starter import loading
from policies.starter.demonstration_leaflets import load_leaflets
from recordings_gov.accounts.models import Department, User


def load_policies(people: dict[str, User], departments: dict[str, Department]) -> None:
    """The Trust's own policy, overdue; the starter policy and one leaflet, in force."""
    imaging = departments["imaging"]
    drafter, publisher = people["communications"], people["governance_lead"]
    hands = loading.People(
        drafter=drafter,
        validator=people["ig_manager"],
        ratifier=people["caldicott_guardian"],
        approver=people["ig_manager"],
        publisher=publisher,
        dpo=people["dpo"],
        employer=people["executive_sponsor"],
    )
    loading.load_sources(drafter)
    loading.adopt_trust_policy(by=drafter, adopted_by=publisher)
    version = loading.draft_starter_policy(by=drafter, department=imaging)
    if version.status == VersionStatus.DRAFT:
        loading.bring_into_force(version, hands)
    loading.set_contacts(by=publisher, department=imaging)
    load_leaflets(hands, imaging)
