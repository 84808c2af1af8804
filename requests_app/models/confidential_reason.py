"""Why somebody does not want to be recorded: for their own eyes and those of whom they name."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.audit import log
from requests_app import confidence
from requests_app.models.staff_objection import ObjectionStatus, StaffObjection


class ConfidentialReasonQuerySet(models.QuerySet["ConfidentialReason"]):
    """Reasons within somebody's reach."""

    def visible_to(self, user: Any) -> "ConfidentialReasonQuerySet":
        """One's own, and those one was named for; no role reads any other. Rules: R-056."""
        return self.filter(
            Q(objection__person=user) | Q(named=user), objection__status=ObjectionStatus.ACTIVE
        )


class ConfidentialReason(models.Model):
    """The reason of one objection, sealed. It has no history: that would keep what is taken back.

    The event log keeps a keyed digest and whom it was told to. When it is changed it is written
    over, and when the objection is lifted it goes.
    """

    objection = models.OneToOneField(
        StaffObjection, on_delete=models.PROTECT, related_name="told_in_confidence"
    )
    body = models.TextField()
    named = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ConfidentialReasonQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.objection)

    @classmethod
    def keep(cls, objection: StaffObjection, words: str, named: Any = None) -> None:
        """Keep these words instead of any before; no words takes them away. By whoever acts."""
        words = words.strip()
        cls.objects.filter(objection=objection).delete()
        if words:
            cls(objection=objection, body=confidence.sealed(words), named=named).save()
        told = {"digest": confidence.digest(words), "named": named.pk if named else None} if words else {}
        log.record(
            "staffobjection.reason_kept" if words else "staffobjection.reason_dropped", objection, told
        )

    @property
    def words(self) -> str:
        """What was told."""
        return confidence.opened(self.body)

    def read_by(self, user: Any) -> str:
        """The words, for somebody who may have them; the reading is kept."""
        log.record("staffobjection.reason_read", self.objection)
        if self.named_id == user.pk and self.read_at is None:
            self.read_at = clock.now()
            self.save(update_fields=["read_at"])
        return self.words
