"""A colleague's standing wish not to be recorded: said once, kept from then on."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.accounts import objecting
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition
from requests_app.models.words import Covers


class ObjectionStatus(models.TextChoices):
    """An objection holds until its person lifts it."""

    ACTIVE = "active", "Active"
    LIFTED = "lifted", "Lifted"


class StaffObjectionQuerySet(GovernedQuerySet):
    """Objections of oneself, and those that hold on a day."""

    def visible_to(self, user: Any) -> "StaffObjectionQuerySet":
        """Only the person themselves; nobody reads another's reasons or dates."""
        return self.filter(person=user)

    def active_on(self, day: date) -> "StaffObjectionQuerySet":
        """Those that hold on ``day``. Rules: R-056."""
        return self.filter(
            Q(until_on=None) | Q(until_on__gte=day), status=ObjectionStatus.ACTIVE, from_on__lte=day
        )

    def to_images(self) -> "StaffObjectionQuerySet":
        """Those that cover picture and film."""
        return self.filter(covers__in=[Covers.IMAGE, Covers.BOTH])

    def to_voices(self) -> "StaffObjectionQuerySet":
        """Those that cover the voice."""
        return self.filter(covers__in=[Covers.VOICE, Covers.BOTH])


class StaffObjection(GovernedModel):
    """Somebody's objection; that person alone registers, varies and lifts it. Rules: R-056, R-165."""

    reference_kind: ClassVar[str] = "OBJ"

    status = models.CharField(max_length=6, choices=ObjectionStatus, default=ObjectionStatus.ACTIVE)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="objections")
    covers = models.CharField(max_length=5, choices=Covers)
    in_settings = models.JSONField("settings it is about", default=list, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = StaffObjectionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status=ObjectionStatus.ACTIVE),
                name="objection_active_once_a_person",
                violation_error_message="You have an objection already. Change it instead.",
            ),
            models.CheckConstraint(
                name="objection_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message="The last day is before today",
            ),
            models.CheckConstraint(
                name="objection_lifted_at_a_time",
                condition=~Q(status=ObjectionStatus.LIFTED) | Q(lifted_at__isnull=False),
            ),
        ]

    @classmethod
    def register(
        cls,
        *,
        by: Any,
        covers: str,
        in_settings: Iterable[str] = (),
        until_on: date | None = None,
        reason: str = "",
        named: Any = None,
    ) -> Self:
        """Object, for oneself and from today on: it holds at once, in visits under way too.

        Without ``in_settings`` it holds everywhere. ``reason`` is for the person and ``named`` alone.
        Rules: R-056, R-165.
        """
        with transaction.atomic(), acting_as(by):
            objection = cls(
                person=by,
                covers=covers,
                in_settings=list(in_settings),
                from_on=clock.today(),
                until_on=until_on,
            )
            objection.event_action = "staffobjection.register"
            objection.save()
            objection._now_holds(by, reason, named)
            objecting.told(by)
        return objection

    @transition(source=[ObjectionStatus.ACTIVE], target=ObjectionStatus.ACTIVE, allowed="objection.own")
    def vary(
        self,
        *,
        by: Any,
        covers: str,
        in_settings: Iterable[str] = (),
        until_on: date | None = None,
        reason: str = "",
        named: Any = None,
    ) -> None:
        """Change what it covers, where, until when or why; only the person themselves. Rules: R-056."""
        self.covers, self.in_settings, self.until_on = covers, list(in_settings), until_on
        self._now_holds(by, reason, named)

    def moved(self, verb: str, by: Any) -> None:
        """Told by every verb: other rooms hear who objects otherwise than before. Rules: R-172."""
        objecting.told(self.person)

    @transition(source=[ObjectionStatus.ACTIVE], target=ObjectionStatus.LIFTED, allowed="objection.own")
    def lift(self, *, by: Any) -> None:
        """Take it back, and its reason with it; only the person themselves. Rules: R-056."""
        from requests_app.models.confidential_reason import ConfidentialReason

        self.lifted_at = clock.now()
        if ConfidentialReason.objects.filter(objection=self).exists():
            ConfidentialReason.keep(self, "")

    def _now_holds(self, by: Any, reason: str, named: Any) -> None:
        from requests_app.models.confidential_reason import ConfidentialReason
        from requests_app.reopening import apply_to_visits

        if reason or ConfidentialReason.objects.filter(objection=self).exists():
            ConfidentialReason.keep(self, reason, named)
        apply_to_visits(self, by)

    def is_about(self, settings: Iterable[str]) -> bool:
        """Whether it holds in one of these settings; one that names none holds in all. Rules: R-056."""
        return not self.in_settings or bool(set(settings) & set(self.in_settings))

    def is_item_of(self, user: Any) -> bool:
        """An objection is its person's own and nobody else's."""
        return bool(self.person_id == user.pk)

    def get_absolute_url(self) -> str:
        """The page of one's own objection."""
        return reverse("requests:objections")

    @property
    def covers_image(self) -> bool:
        """Whether picture and film are covered."""
        return self.covers in (Covers.IMAGE, Covers.BOTH)

    @property
    def covers_voice(self) -> bool:
        """Whether the voice is covered."""
        return self.covers in (Covers.VOICE, Covers.BOTH)
