"""At the end of the working day: who recorded is told what is on the camera or not in the library."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from consent.in_parts import in_parts
from consent.library_due import NOT_IN_LIBRARY, ON_CAMERA, overdue
from consent.models import Recording, RecordingStatus
from recordings_gov import clock
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message
from recordings_gov.pages.needs import Need

MOST_SHOWN = 10
KEPT = Q(status__in=[RecordingStatus.CAPTURED, RecordingStatus.LOGGED, RecordingStatus.HELD])


def tell_who_recorded(today: date) -> int:
    """Tell whoever made each recording that is due and not done; how many are.

    Once for the camera and once for the library. A second run posts the same keys, so nothing. What is in
    the library is nobody's but Media Studio's, and what is held is never late. Rules: R-186, R-189.
    """
    due = Recording.objects.filter(overdue(today) & KEPT).select_related("captured_by")
    told = 0
    for rows in in_parts(due):
        outbox.post_set(_message(row) for row in rows)
        told += len(rows)
    return told


def _message(row: Any) -> Message:
    on_camera = row.off_camera_at is None
    says = "is still on the camera" if on_camera else "is not in the library yet"
    return Message(
        key=f"library:{row.reference}:{'camera' if on_camera else 'library'}",
        to=row.captured_by,
        subject=f"{row.reference} {says}",
        body=(
            f"It is due by the end of the working day. Say here what you did:\n\n"
            f"{settings.PUBLIC_BASE_URL}{row.get_absolute_url()}\n"
        ),
    )


def own_recordings(user: Any, today: date) -> list[Need]:
    """What this person recorded and has to take off the camera, or have stored. Rules: R-186."""
    if not user.holds("recording.bring_in"):
        return []
    rows = Recording.objects.visible_to(user).filter(captured_by=user)
    waiting = rows.filter(ON_CAMERA | (NOT_IN_LIBRARY & Q(upload_request=None)))
    found = list(waiting.exclude(status=RecordingStatus.HELD).order_by("captured_at", "pk")[: MOST_SHOWN + 1])
    if len(found) > MOST_SHOWN:
        url = reverse("consent:library-list")
        return [Need("Take your recordings off the camera, and to the library", url, today, "More than 10")]
    return [_need(row) for row in found]


def _need(row: Any) -> Need:
    url, when = row.get_absolute_url(), f"Made on {clock.local(row.captured_at):%-d %B}"
    if row.off_camera_at is None:
        return Need(f"Take {row.reference} off the camera", url, row.off_camera_due_on, when)
    return Need(f"Have {row.reference} put into the library", url, row.library_due_on, when)
