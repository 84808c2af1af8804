"""A use that a picture was put to, once everybody who appears had agreed to it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent.models.release_use import UseRow
from recordings_gov.audit.models import GovernedQuerySet


class PictureUse(UseRow):
    """What, where, when and by whom: what has come out cannot be called back. Rules: R-168, R-169."""

    picture = models.ForeignKey("consent.Picture", on_delete=models.PROTECT, related_name="uses")
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField()

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-used_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="picture_use_is_not_dated_in_the_future", condition=Q(used_at__lte=F("changed_at"))
            ),
        ]
