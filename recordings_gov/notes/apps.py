"""Notes for the health record: drafted, owed, filed."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """All three apps may write a note; none of them owns it."""

    name = "recordings_gov.notes"
    label = "notes"

    def ready(self) -> None:
        """Put the worklist on the menu and what is owed on home."""
        from recordings_gov.notes.worklist import notes_of
        from recordings_gov.pages import menu, needs, timeline

        menu.register("Notes", "notes:worklist", "note.view", order=25)
        needs.register(notes_of)
        timeline.say("healthrecordnote.created", "Note drafted")
        timeline.say("healthrecordnote.reword", "Words of the note changed")
        timeline.say(
            "healthrecordnote.file_by_hand",
            "Note filed by hand",
            lambda body: f"Filed as {body['record_reference'][1]}.",
        )
