"""We record patients: forms, permissions, recordings and who may record with what."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """We hold the camera; written consent comes first."""

    name = "consent"

    def ready(self) -> None:
        """Hand the lower rooms what they show from here."""
        from consent import (
            copy_room,
            filming_room,
            keeping_room,
            leaving_room,
            letters,
            library_room,
            local_form_paper,
            registration_room,
            release_room,
            research_room,
            told,
        )
        from consent.asking_use import ANONYMISED_REUSE
        from consent.chasing import WORKING_DAYS
        from consent.documents import may_open
        from consent.models.registration_content import LASTS_DAYS
        from consent.paper_languages import LANGUAGES
        from consent.reconciling import room as reconciling_room
        from consent.reviewing import register_registrations
        from consent.studio import STUDIO
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
                "custody_days",
                "How long a signed form may stay in one place before somebody is asked",
                "We record patients",
                "R-110",
                known_settings.NUMBER,
                WORKING_DAYS,
                least=1,
                most=30,
                unit="working days",
            ),
            LANGUAGES,
            ANONYMISED_REUSE,
            *STUDIO,
            known_settings.Known(
                "consent_contact", "Whom to ask about a consent form", "We record patients", "R-126"
            ),
        )
        menu.register("Consent", "consent:overview", "registration.view", order=20)
        needs.register(waits_for)
        register_registrations()
        registration_room.open_room()
        copy_room.open_room()
        filming_room.open_room()
        keeping_room.open_room()
        library_room.open_room()
        reconciling_room.open_room()
        release_room.open_room(self)
        leaving_room.open_room()
        research_room.open_room()
        starting.register("Consent form", "consent:form-new", "consent.record")
        starting.register("Consent taken back", "consent:withdrawal-start", "consent.withdraw")
        documents.register_access("consent.consentform", may_open)
        documents.register_access("consent.localform", local_form_paper.may_open)
        documents.register_access("consent.withdrawal", letters.may_open_withdrawal)
        documents.register_access("consent.invalidation", letters.may_open_invalidation)
        told.tell()
