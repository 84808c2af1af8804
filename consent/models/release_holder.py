"""Somebody who is shown, and the release that is theirs and nobody else's."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from consent.models.release_words import ReleaseKind
from consent.releasing import NamedUse


class ReleaseHolder(models.Model):
    """What pictures and filming ask of a person's release; ``name``, ``staff`` and ``release`` are theirs."""

    if TYPE_CHECKING:
        name: Any
        staff: Any
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

    def ask_for_release(
        self, *, by: Any, uses: Sequence[NamedUse], agency_form: str = "", **shown: Any
    ) -> None:
        """Prepare a release of theirs, or a further one for a new use; ``shown`` is what is pictured.

        Rules: R-167, R-168, R-169.
        """
        if self.release is not None:
            self.newest_release().ask_for_more(by=by, uses=uses, agency_form=agency_form)
            return
        releases: Any = self._meta.get_field("release").related_model
        self.take_release(
            releases.prepare(
                by=by,
                kind=ReleaseKind.STAFF if self.staff_id else ReleaseKind.GENERAL,
                uses=uses,
                person_name=self.name,
                staff=self.staff,
                agency_form=agency_form,
                **shown,
            )
        )

    def releases(self) -> list[Any]:
        """Their first release and every further one, in the order they were asked."""
        if self.release is None:
            return []
        return [self.release, *sorted(self.release.further.all(), key=lambda each: each.pk)]

    def newest_release(self) -> Any:
        """The one that was prepared last."""
        return self.releases()[-1]
