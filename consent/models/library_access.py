"""Leave to use the clinical image library: asked of Media Studio, then one step after the other."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.models.training import Topic, Training, TrainingStatus
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.notifications import outbox, tasks_due
from recordings_gov.workflow import transition

PERSON = settings.AUTH_USER_MODEL
OWN = "Somebody else in Media Studio decides on your own access"
TRUST_ONLY = "The library opens on a Trust computer, with a Trust e-mail address, and nowhere else"
NO_ADDRESS = "Your account has no Trust e-mail address. Ask whoever keeps accounts"
NOT_TRAINED = "Write down first, under Training, that they were shown how to store and find images"


class AccessStatus(models.TextChoices):
    """Each step, in the order in which it is taken. Rules: R-190."""

    ASKED = "asked", "Asked for"
    CHECKED = "checked", "Computer and address checked"
    ALLOCATED = "allocated", "Role given, training to come"
    OPEN = "open", "Open"
    REFUSED = "refused", "Refused"
    ENDED = "ended", "Ended"


class LibraryRole(models.TextChoices):
    """What somebody may do in the library."""

    VIEW = "view", "Look at images of their own patients"
    TEACH = "teach", "Look at images for teaching"
    ADMINISTER = "administer", "Administer the library"


class LibraryAccessQuerySet(GovernedQuerySet):
    """Access by who may see it."""

    def visible_to(self, user: Any) -> "LibraryAccessQuerySet":
        """The only door: one's own, or all for Media Studio; it fails shut."""
        rows: LibraryAccessQuerySet = user.reach("library.see_access").rows(self, own=Q(person=user))
        return rows

    def running(self) -> "LibraryAccessQuerySet":
        """Asked for and not refused or ended."""
        return self.exclude(status__in=[AccessStatus.REFUSED, AccessStatus.ENDED])


class LibraryAccess(GovernedModel):
    """One person's way to the library. Rules: R-190."""

    reference_kind: ClassVar[str] = "LAC"
    detail_url_name: ClassVar[str] = "consent:library-access-detail"

    status = models.CharField(max_length=10, choices=AccessStatus, default=AccessStatus.ASKED)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="library_access")
    why = models.CharField("what they need it for", max_length=300)
    computer = models.CharField("Trust computer", max_length=60)
    address = models.CharField("Trust e-mail address", max_length=200)
    asked_at = models.DateTimeField()
    checked_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("role in the library", max_length=10, choices=LibraryRole, blank=True)
    allocated_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    trained_on = models.DateField("shown how", null=True, blank=True)
    opened_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    because = models.CharField("why it was refused, or has ended", max_length=300, blank=True)

    objects: ClassVar[Any] = LibraryAccessQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="library_access_is_asked_for_once_at_a_time",
                fields=["person"],
                condition=~Q(status__in=[AccessStatus.REFUSED, AccessStatus.ENDED]),
                violation_error_message="You have asked already, or have access",
            ),
            models.CheckConstraint(
                name="library_access_is_asked_from_a_trust_computer_and_address",
                condition=~Q(computer="") & ~Q(address="") & ~Q(why=""),
                violation_error_message=TRUST_ONLY,
            ),
            models.CheckConstraint(
                name="library_access_opens_after_every_step",
                condition=Q(status__in=[AccessStatus.ASKED, AccessStatus.REFUSED, AccessStatus.ENDED])
                | Q(status=AccessStatus.CHECKED, checked_by__isnull=False)
                | (
                    Q(status=AccessStatus.ALLOCATED, checked_by__isnull=False, allocated_by__isnull=False)
                    & ~Q(role="")
                )
                | (
                    Q(status=AccessStatus.OPEN, checked_by__isnull=False, allocated_by__isnull=False)
                    & Q(opened_by__isnull=False, trained_on__isnull=False)
                    & ~Q(role="")
                ),
            ),
            models.CheckConstraint(
                name="library_access_is_given_by_somebody_else",
                condition=(Q(checked_by=None) | ~Q(checked_by=F("person")))
                & (Q(allocated_by=None) | ~Q(allocated_by=F("person")))
                & (Q(opened_by=None) | ~Q(opened_by=F("person"))),
                violation_error_message=OWN,
            ),
            models.CheckConstraint(
                name="library_access_refused_or_ended_says_why",
                condition=~Q(status__in=[AccessStatus.REFUSED, AccessStatus.ENDED]) | ~Q(because=""),
                violation_error_message="Say why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-asked_at"], name="library_access_newest")]

    @classmethod
    def ask(cls, *, by: Any, why: str, computer: str) -> "LibraryAccess":
        """Ask Media Studio: for a Trust computer, with the Trust address of one's account. Rules: R-190.

        Raises PermissionDenied; ValidationError without either, or when it was asked already.
        """
        if not by.can("library.ask_access"):
            raise PermissionDenied("Asking for the library is not part of your role.")
        if not by.email:
            raise ValidationError(NO_ADDRESS)
        with transaction.atomic(), acting_as(by):
            access = cls(
                person=by, why=why.strip(), computer=computer.strip(), address=by.email, asked_at=clock.now()
            )
            access.save()
            tasks_due.ask(
                key=access.task_key,
                what="Somebody asks for access to the clinical image library",
                about=access,
                role=Role.MEDIA_STUDIO,
                rule="R-190",
            )
        return access

    @transition(source=[AccessStatus.ASKED], target=AccessStatus.CHECKED, allowed="library.administer")
    def check_place(self, *, by: Any) -> None:
        """The computer and the address are the Trust's. Rules: R-190."""
        self.checked_by = by

    @transition(source=[AccessStatus.CHECKED], target=AccessStatus.ALLOCATED, allowed="library.administer")
    def allocate(self, *, by: Any, role: str) -> None:
        """Which role they have in the library. Rules: R-190."""
        self.role, self.allocated_by = role, by

    @transition(source=[AccessStatus.ALLOCATED], target=AccessStatus.OPEN, allowed="library.administer")
    def open(self, *, by: Any) -> None:
        """They were shown how, and the library opens; they are told. Rules: R-190.

        Raises ValidationError without the training.
        """
        self.trained_on, self.opened_by = self.shown_on(), by
        if self.trained_on is None:
            raise ValidationError(NOT_TRAINED)
        tasks_due.finish(self.task_key, by)
        self._tell("is open to you")

    @transition(
        source=[AccessStatus.ASKED, AccessStatus.CHECKED, AccessStatus.ALLOCATED],
        target=AccessStatus.REFUSED,
        allowed="library.administer",
    )
    def refuse(self, *, by: Any, because: str) -> None:
        """No, with the reason; they are told. Rules: R-190."""
        self.because = because.strip()
        tasks_due.finish(self.task_key, by)
        self._tell("is not opened to you")

    @transition(source=[AccessStatus.OPEN], target=AccessStatus.ENDED, allowed="library.administer")
    def end(self, *, by: Any, because: str) -> None:
        """It is closed to them again; they are told. Rules: R-190."""
        self.because = because.strip()
        self._tell("is closed to you")

    def shown_on(self) -> date | None:
        """When they were last shown how to store and find images."""
        rows = Training.objects.filter(person_id=self.person_id, topic=Topic.STORING)
        given = rows.filter(status=TrainingStatus.GIVEN).order_by("-given_on").first()
        return given.given_on if given else None

    def is_item_of(self, user: Any) -> bool:
        """Whether it is the person's own access."""
        return bool(user.pk == self.person_id)

    @property
    def task_key(self) -> str:
        """Of Media Studio's task."""
        return f"library-access:{self.reference}"

    def _tell(self, says: str) -> None:
        outbox.post(
            key=f"library-access-{self.reference}-{says}",
            to=self.person,
            subject=f"The clinical image library {says}",
            body=f"{settings.PUBLIC_BASE_URL}{self.get_absolute_url()}",
        )
