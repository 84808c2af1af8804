"""Jobs of the outbox."""

from celery import shared_task

from recordings_gov.notifications import outbox


@shared_task(name="notifications.send_outbox")
def send_outbox() -> int:
    """Send what is due. A second run finds nothing: each row is leased, and sent once."""
    return outbox.send_due()
