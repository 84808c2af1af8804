"""A worry that a recording will be used against somebody: told in confidence, with support offered."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition
from requests_app import confidence
from requests_app.models.recording_request import RecordingRequest
from requests_app.models.words_after import Support

PERSON = settings.AUTH_USER_MODEL


class ConcernStatus(models.TextChoices):
    """A worry stands until its person takes it back."""

    TOLD = "told", "Told"
    TAKEN_BACK = "taken_back", "Taken back"


class StaffConcernQuerySet(GovernedQuerySet):
    """Worries within somebody's reach."""

    def visible_to(self, user: Any) -> "StaffConcernQuerySet":
        """One's own, and those one was named for; no role reads any other. Rules: R-016."""
        return self.filter(Q(person=user) | Q(named=user), status=ConcernStatus.TOLD)

    def unread_by(self, user: Any) -> "StaffConcernQuerySet":
        """Those told to this person that they have not read."""
        return self.visible_to(user).filter(named=user, read_at=None)


class StaffConcern(GovernedModel):
    """That somebody is worried, whom they tell, and what support there is; the words are elsewhere.

    Nothing of it stands on the request's page or timeline for anybody else. Rules: R-016.
    """

    reference_kind: ClassVar[str] = "WORR"
    detail_url_name: ClassVar[str] = "requests:concern-detail"

    status = models.CharField(max_length=10, choices=ConcernStatus, default=ConcernStatus.TOLD)
    request = models.ForeignKey(RecordingRequest, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    named = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    support_shown = models.JSONField("support that was shown", default=list)
    support_wanted = models.JSONField(default=list, blank=True)
    support_offered = models.JSONField(default=list, blank=True)
    support_offered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = StaffConcernQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "person"],
                condition=Q(status=ConcernStatus.TOLD),
                name="concern_told_once_a_person_and_visit",
                violation_error_message="You have told a worry about this visit already. Take it back first",
            ),
            models.CheckConstraint(
                name="concern_offers_support_at_a_time",
                condition=Q(support_offered_at=None) | Q(named__isnull=False),
            ),
        ]

    @classmethod
    def tell(
        cls, *, by: Any, request: RecordingRequest, words: str, named: Any = None, support_wanted: Any = ()
    ) -> Self:
        """Keep somebody's own worry, sealed; the support there is was on the page. Rules: R-016."""
        if not by.can("request.follow_up", request):
            raise PermissionDenied(f"{by} has no part in {request}.")
        if not words.strip():
            raise ValidationError({"words": "Say what worries you"})
        if named is not None and named == by:
            raise ValidationError({"named": "Choose somebody else, or nobody"})
        with transaction.atomic(), acting_as(by):
            concern = cls(
                request=request,
                person=by,
                named=named,
                support_shown=list(Support.values),
                support_wanted=list(support_wanted),
            )
            concern.event_action = "staffconcern.tell"
            concern.save()
            concern.event_action = ""
            ConcernWords.objects.create(concern=concern, body=confidence.sealed(words.strip()))
            log.record("staffconcern.words_kept", concern, {"digest": confidence.digest(words.strip())})
        return concern

    @transition(source=[ConcernStatus.TOLD], target=ConcernStatus.TOLD, allowed="concern.own")
    def offer_support(self, *, by: Any, support_offered: list[str]) -> None:
        """Whom they named says which support was offered. Rules: R-016."""
        if by.pk != self.named_id:
            raise ValidationError("Only whom they told can say which support was offered")
        if not support_offered or set(support_offered) - set(Support.values):
            raise ValidationError({"support_offered": "Say which support you offered"})
        self.support_offered, self.support_offered_at = list(support_offered), clock.now()

    @transition(source=[ConcernStatus.TOLD], target=ConcernStatus.TAKEN_BACK, allowed="concern.own")
    def take_back(self, *, by: Any) -> None:
        """Take it back, and its words with it; only the person themselves. Rules: R-016."""
        if by.pk != self.person_id:
            raise ValidationError("Only whoever told it can take it back")
        ConcernWords.objects.filter(concern=self).delete()
        log.record("staffconcern.words_dropped", self, {})

    def read_by(self, user: Any) -> str:
        """The words, for the two who may have them; the reading is kept. Rules: R-016."""
        log.record("staffconcern.words_read", self)
        if self.named_id == user.pk and self.read_at is None:
            with transaction.atomic(), acting_as(user):
                self.read_at = clock.now()
                self.event_action = "staffconcern.first_read"
                self.save()
        return confidence.opened(ConcernWords.objects.get(concern=self).body)

    def is_item_of(self, user: Any) -> bool:
        """Theirs who told it, and whom they named."""
        return user.pk in (self.person_id, self.named_id)


class ConcernWords(models.Model):
    """The words, sealed; no history, which would keep what is taken back (docs/adr/0094)."""

    concern = models.OneToOneField(StaffConcern, on_delete=models.PROTECT, related_name="+")
    body = models.TextField()

    def __str__(self) -> str:
        return str(self.concern)
