"""Accounts: who works where, in which role, and what each role may do."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the check that every URL is in the role table."""

    name = "recordings_gov.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to sign-ins and register the route check."""
        from recordings_gov.accounts import checks, security  # noqa: F401
