"""Patients: who they are, as far as a recording needs it."""

from django.apps import AppConfig


class PatientsConfig(AppConfig):
    """Knows patients and nothing of requests or consent."""

    name = "recordings_gov.patients"
    label = "patients"
