"""The Trust's own release for a picture that is no clinical recording: one for each person shown."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.models.form_signing import HowSigned, this_minute
from consent.models.release_notices import ask_again_about, tell_of_withdrawal
from consent.models.release_rows import RELEASE_CONSTRAINTS, ModelReleaseQuerySet
from consent.models.release_use import name_uses
from consent.models.release_words import PersonIs, ReleaseKind, ReleaseStatus, SignedAs
from consent.models.signature import ON_SCREEN, SigningMeans
from consent.releasing import NamedUse, ReleaseFacts, release_covers
from consent.strokes import read_strokes
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel
from recordings_gov.decisions import Decision
from recordings_gov.workflow import transition


class ModelRelease(GovernedModel):
    """General ("non-clinical consent") or of a member of staff: whom it shows, where, and for which uses.

    Rules: R-167, R-168, R-169, R-172, R-206.
    """

    reference_kind: ClassVar[str] = "REL"
    detail_url_name: ClassVar[str] = "consent:release-detail"

    status = models.CharField(max_length=10, choices=ReleaseStatus, default=ReleaseStatus.PREPARED)
    kind = models.CharField(max_length=7, choices=ReleaseKind)
    person_name = models.CharField("who is shown", max_length=120, blank=True)
    person_is = models.CharField(max_length=6, choices=PersonIs, default=PersonIs.ADULT)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="releases"
    )
    pictured = models.CharField("what is pictured, and where", max_length=300)
    pictured_on = models.DateField("day of the picture", null=True, blank=True)
    agency_form = models.CharField("another body's own form", max_length=200, blank=True)
    further_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="further"
    )
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField("name as signed", max_length=120, blank=True)
    signed_as = models.CharField(max_length=8, choices=SignedAs, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    means = models.CharField(max_length=8, choices=SigningMeans, blank=True)
    drawn = models.TextField("strokes", blank=True, default="")
    witness = models.CharField("who saw the mark made", max_length=120, blank=True)
    witness_role = models.CharField("role of who saw it", max_length=120, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("said no or taken back at", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_words = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = ModelReleaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = RELEASE_CONSTRAINTS
        indexes: ClassVar = [models.Index(fields=["status", "created_at"], name="release_by_status")]

    @classmethod
    def prepare(
        cls,
        *,
        by: Any,
        kind: str,
        uses: Sequence[NamedUse],
        pictured: str,
        pictured_on: date | None = None,
        person_name: str = "",
        person_is: str = PersonIs.ADULT,
        staff: Any = None,
        agency_form: str = "",
        further_to: "ModelRelease | None" = None,
    ) -> Self:
        """Ready to be signed. Without a name it is a blank to take along, and the name is written by hand.

        Raises PermissionDenied, ValidationError. Rules: R-167, R-168.
        """
        if not by.holds("release.manage"):
            raise PermissionDenied("Preparing releases is not part of your role.")
        if kind == ReleaseKind.STAFF and staff is None and person_name:
            raise ValidationError({"staff": "Choose the member of staff"})
        release = cls(
            kind=kind,
            person_name=staff.name if staff else person_name.strip(),
            person_is=person_is,
            staff=staff,
            pictured=pictured.strip(),
            pictured_on=pictured_on,
            agency_form=agency_form.strip(),
            further_to=further_to,
            prepared_by=by,
        )
        with transaction.atomic(), acting_as(by):
            release.save()
            name_uses(release, uses)
        return release

    def ask_for_more(self, *, by: Any, uses: Sequence[NamedUse], agency_form: str = "") -> "ModelRelease":
        """A further release of the same person for a use that this one does not name. Rules: R-169."""
        if self.status == ReleaseStatus.PREPARED:
            raise ValidationError("This one is not signed yet. Prepare another one with every use")
        return type(self).prepare(
            by=by,
            kind=self.kind,
            uses=uses,
            pictured=self.pictured,
            pictured_on=self.pictured_on,
            person_name=self.person_name,
            person_is=self.person_is,
            staff=self.staff,
            agency_form=agency_form,
            further_to=self.further_to or self,
        )

    @transition(source=[ReleaseStatus.PREPARED], target=ReleaseStatus.SIGNED, allowed="release.manage")
    def sign(
        self,
        *,
        by: Any,
        name: str,
        signing: HowSigned,
        drawn: str = "",
        signed_as: str = SignedAs.SELF,
        signed_at: datetime | None = None,
        person_name: str = "",
        person_is: str = "",
        staff: Any = None,
    ) -> None:
        """They signed, on the screen now or on paper at the time on it; ``by`` explained it to them.

        A blank learns here whom it shows. Raises ValidationError. Rules: R-167, R-168.
        """
        if not self.person_name:
            self._learn(name, signed_as, person_name, person_is, staff)
        if self.staff_id is not None and by.pk == self.staff_id:
            raise ValidationError("You are shown yourself. Somebody else explains it and takes your release.")
        if signed_as == SignedAs.SELF and name.strip().casefold() != self.person_name.casefold():
            raise ValidationError({"name": "The person shown signs with their own name, or say who signs"})
        is_on_screen = signing.means in ON_SCREEN
        self.signed_at = this_minute() if is_on_screen else signed_at
        if self.signed_at is None:
            raise ValidationError({"signed_at": "Give the date and time on the paper"})
        self.signer_name, self.signed_as, self.means = name.strip(), signed_as, signing.means
        self.drawn = read_strokes(drawn) if signing.means == SigningMeans.DRAWN else ""
        self.witness, self.witness_role = signing.witness.strip(), signing.witness_role.strip()
        self.taken_by = by

    def _learn(self, name: str, signed_as: str, person_name: str, person_is: str, staff: Any) -> None:
        self.staff = staff if self.kind == ReleaseKind.STAFF else None
        if not (self.staff or person_name.strip() or signed_as == SignedAs.SELF):
            raise ValidationError({"person_name": "Enter the name of the person shown"})
        self.person_name = self.staff.name if self.staff else person_name.strip() or name.strip()
        self.person_is = person_is or self.person_is

    @transition(source=[ReleaseStatus.PREPARED], target=ReleaseStatus.DECLINED, allowed="release.manage")
    def decline(self, *, by: Any, words: str = "") -> None:
        """They were asked, and said no."""
        self.ended_at, self.ended_by, self.ended_words = clock.now(), by, words.strip()

    @transition(source=[ReleaseStatus.SIGNED], target=ReleaseStatus.WITHDRAWN, allowed="release.withdraw")
    def withdraw(self, *, by: Any, words: str = "") -> None:
        """They took it back: nothing new is used from now on, and communications stops what can be stopped;
        what is out already cannot be called back. Rules: R-168.
        """
        self.ended_at, self.ended_by, self.ended_words = clock.now(), by, words.strip()

    def moved(self, verb: str, by: Any) -> None:
        """Told by every verb: what is taken back stops what it opened, a signature opens it. Rules: R-168."""
        if verb == "withdraw":
            tell_of_withdrawal(self, by)
        elif verb == "sign":
            ask_again_about(self, by)

    def facts(self) -> ReleaseFacts:
        """What the decision looks at."""
        return ReleaseFacts(self.status, tuple(row.as_use() for row in self.uses.all()), self.signed_at)

    def covers(self, use: NamedUse) -> Decision:
        """The decision ``release_covers`` about this release alone. Rules: R-169."""
        return release_covers(self.facts(), use)

    def is_item_of(self, user: Any) -> bool:
        """A member of staff may see their own release, and take it back."""
        return self.staff_id is not None and bool(self.staff_id == user.pk)

    def chain(self) -> Q:
        """This release and every further one of the same person."""
        root = self.further_to_id or self.pk
        return Q(pk=root) | Q(further_to_id=root)
