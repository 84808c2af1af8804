"""Incidents and complaints about recordings, and their clocks."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Every app may report an incident downwards; none of them owns it."""

    name = "recordings_gov.incidents"
    label = "incidents"

    def ready(self) -> None:
        """Menu, what needs me, words of the timeline, and the second confirmation of a conversation."""
        from recordings_gov import documents
        from recordings_gov.accounts import known_settings
        from recordings_gov.incidents.cards import cards
        from recordings_gov.incidents.deadlines import KNOWN
        from recordings_gov.incidents.documents import may_open
        from recordings_gov.incidents.notes import heard_of_filing
        from recordings_gov.incidents.telling import TOLD
        from recordings_gov.incidents.worklist import needs_of
        from recordings_gov.notes.models import on_filed
        from recordings_gov.pages import cards as home_cards
        from recordings_gov.pages import menu, needs, timeline

        known_settings.register(*KNOWN)
        menu.register("Incidents", "incidents:list", "incident.view", order=30)
        needs.register(needs_of)
        home_cards.register(cards)
        for action, (title, text) in TOLD.items():
            timeline.say(action, title, text)
        documents.register_access("incidents.incident", may_open)
        on_filed("incidents.incident", heard_of_filing)
