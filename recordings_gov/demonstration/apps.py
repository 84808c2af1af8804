"""The demonstration department: fictional people and patients, made through the verbs."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Loads nothing by itself: ``manage.py load_demonstration`` does, and never in production."""

    name = "recordings_gov.demonstration"
    label = "demonstration"
