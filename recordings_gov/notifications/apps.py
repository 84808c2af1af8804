"""Notifications: tasks for people and the outbox of messages."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Sends each message once, from a row written with the act itself."""

    name = "recordings_gov.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Show tasks on home."""
        from recordings_gov.notifications.tasks_due import tasks_of
        from recordings_gov.pages import needs

        needs.register(tasks_of)
