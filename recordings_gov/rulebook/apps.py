"""The rulebook room."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """Reads the rulebook when the project starts, so that a slip in it stops the start."""

    name = "recordings_gov.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        """Load the book once for this process, and put it in the menu."""
        from recordings_gov import rulebook
        from recordings_gov.pages import menu

        rulebook.book()
        menu.register("Rulebook", "rulebook:list", "rulebook.read", order=90)
