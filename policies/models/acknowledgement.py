"""Who is asked to read which version, and who has said that they did: exactly that version."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q

from policies.models.version import PolicyVersion
from policies.models.versionstatus import VersionStatus
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow
from recordings_gov.workflow import WrongState

MOST_MAILS = 3


class AcknowledgementQuerySet(GovernedQuerySet):
    """Those asked, by what they have said."""

    def counting(self) -> "AcknowledgementQuerySet":
        """Those asked who still work here: what a percentage is of."""
        return self.filter(person__is_active=True)

    def given(self) -> "AcknowledgementQuerySet":
        """Those who have said that they read it."""
        return self.filter(acknowledged_at__isnull=False)

    def to_read(self) -> "AcknowledgementQuerySet":
        """Those who have not yet, of versions that hold now."""
        return self.counting().filter(acknowledged_at=None, version__status=VersionStatus.DISSEMINATED)


class Acknowledgement(GovernedRow):
    """This person is asked to read exactly this version; with a time, they said that they did.

    The row is the task: home shows it until it is given or the version ends. ``content_digest`` is
    the fingerprint of what was read. Rules: R-049, R-097, R-109.
    """

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acknowledgements"
    )
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=30, blank=True)
    asked_on = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    content_digest = models.CharField(max_length=64, blank=True)

    objects: ClassVar[Any] = AcknowledgementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["version", "person"], name="person_asked_once_a_version"),
            models.CheckConstraint(
                name="acknowledgement_is_of_exact_words",
                condition=Q(acknowledged_at=None, content_digest="")
                | Q(~Q(content_digest=""), acknowledged_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "asked_on"], name="acknowledgement_due", condition=Q(acknowledged_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} and {self.version}"

    @classmethod
    def give(cls, *, version: PolicyVersion, by: Any) -> "Acknowledgement":
        """``by`` has read this version, which holds now; a second time changes nothing.

        Somebody nobody asked may say so too. Rules: R-049, R-097, R-109.
        """
        if not by.can("policy.acknowledge"):
            raise PermissionDenied("Reading policies is not part of your role.")
        with transaction.atomic(), acting_as(by):
            held = PolicyVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
            if held.status != VersionStatus.DISSEMINATED:
                raise WrongState(
                    f"{held} is {held.get_status_display().lower()} now. Read the version in force.",
                    code="wrong_state",
                )
            row = cls.objects.filter(version=held, person=by).first()
            if row is None:
                role, department = by.roles[0] if by.roles else ("", None)
                row = cls(
                    version=held, person=by, role=role, department_id=department, asked_on=clock.today()
                )
            if row.acknowledged_at is None:
                row.acknowledged_at, row.content_digest = clock.now(), held.content_digest
                row.event_action = "acknowledgement.given"
                row.save()
        return row


class AcknowledgementReminder(GovernedRow):
    """One e-mail of the three at most that remind one person of one version. Rules: R-049."""

    acknowledgement = models.ForeignKey(Acknowledgement, on_delete=models.PROTECT, related_name="reminders")
    number = models.PositiveSmallIntegerField()
    sent_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["acknowledgement", "number"], name="acknowledgement_reminded_once_a_number"
            ),
            models.CheckConstraint(
                name="acknowledgement_reminded_three_times_at_most",
                condition=Q(number__gte=1, number__lte=MOST_MAILS),
            ),
        ]

    def __str__(self) -> str:
        return f"Reminder {self.number}"
