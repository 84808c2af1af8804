"""Governance: reads all three apps and owns no record."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Dashboards and figures."""

    name = "recordings_gov.governance"
    label = "governance"
