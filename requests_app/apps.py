"""Patients' requests to record: logged, answered, noted in the record."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Patients, or people with them, record us; the recording is theirs."""

    name = "requests_app"
    label = "requests_app"

    def ready(self) -> None:
        """Put the room on the menu, its questions on home, and hear when a note is filed."""
        from policies import group_figures
        from recordings_gov.accounts import known_settings
        from recordings_gov.notes.models import on_filed
        from recordings_gov.pages import menu, needs
        from requests_app.figures import staff_who_object
        from requests_app.noting import note_filed
        from requests_app.showing import say_events
        from requests_app.waiting import asked_of_oneself, reopened_for, waiting_for

        known_settings.register(
            known_settings.Known(
                "request-media",
                "Ways of recording that this department adds",
                "Patients record us",
                "R-012",
                known_settings.PAIRS,
                {},
                "One a line: a short name, =, and the words on the page, such as captions = Live captions.",
            )
        )
        menu.register("Requests", "requests:list", "request.view", order=10)
        needs.register(waiting_for)
        needs.register(reopened_for)
        needs.register(asked_of_oneself)
        on_filed("requests_app.recordingrequest", note_filed)
        group_figures.register(staff_who_object)
        say_events()
