"""Governance of the recording of patients, and by patients, in hospital imaging departments."""

from recordings_gov.celery import app as celery_app

__all__ = ["celery_app"]
