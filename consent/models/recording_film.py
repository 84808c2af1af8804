"""Films and their masters: each is in the register, and a short clip goes to the library."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.recording_custody import RecordingStep
from consent.models.recording_words import RecordingKind, RecordingStatus
from recordings_gov import clock
from recordings_gov.accounts.known_settings import NUMBER, Known
from recordings_gov.accounts.models import Setting
from recordings_gov.workflow import transition

SHORT = 300
SHORT_CLIP = Known(
    "short_clip_seconds",
    "Up to what length a film is a short clip",
    "We record patients",
    "R-249",
    NUMBER,
    SHORT,
    says="Short clips that are part of the record go to the clinical image library, as photos do.",
    least=10,
    most=3600,
    unit="seconds",
    is_trust_wide=True,
)
SOME = [RecordingStatus.CAPTURED, RecordingStatus.LOGGED, RecordingStatus.HELD]
MASTER = "The master, in the register of films"
NOT_A_FILM = "Only a film goes into the register of films"


class FilmOfRecording(models.Model):
    """What the register of films says of a film. Rules: R-195, R-249."""

    seconds = models.PositiveIntegerField("length in seconds", null=True, blank=True, editable=False)
    entered_at = models.DateTimeField("into the register of films", null=True, blank=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    not_in_library_because = models.CharField(max_length=300, blank=True, editable=False)

    if TYPE_CHECKING:
        kind: str
        status: str
        uploaded_at: datetime | None
        put: Any

    class Meta:
        abstract = True

    @transition(source=SOME, target=set(RecordingStatus), allowed="recording.bring_in")
    def enter_film(
        self, *, by: Any, seconds: int, place: str, where: str, not_in_library_because: str = ""
    ) -> str:
        """How long the film is, and where its master is kept; entered again when the master moves.

        A short clip goes to the library, or the reason why not is kept. Rules: R-195, R-249.
        Raises ValidationError for what is no film, or a place where no recording stays.
        """
        if self.kind != RecordingKind.FILM:
            raise ValidationError(NOT_A_FILM)
        self.seconds, self.not_in_library_because = seconds, not_in_library_because.strip()
        self.entered_at, self.entered_by = clock.now(), by
        self.put(RecordingStep.MOVED, by=by, place=place, where=where, says=MASTER)
        return str(self.status)

    @property
    def is_outside_register(self) -> bool:
        """A film of which nobody has written down where its master is. Rules: R-195."""
        return self.kind == RecordingKind.FILM and self.entered_at is None

    @property
    def lacks_reason_for_clip(self) -> bool:
        """A short clip that is neither in the library nor has its reason. Rules: R-249."""
        if self.kind != RecordingKind.FILM or self.uploaded_at or self.not_in_library_because:
            return False
        return self.seconds is not None and self.seconds <= short_clip_seconds()


def short_clip_seconds() -> int:
    """The longest that a film is a short clip. Rules: R-249."""
    return int(Setting.objects.value_of(SHORT_CLIP.name, None, SHORT))


FILM_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_in_the_register_of_films_says_where_its_master_is",
        condition=Q(entered_at=None, entered_by=None)
        | (Q(kind=RecordingKind.FILM, entered_by__isnull=False, seconds__gt=0) & ~Q(place_kind="")),
        violation_error_message="Say how long it is, and where its master is kept",
    ),
]
