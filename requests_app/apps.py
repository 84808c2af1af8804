"""Patients' requests to record: logged, answered, noted in the record."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Patients, or people with them, record us; the recording is theirs."""

    name = "requests_app"
    label = "requests_app"

    def ready(self) -> None:
        """Put the room on the menu, its questions on home, and hear when a note is filed."""
        from recordings_gov.notes.models import on_filed
        from recordings_gov.pages import menu, needs
        from requests_app.noting import note_filed
        from requests_app.showing import say_events
        from requests_app.waiting import waiting_for

        menu.register("Requests", "requests:list", "request.view", order=10)
        needs.register(waiting_for)
        on_filed("requests_app.recordingrequest", note_filed)
        say_events()
