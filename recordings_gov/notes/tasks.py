"""Jobs about notes for the health record."""

from celery import shared_task
from django.conf import settings
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat

from recordings_gov import clock
from recordings_gov.notes import connectors, sending
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message

KEY = "note-unfiled:"
AT_ONCE = 1_000


@shared_task(name="notes.send")
def send_notes() -> int:
    """Read what came back, send what is due, ask a person about what was never answered. Rules: R-041.

    A second run finds nothing: each delivery is leased, sent, and settled once.
    """
    connector = connectors.chosen()
    if connector is None:
        return 0
    settled = sending.read_receipts(connector)
    return settled + sending.send_due(connector) + sending.without_receipt(settings.NOTES_RECEIPT_HOURS)


@shared_task(name="notes.flag_unfiled")
def flag_unfiled() -> int:
    """Write to the author of each note that is late, once a note. A second run finds none. Rules: R-041."""
    told = Message.objects.filter(key=Concat(Value(KEY), OuterRef("reference")))
    late = HealthRecordNote.objects.overdue(clock.today()).filter(~Exists(told)).select_related("written_by")
    return outbox.post_set(_reminder(note) for note in late.order_by("owed_by", "pk")[:AT_ONCE])


def _reminder(note: HealthRecordNote) -> Message:
    page = f"{settings.PUBLIC_BASE_URL}{note.get_absolute_url()}"
    return Message(
        key=f"{KEY}{note.reference}",
        to=note.written_by,
        subject=f"The note {note.reference} is not in the health record yet",
        body=f"It was to be filed by {note.owed_by:%-d %B %Y}. File it, or ask for help, here:\n\n{page}\n",
    )
