"""Notes for the health record: drafted, owed, filed."""

from django.apps import AppConfig
from django.core.checks import register


class NotesConfig(AppConfig):
    """All three apps may write a note; none of them owns it."""

    name = "recordings_gov.notes"
    label = "notes"

    def ready(self) -> None:
        """Put the worklist on the menu, what is owed on home, and the connector among the checks."""
        from recordings_gov.notes import checks
        from recordings_gov.notes.telling import say_events
        from recordings_gov.notes.worklist import cards_of, notes_of
        from recordings_gov.pages import cards, menu, needs

        menu.register("Notes", "notes:worklist", "note.view", order=25)
        needs.register(notes_of)
        cards.register(cards_of)
        register(checks.connector_is_complete)
        say_events()
