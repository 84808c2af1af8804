"""What makes forms safe to fill in on a shared tablet with a bad network."""

from recordings_gov.pages.models.draft import Draft
from recordings_gov.pages.models.idempotency import IdempotencyKey
from recordings_gov.pages.models.remembered import Remembered

__all__ = ["Draft", "IdempotencyKey", "Remembered"]
