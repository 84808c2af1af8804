"""What makes forms safe to fill in on a shared tablet with a bad network."""

from recordings_gov.pages.models.draft import Draft
from recordings_gov.pages.models.idempotency import IdempotencyKey
from recordings_gov.pages.models.remembered import Remembered
from recordings_gov.pages.models.saved_filter import SavedFilter

__all__ = ["Draft", "IdempotencyKey", "Remembered", "SavedFilter"]
