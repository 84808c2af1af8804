"""The documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Forms and leaflets as tagged PDF files, each kept once and never changed."""

    name = "recordings_gov.documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        from recordings_gov.documents import checks

        assert checks  # noqa: S101
