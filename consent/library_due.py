"""What still waits on a camera or for the library, and how much was there on the same working day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q

from consent.models.recording_words import RecordingStatus

DAYS = 30
SMALLEST = 5
ON_CAMERA = Q(off_camera_at=None, off_camera_due_on__isnull=False)
NOT_IN_LIBRARY = Q(
    uploaded_at=None, library_due_on__isnull=False, not_in_library_because="", off_camera_due_on__isnull=False
)
HELD = Q(status=RecordingStatus.HELD)


@dataclass(frozen=True)
class Share:
    """So many of so many; small numbers are not told."""

    label: str
    part: int
    whole: int

    @property
    def says(self) -> str:
        """In words: a share, or that there are too few to tell."""
        if self.whole < SMALLEST:
            return "Too few to tell"
        return f"{round(100 * self.part / self.whole)}%"

    @property
    def of(self) -> str:
        """Of how many."""
        return f"of {self.whole:,}" if self.whole >= SMALLEST else f"fewer than {SMALLEST} recordings"


def overdue(today: date) -> Q:
    """On a camera, or not in the library, at the end of the day that it was due.

    What is held has no day for the library, and leaves the camera as everything does.
    Rules: R-186. Conflict: C-34.
    """
    return (ON_CAMERA & Q(off_camera_due_on__lte=today)) | (NOT_IN_LIBRARY & Q(library_due_on__lte=today))


def same_day(rows: Any, today: date) -> tuple[list[Share], int]:
    """Of what was due in the last 30 days: the share off the camera, and in the library, in time.

    Beside them, how many are held: a line of their own, never late. Rules: R-186. Conflict: C-34.
    """
    last = (today - timedelta(days=DAYS), today - timedelta(days=1))
    camera, library = (
        Q(off_camera_due_on__range=last),
        Q(library_due_on__range=last, not_in_library_because=""),
    )
    # Each asked by itself: together they would be one walk through the whole register.
    off = rows.filter(camera).aggregate(
        due=Count("pk"), done=Count("pk", filter=Q(off_camera_at__date__lte=F("off_camera_due_on")))
    )
    stored = rows.filter(library).aggregate(
        due=Count("pk"), done=Count("pk", filter=Q(uploaded_at__date__lte=F("library_due_on")))
    )
    shares = [
        Share("Off the camera the same working day", off["done"], off["due"]),
        Share("In the library the same working day", stored["done"], stored["due"]),
    ]
    return shares, rows.filter(HELD).count()
