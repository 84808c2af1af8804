"""Jobs as an app: its rows, and its line on the system administrator's page."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work: named, counted, and missed when it falls silent."""

    name = "recordings_gov.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Say on home when no job has ended for a while."""
        from recordings_gov.jobs.silence import silence_of
        from recordings_gov.pages import needs

        needs.register(silence_of)
