"""We record patients: forms, permissions, recordings and who may record with what."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """We hold the camera; written consent comes first."""

    name = "consent"

    def ready(self) -> None:
        """Hand the lower rooms what they show from here."""
        from consent import told
        from consent.documents import may_open
        from consent.models.registration_content import LASTS_DAYS
        from consent.reviewing import register_registrations
        from consent.waiting import waits_for
        from recordings_gov import documents
        from recordings_gov.accounts import known_settings
        from recordings_gov.pages import menu, needs
        from recordings_gov.patients import starting

        known_settings.register(
            known_settings.Known(
                "registration_lasts_days",
                "How long a registration lasts",
                "We record patients",
                "R-115",
                known_settings.NUMBER,
                LASTS_DAYS,
                least=1,
                most=1096,
                unit="days",
                is_trust_wide=True,
            ),
            known_settings.Known(
                "consent_contact", "Whom to ask about a consent form", "We record patients", "R-126"
            ),
        )
        menu.register("Consent", "consent:overview", "registration.view", order=20)
        needs.register(waits_for)
        register_registrations()
        starting.register("Consent form", "consent:form-new", "consent.record")
        documents.register_access("consent.consentform", may_open)
        told.tell()
