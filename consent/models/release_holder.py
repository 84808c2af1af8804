"""Somebody who is shown, and the release that is theirs and nobody else's."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models


class ReleaseHolder(models.Model):
    """What pictures and filming ask of a person's release; ``name``, ``staff`` and ``release`` are theirs."""

    if TYPE_CHECKING:
        name: Any
        staff_id: Any
        release: Any

    class Meta:
        abstract = True

    def take_release(self, release: Any) -> None:
        """The release of this person and of nobody else; the first of a chain stands for all of it."""
        if release is None:
            return
        first = release.further_to or release
        is_theirs = (
            first.staff_id == self.staff_id
            if self.staff_id or first.staff_id
            else first.person_name.casefold() == self.name.casefold()
        )
        if not is_theirs:
            raise ValidationError({"release": "That release is somebody else's. Each person signs their own"})
        self.release = first

    def releases(self) -> list[Any]:
        """Their first release and every further one, in the order they were asked."""
        if self.release is None:
            return []
        return [self.release, *sorted(self.release.further.all(), key=lambda each: each.pk)]

    def newest_release(self) -> Any:
        """The one that was prepared last."""
        return self.releases()[-1]
