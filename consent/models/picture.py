"""Pictures of wards, equipment and staff: who appears, and whether everybody may be shown so."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.models.appearance import Appearance
from consent.models.model_release import ModelRelease
from consent.models.picture_using import UsingOfPicture
from consent.models.publish_lock import PublishLock, lock_constraints
from consent.models.release_notices import ask_to_stop
from consent.models.release_words import Appears, PersonIs, PictureKind, PictureStatus
from consent.releasing import NamedUse
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition

KEPT = [PictureStatus.OPEN, PictureStatus.COMPLETE]


class PictureQuerySet(GovernedQuerySet):
    """Pictures by who may see them."""

    def visible_to(self, user: Any) -> "PictureQuerySet":
        """The only door; it fails shut."""
        return self if user.holds("release.manage") else self.none()


class Picture(UsingOfPicture, PublishLock, GovernedModel):
    """One Trust or press picture that is no clinical recording. Rules: R-167, R-171, R-172."""

    reference_kind: ClassVar[str] = "PIC"
    detail_url_name: ClassVar[str] = "consent:picture-detail"

    status = models.CharField(max_length=12, choices=PictureStatus, default=PictureStatus.OPEN)
    kind = models.CharField(max_length=10, choices=PictureKind)
    title = models.CharField("what it shows", max_length=200)
    place = models.CharField("where", max_length=200)
    made_on = models.DateField("day it was made")
    made_by = models.CharField("who made it", max_length=200)
    equipment = models.CharField("equipment shown", max_length=200, blank=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = PictureQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            *lock_constraints("picture"),
            models.CheckConstraint(
                name="picture_says_what_where_and_by_whom",
                condition=~Q(title="") & ~Q(place="") & ~Q(made_by=""),
            ),
            models.CheckConstraint(
                name="picture_locked_for_good_is_in_quarantine",
                condition=Q(publish_locked_at=None, status__in=KEPT)
                | Q(publish_locked_at__isnull=False, status=PictureStatus.QUARANTINED),
            ),
        ]

    @classmethod
    def keep(
        cls,
        *,
        by: Any,
        kind: str,
        title: str,
        place: str,
        made_on: date,
        made_by: str,
        equipment: str = "",
    ) -> Self:
        """Put a picture on the list; who appears in it is said next."""
        if not by.holds("release.manage"):
            raise PermissionDenied("Keeping pictures is not part of your role.")
        if made_on > clock.today():
            raise ValidationError({"made_on": "The picture is dated in the future"})
        words = {"title": title, "place": place, "made_by": made_by, "equipment": equipment}
        picture = cls(
            kind=kind, made_on=made_on, kept_by=by, **{name: text.strip() for name, text in words.items()}
        )
        with transaction.atomic(), acting_as(by):
            picture.save()
        return picture

    @transition(source=KEPT, target=PictureStatus.OPEN, allowed="release.manage")
    def add_person(
        self,
        *,
        by: Any,
        shown_as: str,
        name: str = "",
        staff: Any = None,
        normally_operates: bool = False,
        release: ModelRelease | None = None,
    ) -> None:
        """Somebody who can be recognised in it; one row and one release for each. Rules: R-167, R-172."""
        if normally_operates and not self.equipment:
            raise ValidationError({"normally_operates": "Say first which equipment the picture shows"})
        row = Appearance(
            picture_id=self.pk,
            shown_as=shown_as,
            name=staff.name if staff else name.strip(),
            staff=staff if shown_as == Appears.STAFF else None,
            normally_operates=normally_operates,
            said_by=by,
        )
        row.take_release(release)
        row.save()

    @transition(source=KEPT, target=set(KEPT), allowed="release.manage")
    def take_release(self, *, by: Any, person: Appearance, release: ModelRelease) -> str:
        """This person's own release. Rules: R-167."""
        row = self.people.select_for_update().get(pk=person.pk)
        row.take_release(release)
        row.save()
        return str(self.status)

    @transition(source=KEPT, target=set(KEPT), allowed="release.manage")
    def ask_for_release(
        self,
        *,
        by: Any,
        person: Appearance,
        uses: Sequence[NamedUse],
        person_is: str = PersonIs.ADULT,
        agency_form: str = "",
    ) -> str:
        """Prepare this person's own release, or a further one for a new use. Rules: R-167, R-168, R-169."""
        row = self.people.select_for_update(of=("self",)).select_related("release").get(pk=person.pk)
        row.ask_for_release(
            by=by,
            uses=uses,
            agency_form=agency_form,
            pictured=f"{self.title}. {self.place}"[:300],
            pictured_on=self.made_on,
            person_is=person_is,
        )
        row.save()
        return str(self.status)

    @transition(source=[PictureStatus.OPEN], target=PictureStatus.COMPLETE, allowed="release.manage")
    def say_complete(self, *, by: Any) -> None:
        """Nobody else can be recognised in it: said once everybody who can be is named. Rules: R-167."""

    @transition(source=KEPT, target=PictureStatus.QUARANTINED, allowed="release.manage")
    def find_bystander(self, *, by: Any, says: str) -> None:
        """Somebody is in it by accident who was not asked: locked for good, in quarantine. Rules: R-171."""
        self.lock_for_good(by, says)

    def moved(self, verb: str, by: Any) -> None:
        """Told by every verb: a lock, or a release, asks again about each use that goes on. Rules: R-171."""
        if verb in ("find_bystander", "take_release"):
            ask_to_stop([self], by)
