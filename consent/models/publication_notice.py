"""What an end of consent does to a publication: stopped, or beyond recall; and the publisher is told."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from consent.models.ending_notices import next_day, report
from consent.models.ending_permission import GIVEN
from consent.models.leaving import held_still
from consent.models.publication_words import PublicationStatus
from consent.models.recording_custody import RecordingStep
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.incidents.models.words import Kind
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import transition

NOT_OUT = [PublicationStatus.PLANNED, PublicationStatus.RELEASED]
ENDED = [PublicationStatus.STOPPED, PublicationStatus.OUT]
AFTER_THE_END = "It came out although it was no longer agreed to"
AFTER_THE_STOP = "It came out although the Trust had stopped it"


class NoticeOfPublication(models.Model):
    """Coming out, and what follows once consent has ended. Rules: R-133, R-135. Conflict: C-13."""

    taken_back_at = models.DateTimeField("consent ended", null=True, blank=True, editable=False)
    told_on = models.DateField("publisher told", null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    if TYPE_CHECKING:
        reference: str
        status: str
        department: Any
        recording: Any
        permission: Any
        where: str
        released_at: Any
        came_out_on: date | None
        came_out_where: str
        stopped_at: Any
        stopped_because: str

    class Meta:
        abstract = True

    @held_still
    @transition(
        source=[PublicationStatus.RELEASED, PublicationStatus.STOPPED],
        target=PublicationStatus.OUT,
        allowed="publication.release",
    )
    def come_out(self, *, by: Any, on: date, where: str) -> None:
        """It is out: from now on nobody calls it back. What was stopped or not agreed to is an incident.

        What had come out before that day was in order, however late it is heard of. Raises ValidationError
        for a day to come, or before it was released. Rules: R-135, R-155.
        """
        if self.released_at is None:
            raise ValidationError("It was never given to the publisher. Report it as an incident.")
        if on > clock.today():
            raise ValidationError({"on": "That day is in the future"})
        if on < clock.local(self.released_at).date():
            raise ValidationError({"on": "That is before it was released to the publisher"})
        stood, was_in_time = self._stood_on(on), self._was_not_stopped_by(on)
        self.came_out_on, self.came_out_where = on, where.strip()
        self.recording.write_custody(RecordingStep.PUBLISHED, by=by, to=self.where, says=self.came_out_where)
        if not (stood and was_in_time):
            found = AFTER_THE_END if self.taken_back_at or not stood else AFTER_THE_STOP
            words = f"{found}: publication {self.reference}, recording {self.recording.reference}."
            report(self.recording, by, Kind.USED, on, words)
        if stood and self.permission is not None and self.permission.came_out_on is None:
            self.permission.come_out(by=by, on=on, where=f"{self.where}, {self.came_out_where}"[:300])

    @transition(source=NOT_OUT, target=PublicationStatus.STOPPED, allowed="publication.plan")
    def stop(self, *, by: Any, reason: str) -> None:
        """It does not come out after all; a publisher who has it is told."""
        self.stopped_at, self.stopped_because = clock.now(), reason.strip()
        self._ask_to_tell(f"Tell the publisher that it is not to come out: {self.reference}")

    @transition(
        source=list(PublicationStatus),
        target={PublicationStatus.STOPPED, PublicationStatus.OUT},
        allowed="consent.withdraw",
    )
    def take_back(self, *, by: Any, reason: str) -> str:
        """Consent ended, by whoever wrote that down: what is not out yet stops, what is out is marked.

        A publisher who has it is told by Media Studio, once. Rules: R-133, R-135.
        """
        self.taken_back_at = clock.now()
        self._ask_to_tell(f"Tell the publisher that consent has ended: {self.reference}", rule="R-133")
        if self.status in ENDED:
            return self.status
        self.stopped_at, self.stopped_because = self.taken_back_at, reason.strip()
        return PublicationStatus.STOPPED

    @transition(
        source=ENDED,
        target=set(ENDED),
        allowed="publication.release",
    )
    def tell_publisher(self, *, by: Any, on: date) -> str:
        """The publisher knows: by the letter, or in another way that is kept. Rules: R-133."""
        if not self.notice_is_owed:
            raise ValidationError("No notice is owed to this publisher")
        if on > clock.today():
            raise ValidationError({"on": "That day is in the future"})
        if on < clock.local(self.ended_at).date():
            raise ValidationError({"on": "That is before it was stopped, or consent ended"})
        self.told_on, self.told_by = on, by
        tasks_due.finish(self.notice_key, by)
        return self.status

    @property
    def ended_at(self) -> Any:
        """Since when it is not to be published: consent ended, or the Trust stopped it."""
        return self.taken_back_at or self.stopped_at

    @property
    def is_with_the_publisher_after_all(self) -> bool:
        """Whether the publisher has what is not to be published."""
        return bool(self.ended_at and self.released_at)

    @property
    def notice_is_owed(self) -> bool:
        """Whether the publisher has it, and has not heard that it is not to be published. Rules: R-133."""
        return self.is_with_the_publisher_after_all and self.told_on is None

    @property
    def consent_has_ended(self) -> bool:
        """Whether it stopped because its named use is agreed to no more, and not for another reason."""
        is_gone = self.permission is not None and self.permission.status != GIVEN
        return self.taken_back_at is not None and is_gone

    @property
    def cannot_be_recalled(self) -> bool:
        """Whether it is out and no longer agreed to. Rules: R-135. Conflict: C-13."""
        return self.status == PublicationStatus.OUT and self.taken_back_at is not None

    @property
    def notice_key(self) -> str:
        """The key of the task to tell the publisher."""
        return f"publication-notice:{self.reference}"

    def _ask_to_tell(self, what: str, rule: str = "") -> None:
        if not self.notice_is_owed:
            return
        due_on, role = next_day(self.recording), Role.MEDIA_STUDIO
        tasks_due.ask(key=self.notice_key, what=what, about=self, role=role, due_on=due_on, rule=rule)

    def _was_not_stopped_by(self, day: date) -> bool:
        return self.stopped_at is None or day < clock.local(self.stopped_at).date()

    def _stood_on(self, day: date) -> bool:
        row = self.permission
        ended = row.ended_at if row is not None else None
        return row is None or row.status == GIVEN or (ended is not None and day <= clock.local(ended).date())
