"""We record patients: forms, permissions, recordings and who may record with what."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """We hold the camera; written consent comes first."""

    name = "consent"

    def ready(self) -> None:
        """Hand the lower rooms what they show from here."""
        from consent import told
        from consent.documents import may_open
        from consent.waiting import waits_for
        from recordings_gov import documents
        from recordings_gov.pages import menu, needs
        from recordings_gov.patients import starting

        menu.register("Consent", "consent:overview", "registration.view", order=20)
        needs.register(waits_for)
        starting.register("Consent form", "consent:form-new", "consent.record")
        documents.register_access("consent.consentform", may_open)
        told.tell()
