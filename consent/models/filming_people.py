"""Somebody who takes part in a filming, their release, and the form of who cannot decide alone."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.filming import FormFacts, TakesPart
from consent.models.form_choices import FormStatus, MadeFor
from consent.models.permission import PermissionKind, PermissionStatus
from consent.models.release_holder import ReleaseHolder
from consent.models.release_words import PersonIs
from consent.purposes import plain_words
from consent.releasing import Shown
from recordings_gov.audit.models import GovernedRow

PERSON = settings.AUTH_USER_MODEL


class FilmingPerson(ReleaseHolder, GovernedRow):
    """One person in one filming; a child or an adult who cannot decide brings a form. Rules: R-167, R-246."""

    filming = models.ForeignKey("consent.Filming", on_delete=models.PROTECT, related_name="people")
    kind = models.CharField(max_length=6, choices=PersonIs)
    name = models.CharField(max_length=120)
    staff = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey(
        "consent.ModelRelease", null=True, blank=True, on_delete=models.PROTECT, related_name="filmed"
    )
    form = models.ForeignKey(
        "consent.ConsentForm", null=True, blank=True, on_delete=models.PROTECT, related_name="filmed"
    )
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField("said no at", null=True, blank=True)
    left_because = models.CharField("what they said or showed", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["filming", "release"],
                name="filming_person_has_a_release_of_their_own",
                violation_error_message="That release is somebody else's. Each person signs their own",
            ),
            models.CheckConstraint(
                name="filming_person_has_a_name",
                condition=~Q(name=""),
                violation_error_message="Enter their name",
            ),
            models.CheckConstraint(
                name="filming_person_of_staff_is_an_adult",
                condition=Q(staff=None) | Q(kind=PersonIs.ADULT),
                violation_error_message="A member of staff decides for themselves",
            ),
            models.CheckConstraint(
                name="filming_person_who_said_no_says_when_and_how",
                condition=Q(left_at=None, left_because="") | Q(left_at__isnull=False) & ~Q(left_because=""),
                violation_error_message="Say what they said or showed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def take_release(self, release: Any) -> None:
        """Their own, of the kind they are: a child's is no adult's. Rules: R-167, R-246."""
        super().take_release(release)
        if self.release and self.release.person_is != self.kind:
            says = f"The release says: {self.release.get_person_is_display().lower()}. Here it says otherwise"
            raise ValidationError({"release": says})

    def takes_part(self, title: str, objects_since: Any) -> TakesPart:
        """As the decision looks at them. Rules: R-172, R-246."""
        releases = self.releases()
        shown = Shown(
            self.name,
            is_staff=self.staff_id is not None,
            objects_since=objects_since,
            releases=tuple(each.facts() for each in releases),
        )
        signed_as = tuple(each.signed_as for each in releases if each.signed_as)
        return TakesPart(shown, self.kind, self._form_facts(title), signed_as)

    def _form_facts(self, title: str) -> FormFacts | None:
        form = self.form
        if form is None:
            return None
        named = {
            tuple(plain_words(row.title))
            for row in form.permissions.all()
            if row.kind == PermissionKind.NAMED_PURPOSE and row.status == PermissionStatus.GIVEN
        }
        return FormFacts(
            stands=form.status == FormStatus.SIGNED,
            is_secondary=form.made_for == MadeFor.SECONDARY,
            names_this_use=tuple(plain_words(title)) in named,
            was_stopped=any(row.resumed_at is None for row in form.stops.all())
            or any(row.left_at is not None for row in form.filmed.all()),
            signer=form.signer,
        )
