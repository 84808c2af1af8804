"""What a picture is used for: only as everybody in it agrees, and ended once somebody no longer does."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.appearance import Appearance, shown_of
from consent.models.model_release import ModelRelease
from consent.models.picture_use import PictureUse
from consent.models.release_notices import nothing_to_stop
from consent.models.release_words import PictureStatus
from consent.releasing import NamedUse, may_use_picture
from recordings_gov import clock
from recordings_gov.decisions import Decision
from recordings_gov.workflow import transition


class UsingOfPicture(models.Model):
    """Using it, and ending a use. Rules: R-167, R-168, R-169, R-171, R-172."""

    if TYPE_CHECKING:
        pk: Any
        status: str
        people: Any
        uses: Any
        publish_locked: bool

    class Meta:
        abstract = True

    @transition(source=[PictureStatus.COMPLETE], target=PictureStatus.COMPLETE, allowed="release.manage")
    def use(self, *, by: Any, use: NamedUse) -> None:
        """Put to a use that everybody who appears has agreed to. Raises ValidationError naming who has not.

        The releases are locked, so that one that is taken back at this moment wins or comes after.
        Rules: R-167, R-168, R-169, R-171, R-172.
        """
        roots = [row.release_id for row in self.people.all() if row.release_id]
        chain = ModelRelease.objects.filter(Q(pk__in=roots) | Q(further_to_id__in=roots))
        list(chain.select_for_update(of=("self",)).order_by("pk"))
        answer, _ = self.answer_for(use)
        if answer.verdict != "yes":
            raise ValidationError([obstacle.says for obstacle in answer.obstacles], code="not_covered")
        PictureUse(
            picture_id=self.pk,
            purpose=use.purpose,
            named=use.named.strip(),
            agency=use.agency.strip(),
            used_by=by,
            used_at=clock.now(),
        ).save()

    @transition(source=list(PictureStatus), target=set(PictureStatus), allowed="release.manage")
    def end_use(self, *, by: Any, use: PictureUse, says: str, is_beyond_recall: bool) -> str:
        """Taken down, no longer printed, its maker told; and whether some of it cannot be called back.

        Raises ValidationError when that is said already. Rules: R-168, R-171, R-172.
        """
        row = self.uses.select_for_update().get(pk=use.pk)
        if row.ended_at is not None:
            raise ValidationError("It is written down already what became of that use")
        row.ended_at, row.ended_by = clock.now(), by
        row.ended_says, row.is_beyond_recall = says.strip(), is_beyond_recall
        row.save()
        nothing_to_stop(row, by)
        return str(self.status)

    def answer_for(self, use: NamedUse) -> tuple[Decision, list[tuple[Appearance, Decision]]]:
        """The decision ``may_use_picture``, and what it says of each person."""
        people = self.people_with_releases()
        answer, each = may_use_picture(
            shown_of(self, people),
            use,
            is_complete=self.status == PictureStatus.COMPLETE,
            is_locked=self.publish_locked,
        )
        return answer, list(zip(people, each, strict=True))

    def not_agreed_any_more(self) -> list[PictureUse]:
        """The uses that go on although it is locked, or somebody in it does not agree to them now."""
        going_on = list(self.uses.filter(ended_at=None))
        shown = shown_of(self, self.people_with_releases()) if going_on else []
        lock = {"is_complete": True, "is_locked": self.publish_locked}
        return [row for row in going_on if may_use_picture(shown, row.as_use(), **lock)[0].verdict != "yes"]

    def people_with_releases(self) -> list[Appearance]:
        """Everybody who appears, with every release of theirs at hand."""
        related = ("release__uses", "release__further__uses")
        return list(self.people.select_related("staff", "release").prefetch_related(*related))
