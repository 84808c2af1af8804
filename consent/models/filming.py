"""A filming for teaching, publicity or the press: asked for, permitted, opened, and stopped."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.models.filming_course import CourseOfFilming
from consent.models.filming_gates import GatesOfFilming
from consent.models.filming_words import Advice, FilmingStatus, MadeBy
from consent.models.release_words import ReleasePurpose
from consent.releasing import NamedUse
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet

PERSON = settings.AUTH_USER_MODEL
NOT_PERMITTED = [FilmingStatus.ASKED, FilmingStatus.REFUSED]


class FilmingQuerySet(GovernedQuerySet):
    """Filming by who may see it."""

    def visible_to(self, user: Any) -> "FilmingQuerySet":
        """The only door; it fails shut. Whoever asked sees their own."""
        rows: FilmingQuerySet = user.reach("filming.view").rows(self, own=Q(asked_by=user))
        return rows


class Filming(GatesOfFilming, CourseOfFilming, GovernedModel):
    """One filming: who films what, where, for which one use, and by whose leave.

    Rules: R-085, R-086, R-088, R-170, R-173, R-246. Conflict: C-28.
    """

    reference_kind: ClassVar[str] = "FLM"
    detail_url_name: ClassVar[str] = "consent:filming-detail"

    status = models.CharField(max_length=9, choices=FilmingStatus, default=FilmingStatus.ASKED)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    made_by = models.CharField(max_length=12, choices=MadeBy)
    requester = models.CharField("who wants to film", max_length=200)
    purpose = models.CharField(max_length=11, choices=ReleasePurpose)
    title = models.CharField("exactly which use", max_length=200)
    agency = models.CharField("body outside the Trust that gets it", max_length=120, blank=True)
    subject = models.CharField("what is filmed", max_length=300)
    place = models.CharField("where", max_length=200)
    from_on = models.DateField("first day asked for")
    until_on = models.DateField("last day asked for")
    treating_is_another = models.BooleanField("another body treats the patients", default=False)
    shows_people = models.BooleanField("somebody can be recognised", default=True)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    scope = models.CharField("what is permitted, or why not", max_length=500, blank=True)
    permitted_from = models.DateField(null=True, blank=True)
    permitted_until = models.DateField(null=True, blank=True)
    doubt = models.CharField("what somebody is in doubt about", max_length=500, blank=True)
    advice = models.CharField(max_length=7, choices=Advice, blank=True)
    advice_says = models.CharField(max_length=500, blank=True)
    advised_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Any] = FilmingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="filming_says_who_what_where_and_for_which_use",
                condition=~Q(requester="") & ~Q(title="") & ~Q(subject="") & ~Q(place=""),
            ),
            models.CheckConstraint(
                name="filming_ends_after_it_starts",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message="The last day is before the first",
            ),
            models.CheckConstraint(
                name="filming_by_others_names_the_body",
                condition=~Q(made_by=MadeBy.OTHERS) | ~Q(agency=""),
                violation_error_message="Say which body films",
            ),
            models.CheckConstraint(
                name="filming_is_decided_on_by_somebody_who_says_how_far",
                condition=Q(status=FilmingStatus.ASKED, decided_by=None, decided_at=None, scope="")
                | ~Q(status=FilmingStatus.ASKED)
                & ~Q(scope="")
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                | Q(status=FilmingStatus.STOPPED),
                violation_error_message="Say what is permitted, or why it is not",
            ),
            models.CheckConstraint(
                name="filming_permitted_says_from_when_until_when",
                condition=Q(status__in=NOT_PERMITTED, permitted_from=None, permitted_until=None)
                | ~Q(status__in=NOT_PERMITTED) & Q(permitted_until__gte=F("permitted_from"))
                | Q(status=FilmingStatus.STOPPED),
                violation_error_message="Say from which day until which day it is permitted",
            ),
            models.CheckConstraint(
                name="filming_advice_is_given_on_a_doubt_by_somebody",
                condition=Q(advice="", advice_says="", advised_by=None)
                | ~Q(advice="") & ~Q(advice_says="") & ~Q(doubt="") & Q(advised_by__isnull=False),
                violation_error_message="Say what you advise, and why",
            ),
            models.CheckConstraint(
                name="filming_that_ended_says_when_and_a_stop_says_why",
                condition=Q(status=FilmingStatus.STOPPED, ended_at__isnull=False) & ~Q(ended_because="")
                | Q(status=FilmingStatus.FINISHED, ended_at__isnull=False)
                | ~Q(status__in=[FilmingStatus.STOPPED, FilmingStatus.FINISHED])
                & Q(ended_at=None, ended_because=""),
                violation_error_message="Say why it is stopped",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "permitted_until"], name="filming_by_status")]

    @classmethod
    def ask(cls, *, by: Any, department: Department, from_on: date, until_on: date, **words: Any) -> Self:
        """Ask the communications manager, before anything is made. Raises ValidationError. Rules: R-170."""
        if not by.holds("filming.ask"):
            raise PermissionDenied("Asking to film is not part of your role.")
        if words.get("purpose") not in ReleasePurpose.values:
            raise ValidationError({"purpose": "Log it as a patient's request: it is for themselves"})
        if until_on < clock.today():
            raise ValidationError({"until_on": "Permission is asked before anything is filmed"})
        said = {name: text.strip() if isinstance(text, str) else text for name, text in words.items()}
        filming = cls(department=department, from_on=from_on, until_on=until_on, asked_by=by, **said)
        with transaction.atomic(), acting_as(by):
            filming.save()
        return filming

    @property
    def use(self) -> NamedUse:
        """The one use it is for: what each release and each form must name. Rules: R-169."""
        return NamedUse(self.purpose, self.title, self.agency)

    def is_item_of(self, user: Any) -> bool:
        """Whoever asked sees how it stands."""
        return bool(self.asked_by_id == user.pk)
