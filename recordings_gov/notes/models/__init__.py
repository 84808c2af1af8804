"""What the health record must be told, and its way there."""

from recordings_gov.notes.models.delivery import Delivery
from recordings_gov.notes.models.note import UNFILED, HealthRecordNote, NoteStatus, on_filed

__all__ = ["UNFILED", "Delivery", "HealthRecordNote", "NoteStatus", "on_filed"]
