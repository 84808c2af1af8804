"""A use that a picture was put to, once everybody who appears had agreed to it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent.models.release_use import UseRow
from recordings_gov.audit.models import GovernedQuerySet

PERSON = settings.AUTH_USER_MODEL


class PictureUse(UseRow):
    """What, where, when and by whom: what has come out cannot be called back. Rules: R-168, R-169."""

    picture = models.ForeignKey("consent.Picture", on_delete=models.PROTECT, related_name="uses")
    used_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_says = models.CharField("what was stopped or taken down", max_length=300, blank=True)
    is_beyond_recall = models.BooleanField("some of it cannot be called back", null=True, blank=True)

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-used_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="picture_use_is_not_dated_in_the_future", condition=Q(used_at__lte=F("changed_at"))
            ),
            models.CheckConstraint(
                name="picture_use_that_ended_says_by_whom_and_what_was_done",
                condition=Q(ended_at=None, ended_by=None, ended_says="", is_beyond_recall=None)
                | Q(ended_at__gte=F("used_at"), ended_by__isnull=False, is_beyond_recall__isnull=False)
                & ~Q(ended_says=""),
                violation_error_message="Say what was stopped or taken down",
            ),
        ]
