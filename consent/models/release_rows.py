"""Which releases somebody may see, and what the database promises of each."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from consent.models.release_words import PersonIs, ReleaseKind, ReleaseStatus, SignedAs
from consent.models.signature import SigningMeans
from recordings_gov.audit.models import GovernedQuerySet

WAS_SIGNED = (ReleaseStatus.SIGNED, ReleaseStatus.WITHDRAWN)


class ModelReleaseQuerySet(GovernedQuerySet):
    """Releases by who may see them."""

    def visible_to(self, user: Any) -> "ModelReleaseQuerySet":
        """The only door; it fails shut. Staff see their own."""
        rows: ModelReleaseQuerySet = user.reach("release.view").rows(self, own=Q(staff=user))
        return rows

    def signed(self) -> "ModelReleaseQuerySet":
        """Those that stand."""
        return self.filter(status=ReleaseStatus.SIGNED)


RELEASE_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="release_says_what_is_pictured",
        condition=~Q(pictured=""),
        violation_error_message="Say what is pictured, and where",
    ),
    models.CheckConstraint(
        name="release_without_a_name_is_a_blank_nobody_signed",
        condition=~Q(person_name="") | Q(status__in=[ReleaseStatus.PREPARED, ReleaseStatus.DECLINED]),
        violation_error_message="Enter the name of who is shown",
    ),
    models.CheckConstraint(
        name="release_of_staff_names_the_member_of_staff",
        condition=Q(kind=ReleaseKind.GENERAL, staff=None)
        | Q(kind=ReleaseKind.STAFF, staff__isnull=False)
        | Q(kind=ReleaseKind.STAFF, person_name=""),
        violation_error_message="Choose the member of staff",
    ),
    models.CheckConstraint(
        name="release_is_signed_by_somebody_at_a_time_by_a_means",
        condition=Q(status__in=WAS_SIGNED, signed_at__isnull=False, taken_by__isnull=False)
        & ~Q(signer_name="")
        & ~Q(signed_as="")
        & Q(means__in=[SigningMeans.PAPER, SigningMeans.DRAWN, SigningMeans.TYPED])
        | Q(status__in=[ReleaseStatus.PREPARED, ReleaseStatus.DECLINED])
        & Q(signed_at=None, taken_by=None, signer_name="", signed_as="", means=""),
        violation_error_message="Say who signed, when and how",
    ),
    models.CheckConstraint(
        name="release_is_not_signed_in_the_future",
        condition=Q(signed_at=None) | Q(signed_at__lte=F("changed_at")),
        violation_error_message="A signature cannot be dated in the future",
    ),
    models.CheckConstraint(
        name="release_drawn_on_screen_has_its_strokes",
        condition=Q(means=SigningMeans.DRAWN) & ~Q(drawn="") | ~Q(means=SigningMeans.DRAWN) & Q(drawn=""),
        violation_error_message="Sign in the box, or choose another way to sign",
    ),
    models.CheckConstraint(
        name="release_of_staff_is_of_an_adult_who_can_decide",
        condition=~Q(kind=ReleaseKind.STAFF) | Q(person_is=PersonIs.ADULT),
        violation_error_message="A member of staff decides for themselves",
    ),
    models.CheckConstraint(
        name="release_is_signed_by_whoever_decides",
        condition=Q(signed_as="")
        | Q(person_is=PersonIs.ADULT, signed_as=SignedAs.SELF)
        | Q(person_is=PersonIs.CHILD)
        | Q(person_is=PersonIs.UNABLE, signed_as=SignedAs.ATTORNEY),
        violation_error_message=(
            "An adult who can decide signs for themselves. For an adult who cannot, whoever has the"
            " authority to decide signs"
        ),
    ),
    models.CheckConstraint(
        name="release_by_mark_names_who_saw_it",
        condition=Q(witness="", witness_role="")
        | ~Q(witness="") & ~Q(witness_role="") & Q(means__in=[SigningMeans.PAPER, SigningMeans.DRAWN]),
        violation_error_message="A mark needs somebody who saw it made: their name and role",
    ),
    models.CheckConstraint(
        name="release_that_ended_says_when_and_by_whom",
        condition=Q(status__in=[ReleaseStatus.PREPARED, ReleaseStatus.SIGNED], ended_at=None, ended_by=None)
        | Q(
            status__in=[ReleaseStatus.DECLINED, ReleaseStatus.WITHDRAWN],
            ended_at__isnull=False,
            ended_by__isnull=False,
        ),
    ),
]
