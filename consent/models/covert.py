"""Secret recording by staff: blocked without a current authorisation, and seen by two offices alone."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.covert import CovertCase, may_record_covertly
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet, GovernedRow
from recordings_gov.decisions import Decision
from recordings_gov.workflow import transition

PERSON = settings.AUTH_USER_MODEL


class CovertStatus(models.TextChoices):
    """Whether something runs under it."""

    AUTHORISED = "authorised", "Authorised"
    RECORDING = "recording", "Recording now"
    LAPSED = "lapsed", "Lapsed"


class CovertGround(models.TextChoices):
    """The two grounds, and no other."""

    CRIME = "serious_crime", "To investigate or prosecute a serious crime"
    HARM = "serious_harm", "To protect somebody from serious harm"


class CovertQuerySet(GovernedQuerySet):
    """Authorisations by who may see them."""

    def visible_to(self, user: Any) -> "CovertQuerySet":
        """The information governance manager and the LSMS, and nobody else; it fails shut."""
        return self if user.holds("covert.view") else self.none()

    def to_account_for(self, now: datetime) -> "CovertQuerySet":
        """Lapsed, and nobody has said when what ran under it was switched off, and where it is kept."""
        return self.filter(expires_at__lte=now, recordings__kept_where="").distinct()

    def lapsed_by(self, now: datetime) -> "CovertQuerySet":
        """Past their end, and not marked so yet."""
        return self.exclude(status=CovertStatus.LAPSED).filter(expires_at__lte=now)


class CovertAuthorisation(GovernedModel):
    """Body, reference and end, with the ground and why there is no other way.

    It is apart from the register of recordings: no list, search, export or count of that knows it.
    Rules: R-093.
    """

    reference_kind: ClassVar[str] = "COV"
    detail_url_name: ClassVar[str] = "consent:covert-detail"

    status = models.CharField(max_length=10, choices=CovertStatus, default=CovertStatus.AUTHORISED)
    body = models.CharField("who authorised it", max_length=200)
    authorisation = models.CharField("reference of the authorisation", max_length=100)
    begins_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ground = models.CharField(max_length=13, choices=CovertGround)
    no_other_way = models.CharField("why there is no other way", max_length=500)
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", editable=False)

    objects: ClassVar[Any] = CovertQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="covert_recording_has_its_authorisation",
                condition=~Q(body="") & ~Q(authorisation="") & ~Q(no_other_way=""),
                violation_error_message="Give the body, its reference, and why there is no other way",
            ),
            models.CheckConstraint(
                name="covert_authorisation_is_on_one_of_two_grounds",
                condition=Q(ground__in=CovertGround.values),
            ),
            models.CheckConstraint(
                name="covert_authorisation_ends_after_it_begins",
                condition=Q(expires_at__gt=F("begins_at")),
                violation_error_message="It ends before it begins",
            ),
        ]

    @classmethod
    def enter(cls, *, by: Any, **words: Any) -> "CovertAuthorisation":
        """Write down an authorisation that was given. Rules: R-093."""
        if not by.holds("covert.keep"):
            raise PermissionDenied("Secret recording is for two offices alone.")
        said = {name: text.strip() if isinstance(text, str) else text for name, text in words.items()}
        row = cls(entered_by=by, **said)
        if row.expires_at <= clock.now():
            raise ValidationError({"expires_at": "That authorisation has lapsed already"})
        with transaction.atomic(), acting_as(by):
            row.save()
        return row

    @transition(source=[CovertStatus.AUTHORISED], target=CovertStatus.RECORDING, allowed="covert.keep")
    def start(self, *, by: Any, place: str) -> None:
        """A recording begins. Raises ValidationError unless it is authorised at this moment. Rules: R-093."""
        answer = self.answer_at(clock.now())
        if answer.obstacles:
            raise ValidationError([reason.says for reason in answer.obstacles], code="not_authorised")
        CovertRecording(authorisation=self, place=place.strip(), started_at=clock.now(), started_by=by).save()

    @transition(
        source=[CovertStatus.RECORDING, CovertStatus.LAPSED],
        target={CovertStatus.AUTHORISED, CovertStatus.LAPSED},
        allowed="covert.keep",
    )
    def stop(self, *, by: Any, kept_where: str, ended_at: datetime | None = None) -> str:
        """It was switched off then, and is kept there; also once it has lapsed, with what it ran over.

        Raises ValidationError for a moment to come, or before it began. Rules: R-093.
        """
        row = self.recordings.filter(kept_where="").first()
        if row is None:
            raise ValidationError("It is written down already where everything that ran is kept")
        now = clock.now()
        # What is typed has no seconds: within the minute in which it began, it ended after it began.
        said, began = ended_at or now, row.started_at.replace(second=0, microsecond=0)
        row.kept_where = kept_where.strip()
        if not row.kept_where:
            raise ValidationError({"kept_where": "Say where the recording is kept"})
        if not began <= said <= now:
            raise ValidationError({"ended_at": "It was switched off after it began, and no later than now"})
        row.ended_at, row.event_action = max(said, row.started_at), "covertrecording.end"
        row.save()
        has_lapsed = self.status == CovertStatus.LAPSED or self.expires_at <= now
        return CovertStatus.LAPSED if has_lapsed else CovertStatus.AUTHORISED

    def answer_at(self, moment: datetime) -> Decision:
        """The decision ``may_record_covertly`` for that moment."""
        return may_record_covertly(
            CovertCase(
                at=moment,
                begins_at=self.begins_at,
                expires_at=self.expires_at,
                ground=self.ground,
                no_other_way=self.no_other_way,
                body=self.body,
                reference=self.authorisation,
            )
        )


class CovertRecording(GovernedRow):
    """One recording under it; a lapsed authorisation ends it. Rules: R-093."""

    authorisation = models.ForeignKey(
        CovertAuthorisation, on_delete=models.PROTECT, related_name="recordings"
    )
    place = models.CharField("where it is made", max_length=200)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    kept_where = models.CharField("where it is kept", max_length=200, blank=True)

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authorisation"],
                name="covert_recording_runs_once_at_a_time",
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="covert_recording_says_where",
                condition=~Q(place="") & (Q(ended_at=None) | Q(ended_at__gte=F("started_at"))),
                violation_error_message="Say where it is made",
            ),
        ]

    def __str__(self) -> str:
        return f"Since {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def ran_over(self) -> bool:
        """Whether it went on after the authorisation had lapsed: that part is not covered. Rules: R-093."""
        return self.ended_at is not None and self.ended_at > self.authorisation.expires_at
