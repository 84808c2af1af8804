"""Somebody who can be recognised in a picture of wards, equipment or staff."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.models.release_holder import ReleaseHolder
from consent.models.release_words import Appears, PictureKind
from consent.releasing import Shown
from recordings_gov import clock
from recordings_gov.accounts.objecting import objecting
from recordings_gov.audit.models import GovernedRow


class Appearance(ReleaseHolder, GovernedRow):
    """One person in one picture, with one release of their own. Rules: R-167, R-172."""

    picture = models.ForeignKey("consent.Picture", on_delete=models.PROTECT, related_name="people")
    shown_as = models.CharField(max_length=7, choices=Appears)
    name = models.CharField(max_length=120)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    normally_operates = models.BooleanField("normally operates the equipment shown", default=False)
    release = models.ForeignKey(
        "consent.ModelRelease", null=True, blank=True, on_delete=models.PROTECT, related_name="appearances"
    )
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["picture", "release"],
                name="appearance_has_a_release_of_its_own",
                violation_error_message="Somebody else in this picture has that release: each signs one",
            ),
            models.UniqueConstraint(
                fields=["picture", "staff"],
                name="appearance_of_staff_is_said_once",
                violation_error_message="They are named in this picture already",
            ),
            models.CheckConstraint(
                name="appearance_has_a_name",
                condition=~Q(name=""),
                violation_error_message="Enter their name",
            ),
            models.CheckConstraint(
                name="appearance_of_staff_names_the_member_of_staff",
                condition=Q(shown_as=Appears.STAFF, staff__isnull=False)
                | ~Q(shown_as=Appears.STAFF) & Q(staff=None, normally_operates=False),
                violation_error_message="Choose the member of staff",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def shown(self, objects_since: datetime | None) -> Shown:
        """As the decision looks at it."""
        return Shown(
            self.name,
            is_staff=self.shown_as == Appears.STAFF,
            normally_operates=self.normally_operates,
            objects_since=objects_since,
            releases=tuple(release.facts() for release in self.releases()),
        )


def shown_of(picture: Any, people: Sequence[Appearance]) -> list[Shown]:
    """Everybody in a picture with their releases, and with objections on the register of today.

    Rules: R-172. Conflict: C-02.
    """
    since = objections_of([row.staff_id for row in people if row.staff_id], picture.kind)
    return [row.shown(since.get(row.staff_id or 0)) for row in people]


def objections_of(staff: Sequence[int], kind: str) -> dict[int, datetime]:
    """Since when each of these objects to being shown so; a film has sound. Nobody's reasons are read."""
    return objecting(staff, clock.today(), with_sound=kind == PictureKind.FILM)
