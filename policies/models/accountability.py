"""Who holds which responsibility for the policies, since when; and which divisions passed a policy on."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from policies.models.version import PolicyVersion
from policies.models.versionstatus import VersionStatus
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet, GovernedRow
from recordings_gov.workflow import WrongState, transition


class Office(models.TextChoices):
    """The offices that the Trust's policy names. Source: CUH 5."""

    CHIEF_EXECUTIVE = "chief_executive", "Chief executive"
    CHIEF_OPERATING_OFFICER = "chief_operating_officer", "Chief operating officer"
    DIVISIONAL_DIRECTOR = "divisional_director", "Divisional director"
    ASSOCIATE_DIRECTOR = "associate_director", "Associate director"
    MANAGER = "manager", "Manager of a department"
    POLICY_OWNER = "policy_owner", "Policy owner"
    HEAD_OF_MEDIA_STUDIO = "head_of_media_studio", "Head of Media Studio"
    IG_MANAGER = "ig_manager", "Information governance manager"
    CALDICOTT_GUARDIAN = "caldicott_guardian", "Caldicott Guardian"
    DPO = "dpo", "Data Protection Officer"


ANSWERS_FOR = {
    Office.CHIEF_EXECUTIVE: "That there is a policy and that it works",
    Office.CHIEF_OPERATING_OFFICER: "That it is put into practice and monitored",
    Office.DIVISIONAL_DIRECTOR: "That the division is told and works by it",
    Office.ASSOCIATE_DIRECTOR: "That the division is told and works by it",
    Office.MANAGER: "That the staff know it, and that breaches are put right",
    Office.POLICY_OWNER: "That it is reviewed in time and goes through every step",
    Office.HEAD_OF_MEDIA_STUDIO: "That who records is registered, and images are kept safe",
    Office.IG_MANAGER: "That information is governed, and registrations are approved",
    Office.CALDICOTT_GUARDIAN: "That patients' confidences are kept",
    Office.DPO: "That data protection law is kept",
}
OF_A_DIVISION = (Office.DIVISIONAL_DIRECTOR, Office.ASSOCIATE_DIRECTOR, Office.MANAGER)
PASSES_ON = (Office.DIVISIONAL_DIRECTOR, Office.ASSOCIATE_DIRECTOR)


class HolderStatus(models.TextChoices):
    """Whether somebody holds the office now."""

    HOLDS = "holds", "In office"
    ENDED = "ended", "Ended"


class HolderQuerySet(GovernedQuerySet):
    """Who holds and held offices; everybody who may read policies may know."""

    def visible_to(self, user: Any) -> "HolderQuerySet":
        """The only door to holders; it fails shut."""
        return self if user.can("policy.view") else self.none()

    def in_office(self) -> "HolderQuerySet":
        """Those who hold one now."""
        return self.filter(status=HolderStatus.HOLDS)


class OfficeHolder(GovernedModel):
    """One person in one office since a day, for the Trust or one division. Rules: R-104, R-105, R-106."""

    reference_kind: ClassVar[str] = "OFF"
    detail_url_name: ClassVar[str] = "policies:holder-end"

    office = models.CharField(max_length=24, choices=Office)
    division = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=6, choices=HolderStatus, default=HolderStatus.HOLDS)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = HolderQuerySet.as_manager()

    class Meta:
        ordering = ["division", "name"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="office_has_one_holder_a_division",
                fields=["office", "division"],
                condition=Q(status=HolderStatus.HOLDS),
                violation_error_message="Somebody holds this office: end theirs first",
            ),
            models.CheckConstraint(
                name="holder_ended_on_a_day_not_before_the_first",
                condition=Q(status=HolderStatus.HOLDS, until=None)
                | Q(status=HolderStatus.ENDED, until__gte=F("since")),
                violation_error_message="Give a day on or after the first day",
            ),
            models.CheckConstraint(
                name="holder_names_a_division_where_there_are_several",
                condition=Q(Q(office__in=OF_A_DIVISION) & ~Q(division=""))
                | Q(~Q(office__in=OF_A_DIVISION) & Q(division="")),
                violation_error_message="Directors and managers have a division; others have none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_office_display().lower()}"

    @property
    def answers_for(self) -> str:
        """What the office answers for, in words."""
        return ANSWERS_FOR[Office(self.office)]

    @classmethod
    def name_holder(
        cls, *, by: Any, office: str, name: str, since: date, division: str = ""
    ) -> "OfficeHolder":
        """Say who holds an office now. Rules: R-104, R-105, R-106."""
        if not by.can("accountability.keep"):
            raise PermissionDenied("Keeping the accountability map is not part of your role.")
        if since > clock.today():
            raise ValidationError({"since": "Give a day that has been"})
        holder = cls(
            office=office, division=" ".join(division.split()), name=name.strip(), since=since, named_by=by
        )
        with acting_as(by):
            holder.save()
        return holder

    @transition(source=[HolderStatus.HOLDS], target=HolderStatus.ENDED, allowed="accountability.keep")
    def end(self, *, by: Any, until: date) -> None:
        """Their time in the office is over; who held it stays known. Rules: R-104, R-105."""
        if until > clock.today():
            raise ValidationError({"until": "Give a day that has been"})
        self.until = until


class Dissemination(GovernedRow):
    """A division was told of a version: by whom, how, and when. Rules: R-106."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="disseminations")
    holder = models.ForeignKey(OfficeHolder, on_delete=models.PROTECT, related_name="disseminations")
    division = models.CharField(max_length=120)
    passed_on = models.DateField()
    how = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["division"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["version", "division"],
                name="division_told_once_a_version",
                violation_error_message="This division has been told of this version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division}: {self.how}"

    @classmethod
    def keep(
        cls, *, version: PolicyVersion, by: Any, holder: OfficeHolder, passed_on: date, how: str
    ) -> "Dissemination":
        """A director has passed a version that holds on to the division. Rules: R-106."""
        if not by.can("dissemination.keep", version):
            raise PermissionDenied("Keeping who was told is not part of your role.")
        with transaction.atomic(), acting_as(by):
            held = PolicyVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
            if held.status != VersionStatus.DISSEMINATED:
                raise WrongState(f"{held} is {held.get_status_display().lower()} now.", code="wrong_state")
            if holder.office not in PASSES_ON or holder.status != HolderStatus.HOLDS:
                raise ValidationError({"holder": "Choose a director who is in office"})
            if held.in_force_from is None or not held.in_force_from <= passed_on <= clock.today():
                raise ValidationError(
                    {"passed_on": "Give a day since the version came into force, not after today"}
                )
            made = cls(
                version=held,
                holder=holder,
                division=holder.division,
                passed_on=passed_on,
                how=how.strip(),
                by=by,
            )
            made.save()
        return made
