"""A recording's way from the camera to the library: its file name, both clocks, its number there."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from consent.file_names import file_name_warnings
from consent.library import LibraryCase, Stage, clock_starts, may_upload, stage
from consent.models.file_name import FileNameField
from consent.models.recording_custody import RecordingStep
from consent.models.recording_words import Basis, RecordingStatus
from consent.models.upload_request import task_key
from consent.places import Place, place_is_allowed
from recordings_gov import clock
from recordings_gov.decisions import Decision
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import transition

PERSON = settings.AUTH_USER_MODEL
OPEN = [RecordingStatus.CAPTURED, RecordingStatus.LOGGED]
HANDED_OVER = "Whoever made it has nothing more to store"
WITHOUT_A_CAMERA = (Basis.IMPLIED, Basis.LEGACY)


class LibraryEntry(models.Model):
    """Off the camera and into the library on the same working day, through Media Studio, with its form.

    Rules: R-111, R-180, R-184, R-186, R-189, R-191. Conflict: C-34.
    """

    file_number = models.PositiveSmallIntegerField(default=1, editable=False)
    file_name = FileNameField()
    off_camera_due_on = models.DateField(null=True, blank=True, editable=False)
    off_camera_at = models.DateTimeField("taken off the camera", null=True, blank=True, editable=False)
    off_camera_by = models.ForeignKey(
        PERSON, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    library_due_on = models.DateField(null=True, blank=True, editable=False)
    uploaded_at = models.DateTimeField("put into the library", null=True, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        PERSON, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    library_number = models.CharField("number in the library", max_length=40, blank=True, editable=False)
    record_link = models.CharField(
        "where the patient's record links to it", max_length=300, blank=True, editable=False
    )

    if TYPE_CHECKING:
        pk: Any
        _state: Any
        reference: str
        status: str
        basis: str
        is_of_an_app: bool
        kind: str
        form: Any
        form_id: int | None
        patient: Any
        patient_id: int
        department: Any
        captured_at: datetime
        consented_at: datetime | None
        authority_id: int | None
        authorised_at: datetime | None
        write_custody: Any
        where_kept: str
        place_kind: str
        place: str
        image_database: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With its number among those of its kind, and both days by which something is due."""
        if self._state.adding:
            rows: Any = type(self)._base_manager
            alike = rows.filter(patient_id=self.patient_id, form_id=self.form_id, kind=self.kind)
            self.file_number = alike.count() + 1
            if self.basis not in WITHOUT_A_CAMERA and not self.is_of_an_app:
                captured_on = clock.local(self.captured_at).date()
                self.off_camera_due_on = self.department.site.same_working_day(captured_on)
        self._set_library_clock()
        super().save(*args, **kwargs)

    def _set_library_clock(self) -> None:
        """The day of the signature starts it; the hold stops it. Rules: R-186. Conflict: C-34."""
        if self.uploaded_at is not None or self.off_camera_due_on is None:
            return
        agreed_at = self.consented_at or self.authorised_at
        starts = clock_starts(
            clock.local(self.captured_at).date(),
            clock.local(agreed_at).date() if agreed_at else None,
            is_held=self.status == RecordingStatus.HELD,
        )
        self.library_due_on = self.department.site.same_working_day(starts) if starts else None

    @transition(
        source=[*OPEN, RecordingStatus.HELD], target=set(RecordingStatus), allowed="recording.bring_in"
    )
    def take_off_camera(self, *, by: Any, at: datetime, place: str, where: str) -> str:
        """It is off the camera, and in what kind of ``place`` it is now. Rules: R-185, R-186.

        Raises ValidationError for a place where nothing stays, a day to come, or a second time.
        """
        if self.off_camera_at is not None:
            raise ValidationError("It was taken off the camera already")
        if at > clock.now():
            raise ValidationError({"off_time": "That is in the future. Check the date and time"})
        self.off_camera_at, self.off_camera_by = at, by
        self.put(RecordingStep.OFF_CAMERA, by=by, at=at, place=place, where=where)
        return str(self.status)

    @transition(source=OPEN, target=set(RecordingStatus), allowed="recording.upload")
    def upload(self, *, by: Any, library_number: str, named: str, record_link: str = "") -> str:
        """Media Studio puts it into the library: from now on its keeping is no longer the capturer's.

        ``named`` is the name that the file has. Raises ValidationError with each obstacle.
        Rules: R-111, R-180, R-184, R-189, R-191.
        """
        answer = self.upload_answer()
        if answer.obstacles:
            raise ValidationError([reason.says for reason in answer.obstacles], code="not_for_library")
        self._take_number(library_number, record_link, named)
        self.uploaded_at, self.uploaded_by = clock.now(), by
        self.off_camera_at = self.off_camera_at or self.uploaded_at
        self.off_camera_by = self.off_camera_by or by
        self.put(RecordingStep.UPLOADED, by=by, place=Place.LIBRARY, where=self._numbered)
        self.write_custody(RecordingStep.HANDED_OVER, by=by, says=HANDED_OVER)
        tasks_due.finish(task_key(self), by)
        return str(self.status)

    @transition(source=OPEN, target=set(RecordingStatus), allowed="recording.upload")
    def correct_entry(self, *, by: Any, library_number: str, record_link: str = "") -> str:
        """The number in the library, or the link to it, was written down wrongly. Rules: R-111."""
        if self.uploaded_at is None:
            raise ValidationError("It is not in the library yet")
        self._take_number(library_number, record_link)
        says = "The number or the link was corrected"
        self.put(RecordingStep.MOVED, by=by, place=Place.LIBRARY, where=self._numbered, says=says)
        return str(self.status)

    def _take_number(self, library_number: str, record_link: str, named: str = "") -> None:
        """Number and link, once none of the texts says who the patient is. Rules: R-111, R-180."""
        texts = {"library_number": library_number, "record_link": record_link, "named": named}
        for field, text in texts.items():
            found = file_name_warnings(text, self.patient)
            if found:
                raise ValidationError({field: [reason.says for reason in found]})
        if not library_number.strip():
            raise ValidationError({"library_number": "Enter its number in the library"})
        self.library_number, self.record_link = library_number.strip(), record_link.strip()

    @property
    def _numbered(self) -> str:
        return f"Number {self.library_number}"

    def put(self, step: str, *, by: Any, place: str, where: str, **more: Any) -> None:
        """The original is in that place now, and the step is written down. Rules: R-183, R-185.

        Raises ValidationError for a place where nothing stays.
        """
        kept = place_is_allowed(place)
        if kept.obstacles:
            raise ValidationError({"place": [reason.says for reason in kept.obstacles]})
        before = self.where_kept
        self.place_kind, self.place, self.image_database = place, where.strip(), None
        self.write_custody(step, by=by, place=before, to=self.where_kept[:200], **more)

    def upload_answer(self) -> Decision:
        """The decision ``may_upload`` about this recording as it stands."""
        return may_upload(
            LibraryCase(
                has_form=self.form_id is not None,
                form_is_signed=bool(self.consented_at or self.authority_id),
                is_off_camera=self.off_camera_at is not None,
                is_there=self.uploaded_at is not None,
                is_legacy=self.basis == Basis.LEGACY,
                is_of_an_app=self.is_of_an_app,
            )
        )

    def camera_stage(self, today: date) -> Stage:
        """How the first clock stands: off the camera. Rules: R-186."""
        done = clock.local(self.off_camera_at).date() if self.off_camera_at else None
        return stage(self.off_camera_due_on, done, today)

    def library_stage(self, today: date) -> Stage:
        """How the second clock stands: in the library; a held one has none. Rules: R-186. Conflict: C-34."""
        done = clock.local(self.uploaded_at).date() if self.uploaded_at else None
        return stage(self.library_due_on, done, today)
