"""The parts of a version: what all of them share, and its sections of text."""

import hashlib
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from policies.models.version import PolicyVersion
from policies.text import problem_with
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow

FROZEN = "This version has been validated: its words do not change any more. Draft the next version."


class Part(GovernedRow):
    """Something a version consists of; it stays as it is once the version is validated. Rules: R-217."""

    class Meta:
        abstract = True

    version: Any

    def clean(self) -> None:
        """Refuse to touch a version that somebody has signed."""
        super().clean()
        if not PolicyVersion.objects.open().filter(pk=self.version.pk).exists():
            raise ValidationError(FROZEN, code="frozen")


class SectionManager(models.Manager.from_queryset(GovernedQuerySet)):  # type: ignore[misc]
    """The sections that a version has now; those that were taken out are in ``Section.everything``."""

    def get_queryset(self) -> Any:
        """Without what was taken out: nothing is deleted, and nobody shows it by mistake."""
        return super().get_queryset().filter(is_removed=False)


class Section(Part):
    """One numbered section of a policy's text, with the rules, clauses and scenarios it serves.

    Rules: R-036, R-047.
    """

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    rules = models.JSONField(default=list, blank=True)
    clauses = models.JSONField(default=list, blank=True)
    scenarios = models.JSONField(default=list, blank=True)
    is_removed = models.BooleanField(default=False)

    objects: ClassVar[Any] = SectionManager()
    everything: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        ordering = ["version", "number"]
        base_manager_name = "everything"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="section_numbered_once_a_version",
                condition=Q(is_removed=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def clean(self) -> None:
        """Words, and no HTML: what is not plain text, lists and tables is sent back, not taken out."""
        super().clean()
        problem = problem_with(self.body)
        if problem:
            raise ValidationError({"body": problem})

    @property
    def fingerprint(self) -> str:
        """Tells whether somebody else changed it since it was read."""
        words = repr((self.title, self.body, sorted(self.clauses), sorted(self.scenarios)))
        return hashlib.sha256(words.encode()).hexdigest()[:16]
