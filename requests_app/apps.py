"""Patients' requests to record: logged, answered, noted in the record."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Patients, or people with them, record us; the recording is theirs."""

    name = "requests_app"
    label = "requests_app"

    def ready(self) -> None:
        """Put the room on the menu, its questions on home, and hear when a note is filed."""
        from django.contrib.auth.signals import user_logged_in

        from policies import group_figures
        from recordings_gov import documents
        from recordings_gov.accounts import known_settings, objecting
        from recordings_gov.notes.models import on_filed
        from recordings_gov.pages import menu, needs
        from requests_app import after_ready, lists_ready, local
        from requests_app.concentration import CRITICAL_EXAMS
        from requests_app.figures import staff_who_object
        from requests_app.noting import note_filed
        from requests_app.objecting import since
        from requests_app.papers import making, words
        from requests_app.person_word import remember_word
        from requests_app.showing import say_events
        from requests_app.waiting import asked_of_oneself, reopened_for, waiting_for

        known_settings.register(*local.SETTINGS)
        known_settings.register(CRITICAL_EXAMS)
        known_settings.register(words.LANGUAGES)
        documents.register_access("requests_app.recordingrequest", making.may_open)
        menu.register("Requests", "requests:list", "request.view", order=10)
        needs.register(waiting_for)
        needs.register(reopened_for)
        needs.register(asked_of_oneself)
        on_filed("requests_app.recordingrequest", note_filed)
        group_figures.register(staff_who_object)
        objecting.register(since)
        say_events()
        user_logged_in.connect(remember_word, dispatch_uid="requests_app.person_word")
        after_ready.register()
        lists_ready.register()
