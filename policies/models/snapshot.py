"""What was approved, word for word: text, stances and risk assessment as they were on that day."""

from typing import Any, ClassVar

from django.db import models

from policies.models.version import PolicyVersion
from recordings_gov.audit.models import GovernedRow


class Snapshot(GovernedRow):
    """The content of a version on the day it was approved or adopted, with its SHA-256. Rules: R-217.

    Its PDF is made after the step, and kept by ``recordings_gov.documents``.
    """

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="snapshots")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["-taken_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="snapshot_has_a_digest", condition=~models.Q(digest="")),
        ]

    def __str__(self) -> str:
        return f"{self.version}, as it was on {self.taken_at:%d %B %Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new snapshot; one that exists never changes. Raises TypeError."""
        if not self._state.adding:
            raise TypeError("A snapshot never changes.")
        super().save(*args, **kwargs)
