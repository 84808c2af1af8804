"""The uses that a release names, and those that a picture was put to."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.release_words import ReleasePurpose, ReleaseStatus
from consent.purposes import named_purpose
from consent.releasing import NamedUse
from recordings_gov.audit.models import GovernedRow


class UseRow(GovernedRow):
    """One use: what for, exactly which, and which body outside the Trust gets it."""

    purpose = models.CharField("what for", max_length=12, choices=ReleasePurpose)
    named = models.CharField("exactly which use", max_length=200)
    agency = models.CharField("which outside body", max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return said(self.as_use())

    def clean(self) -> None:
        """One definite use. Raises ValidationError. Rules: R-125, R-169."""
        answer = named_purpose(self.named)
        if answer.verdict != "accepted":
            raise ValidationError({"named": [obstacle.says for obstacle in answer.obstacles]})

    def as_use(self) -> NamedUse:
        """As the decision compares it."""
        return NamedUse(self.purpose, self.named, self.agency)


class ReleaseUse(UseRow):
    """One use that a release names, before it is signed and never after. Rules: R-168, R-169."""

    release = models.ForeignKey("consent.ModelRelease", on_delete=models.PROTECT, related_name="uses")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["release", "purpose", "named", "agency"],
                name="release_names_a_use_once",
                violation_error_message="That use is named already",
            ),
            models.CheckConstraint(
                name="release_use_says_exactly_which",
                condition=~Q(named=""),
                violation_error_message="Say exactly which use",
            ),
        ]

    def clean(self) -> None:
        """Nothing is added to what they have signed, or said no to. Raises ValidationError. Rules: R-169."""
        super().clean()
        if self.release.status != ReleaseStatus.PREPARED:
            raise ValidationError("It is signed or ended. Ask for the new use by itself")


def said(use: NamedUse) -> str:
    """A use as one line."""
    line = f"{ReleasePurpose(use.purpose).label}: {use.named}"
    return f"{line}, by {use.agency}" if use.agency else line


def name_uses(release: Any, uses: Sequence[NamedUse]) -> None:
    """Write down the uses that a release is to name. Raises ValidationError without any."""
    if not uses:
        raise ValidationError({"named": "Name at least one use"})
    for use in uses:
        ReleaseUse(release=release, purpose=use.purpose, named=use.named, agency=use.agency).save()
