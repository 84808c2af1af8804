"""The course of a filming: permitted, opened, what is filmed, paused by a concern, stopped, finished."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q

from consent.models import filming_told
from consent.models.filming_people import FilmingPerson
from consent.models.filming_rows import FilmingConcern
from consent.models.filming_words import FilmingStatus
from consent.models.release_words import PersonIs
from recordings_gov import clock
from recordings_gov.audit.models import GovernedRow
from recordings_gov.decisions import Decision
from recordings_gov.workflow import transition

ON = [FilmingStatus.PERMITTED, FilmingStatus.OPEN, FilmingStatus.PAUSED]
STOPPED = FilmingStatus.STOPPED


class FilmingTake(GovernedRow):
    """Something that was filmed while it was open: what, when, who was there for us."""

    filming = models.ForeignKey("consent.Filming", on_delete=models.PROTECT, related_name="takes")
    says = models.CharField("what was filmed", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="filming_take_says_what_was_filmed",
                condition=~Q(says=""),
                violation_error_message="Say what was filmed",
            )
        ]

    def __str__(self) -> str:
        return self.says


class CourseOfFilming(models.Model):
    """The verbs. Nothing leads out of a stop. Rules: R-080, R-088, R-170."""

    if TYPE_CHECKING:
        pk: Any
        status: str
        scope: str
        decided_by: Any
        decided_at: Any
        permitted_from: date | None
        permitted_until: date | None
        ended_at: Any
        ended_by: Any
        ended_because: str
        people: Any
        concerns: Any

        def answer(self) -> Decision: ...

    class Meta:
        abstract = True

    @transition(source=[FilmingStatus.ASKED], target=FilmingStatus.PERMITTED, allowed="filming.permit")
    def permit(self, *, by: Any, scope: str, permitted_from: date, permitted_until: date) -> None:
        """The communications manager's permission: how far it goes, and its days. Rules: R-170."""
        if permitted_until < clock.today():
            raise ValidationError({"permitted_until": "Give a day that is still to come"})
        self.scope, self.decided_by, self.decided_at = scope.strip(), by, clock.now()
        self.permitted_from, self.permitted_until = permitted_from, permitted_until
        self._tell(filming_told.PERMITTED, by)

    @transition(source=[FilmingStatus.ASKED], target=FilmingStatus.REFUSED, allowed="filming.permit")
    def refuse(self, *, by: Any, scope: str) -> None:
        """The communications manager says no. Rules: R-170."""
        self.scope, self.decided_by, self.decided_at = scope.strip(), by, clock.now()
        self._tell(filming_told.REFUSED, by)

    @transition(source=ON, target=STOPPED, allowed="filming.permit")
    def take_permission_back(self, *, by: Any, because: str) -> None:
        """Nothing more is filmed, at once. Rules: R-170."""
        self._end(by, because)
        self._tell(filming_told.STOPPED, by)

    @transition(
        source=[FilmingStatus.PERMITTED, FilmingStatus.PAUSED],
        target=FilmingStatus.OPEN,
        allowed="filming.arrange",
    )
    def open(self, *, by: Any) -> None:
        """They may film from now on. Raises ValidationError with each gate that is not met.

        Rules: R-085, R-086, R-088, R-167, R-170, R-173, R-246.
        """
        self._ask_again()

    @transition(source=[FilmingStatus.OPEN], target=FilmingStatus.OPEN, allowed="filming.arrange")
    def film(self, *, by: Any, says: str) -> None:
        """Something was filmed; every gate is asked again, and what lapsed shuts it. Rules: R-170."""
        self._ask_again()
        FilmingTake(filming_id=self.pk, says=says.strip(), by=by, at=clock.now()).save()

    @transition(source=[FilmingStatus.ASKED, *ON], target={FilmingStatus.ASKED, *ON}, allowed="filming.stop")
    def raise_concern(self, *, by: Any, says: str) -> str:
        """Somebody finds it intrusive or damaging: it pauses, whoever consented. Whoever permitted it and
        whoever asked for it hear of it. Rules: R-088.
        """
        concern = FilmingConcern(filming_id=self.pk, says=says.strip(), by=by, at=clock.now())
        concern.save()
        filming_told.ask_about(self, concern, by)
        is_open = self.status == FilmingStatus.OPEN
        return str(FilmingStatus.PAUSED if is_open else self.status)

    @transition(
        source=[FilmingStatus.ASKED, *ON],
        target={FilmingStatus.ASKED, *ON, STOPPED},
        allowed="filming.stop",
    )
    def settle_concern(self, *, by: Any, concern: FilmingConcern, is_resolved: bool, outcome: str) -> str:
        """Whoever raised it says whether it is resolved, else the Caldicott Guardian; unresolved, staff
        work with them no longer. Filming goes on when it is opened again. Rules: R-088.
        """
        row = self.concerns.select_for_update().get(pk=concern.pk)
        if row.is_resolved is not None:
            raise ValidationError("That concern is settled already")
        if by.pk != row.by_id and not by.holds("filming.advise"):
            raise PermissionDenied(
                "Whoever raised it says whether it is resolved, or the Caldicott Guardian."
            )
        row.is_resolved, row.outcome = is_resolved, outcome.strip()
        row.settled_by, row.settled_at = by, clock.now()
        row.save()
        filming_told.is_settled(row, by)
        what = filming_told.RESOLVED if is_resolved else filming_told.UNRESOLVED
        filming_told.tell(self, what, row.pk, by, row.by)
        if is_resolved:
            return str(self.status)
        self._end(by, f"A concern was not resolved: our staff work with them no longer. {row.outcome}"[:500])
        return str(STOPPED)

    @transition(
        source=[FilmingStatus.ASKED, *ON],
        target={FilmingStatus.ASKED, *ON, STOPPED},
        allowed="filming.stop",
    )
    def hear_no(self, *, by: Any, person: FilmingPerson, says: str) -> str:
        """They say no, or are upset: they are filmed no more. A child's, or of somebody who cannot decide,
        stops the whole, and nothing overrides that. Rules: R-080.
        """
        row = self.people.select_for_update().get(pk=person.pk)
        if row.left_at is not None:
            raise ValidationError("That is written down already")
        row.left_at, row.left_because = clock.now(), says.strip()
        row.save()
        if row.kind == PersonIs.ADULT:
            filming_told.tell(self, filming_told.SAID_NO, row.pk, by)
            return str(self.status)
        self._end(by, "Somebody who cannot decide alone said no, or was upset.")
        self._tell(filming_told.STOPPED, by)
        return str(STOPPED)

    @transition(source=[FilmingStatus.ASKED, *ON], target=STOPPED, allowed="filming.stop")
    def stop(self, *, by: Any, because: str) -> None:
        """It is stopped for good, or not wanted any more."""
        self._end(by, because)
        self._tell(filming_told.STOPPED, by)

    @transition(
        source=[FilmingStatus.OPEN, FilmingStatus.PAUSED],
        target=FilmingStatus.FINISHED,
        allowed="filming.arrange",
    )
    def finish(self, *, by: Any) -> None:
        """Everything was filmed. A concern stays open until it is settled."""
        if self.concerns.filter(is_resolved=None).exists():
            raise ValidationError("A concern is open. Settle it first")
        self.ended_at, self.ended_by = clock.now(), by

    def _ask_again(self) -> None:
        answer = self.answer()
        if answer.verdict != "yes":
            raise ValidationError([obstacle.says for obstacle in answer.obstacles], code="gates")

    def _end(self, by: Any, because: str) -> None:
        if not because.strip():
            raise ValidationError("Say why it is stopped")
        self.ended_at, self.ended_by, self.ended_because = clock.now(), by, because.strip()
        for concern in self.concerns.filter(is_resolved=None):
            filming_told.is_settled(concern, by)

    def _tell(self, what: str, by: Any) -> None:
        filming_told.tell(self, what, "", by)
