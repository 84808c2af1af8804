"""Publications: where a recording is to come out, on what contract, released, out, or stopped in time."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.asking_use import Wanted, lock_consent_for
from consent.models.leaving import AskedAgain, held_still, refuse_unless_allowed
from consent.models.publication_notice import NoticeOfPublication
from consent.models.publication_words import (
    CLEARED,
    PUBLICATION_CONSTRAINTS,
    Clause,
    Medium,
    PublicationStatus,
)
from consent.models.recording_custody import RecordingStep
from consent.models.use_check import UseCheck
from consent.using import Aim, Use
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition

PERSON = settings.AUTH_USER_MODEL
PLANNED, RELEASED = PublicationStatus.PLANNED, PublicationStatus.RELEASED
STOPPED = PublicationStatus.STOPPED


class PublicationQuerySet(GovernedQuerySet):
    """Publications by whose they are and how far they are."""

    def visible_to(self, user: Any) -> "PublicationQuerySet":
        """The only door to publications; it fails shut."""
        rows: PublicationQuerySet = user.reach("publication.view").rows(self)
        return rows

    def to_ask_again(self) -> "PublicationQuerySet":
        """Those that an end of consent still concerns: what was stopped before it left is not among them."""
        return self.exclude(status=STOPPED, released_at=None).filter(taken_back_at=None).order_by("pk")

    def with_the_publisher_after_all(self) -> "PublicationQuerySet":
        """Those whose publisher has what is not to be published any more."""
        ended = Q(taken_back_at__isnull=False) | Q(stopped_at__isnull=False)
        return self.filter(ended, released_at__isnull=False)

    def notice_owed(self) -> "PublicationQuerySet":
        """Of those, the ones whose publisher has not been told. Rules: R-133."""
        return self.with_the_publisher_after_all().filter(told_on=None)

    def after_death(self, day: date) -> "PublicationQuerySet":
        """Those not out yet of somebody who has died since. Rules: R-136."""
        return self.filter(status__in=[PLANNED, RELEASED], recording__patient__death_date__lte=day)


class Publication(NoticeOfPublication, AskedAgain, GovernedModel):
    """One coming out of one recording. Rules: R-120, R-133, R-135, R-171, R-175."""

    reference_kind: ClassVar[str] = "PUB"
    detail_url_name: ClassVar[str] = "consent:publication-detail"

    status = models.CharField(max_length=8, choices=PublicationStatus, default=PLANNED)
    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="publications")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    permission = models.ForeignKey(
        "consent.Permission", null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    check_asked = models.ForeignKey(UseCheck, on_delete=models.PROTECT, related_name="+")
    medium = models.CharField(max_length=10, choices=Medium)
    where = models.CharField("where it is to come out", max_length=200)
    publisher = models.CharField(max_length=120)
    publisher_address = models.CharField("where to write to the publisher", max_length=200)
    planned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    clause = models.CharField("copyright in the contract", max_length=10, choices=Clause, blank=True)
    contract_reference = models.CharField(max_length=120, blank=True)
    contract_read_on = models.DateField(null=True, blank=True)
    contract_read_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField("released to the publisher", null=True, blank=True, editable=False)
    released_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    came_out_on = models.DateField(null=True, blank=True)
    came_out_where = models.CharField("page or address", max_length=200, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)
    stopped_because = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = PublicationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = PUBLICATION_CONSTRAINTS
        indexes: ClassVar = [
            models.Index(fields=["department", "-created_at"], name="publication_of_department"),
        ]

    @classmethod
    def plan(
        cls,
        *,
        by: Any,
        recording: Any,
        medium: str,
        where: str,
        publisher: str,
        publisher_address: str,
        permission: Any = None,
    ) -> "Publication":
        """Put a publication on the list; refused unless it may come out today.

        Raises PermissionDenied; ValidationError with each obstacle. Rules: R-120, R-171.
        """
        if not by.can("publication.plan", recording):
            raise PermissionDenied("Publishing recordings of this department is not part of your role.")
        with transaction.atomic(), acting_as(by):
            lock_consent_for(recording)
            refuse_unless_allowed(recording, by, Wanted(Use.PUBLISH, Aim.NAMED_PURPOSE, permission))
            asked = UseCheck.ask(by=by, recording=recording, use=Use.PUBLISH, permission=permission)
            publication = cls(
                recording=recording,
                department_id=recording.department_id,
                permission=permission,
                check_asked=asked,
                medium=medium,
                where=where.strip(),
                publisher=publisher.strip(),
                publisher_address=publisher_address.strip(),
                planned_by=by,
            )
            publication.save()
        return publication

    @transition(source=[PLANNED], target=PLANNED, allowed="publication.plan")
    def read_contract(self, *, by: Any, clause: str, contract_reference: str = "") -> None:
        """Whoever signs has read what the contract says of copyright, and struck it out. Rules: R-175."""
        self.clause, self.contract_reference = clause, contract_reference.strip()
        self.contract_read_on, self.contract_read_by = clock.today(), by

    @held_still
    @transition(source=[PLANNED], target=RELEASED, allowed="publication.release")
    def release(self, *, by: Any) -> None:
        """Media Studio gives it to the publisher, asked once more at this moment: a withdrawal that was
        faster wins. Never before the contract was read and leaves the copyright here.

        Raises ValidationError. Rules: R-120, R-133, R-171, R-175.
        """
        if self.clause not in CLEARED:
            raise ValidationError(CONTRACT_FIRST)
        refuse_unless_allowed(self.recording, by, self.wanted)
        self.released_at, self.released_by = clock.now(), by
        self.recording.write_custody(
            RecordingStep.DISCLOSED, by=by, to=self.publisher, says=f"To come out: {self.where}"[:500]
        )

    @property
    def wanted(self) -> Wanted:
        """The question that is asked again at each step."""
        return Wanted(Use.PUBLISH, Aim.NAMED_PURPOSE, self.permission)


CONTRACT_FIRST = (
    "Read the contract first. The copyright stays with the Trust: whoever signs strikes out any clause "
    "that passes it on."
)
