"""One thing the patient is asked to agree to. Permissions are rows and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.ending_permission import PERMISSION_ENDS, EndingOfPermission
from consent.purposes import named_purpose, open_ended
from consent.wording import wording
from recordings_gov.audit.models import GovernedRow
from recordings_gov.decisions import Decision
from recordings_gov.workflow import transition


class PermissionKind(models.TextChoices):
    """What the recording may be used for; a fourth use is always a named one."""

    RECORD = "record", "Health record"
    TEACHING = "teaching", "Teaching"
    NAMED_PURPOSE = "named_purpose", "One named use"


class PermissionStatus(models.TextChoices):
    """What the patient said."""

    OFFERED = "offered", "Not answered yet"
    GIVEN = "given", "Yes"
    DECLINED = "declined", "No"
    CLOSED = "closed", "Not open to who signs"
    WITHDRAWN = "withdrawn", "Taken back"
    SUPERSEDED = "superseded", "Replaced"
    INVALID = "invalid", "Never counted"


class Shown(models.TextChoices):
    """How a named use comes out."""

    PRINT = "print", "In print"
    ONLINE = "online", "Online"
    BOTH = "both", "In print and online"
    LIVE = "live", "Shown live"


@dataclass(frozen=True)
class Asked:
    """A permission that is to be asked for; only a named use fills in the rest."""

    kind: str
    title: str = ""
    outlet: str = ""
    shown: str = ""
    edition: str = ""


class Permission(EndingOfPermission, GovernedRow):
    """Offered, then given or declined, one by one. Rules: R-125, R-126."""

    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="permissions")
    kind = models.CharField(max_length=14, choices=PermissionKind)
    status = models.CharField(max_length=10, choices=PermissionStatus, default=PermissionStatus.OFFERED)
    title = models.CharField("what it is", max_length=200, blank=True)
    outlet = models.CharField("who publishes or shows it", max_length=200, blank=True)
    shown = models.CharField("how it comes out", max_length=6, choices=Shown, blank=True)
    edition = models.CharField("edition, date or event", max_length=100, blank=True)
    initials = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *PERMISSION_ENDS,
            models.UniqueConstraint(
                fields=["form", "kind"],
                name="permission_for_record_and_teaching_is_asked_once",
                condition=Q(kind__in=[PermissionKind.RECORD, PermissionKind.TEACHING]),
                violation_error_message="This permission is on the form already",
            ),
            models.CheckConstraint(
                name="permission_for_one_named_use_names_it",
                condition=~Q(kind=PermissionKind.NAMED_PURPOSE)
                | (~Q(title="") & ~Q(outlet="") & ~Q(shown="") & ~Q(edition="")),
                violation_error_message="Name the use, who publishes it, how, and the edition or date",
            ),
            models.CheckConstraint(
                name="permission_to_publish_is_given_with_initials",
                condition=~Q(kind=PermissionKind.NAMED_PURPOSE, status=PermissionStatus.GIVEN)
                | ~Q(initials=""),
                violation_error_message="The patient initials that what is published cannot be called back",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A named use names one use. Raises ValidationError by field. Rules: R-125."""
        if self.kind != PermissionKind.NAMED_PURPOSE:
            return
        answers = {
            "title": named_purpose(self.title),
            "outlet": named_purpose(self.outlet),
            "edition": open_ended(self.edition),
        }
        refused = {field: _says(answer) for field, answer in answers.items() if answer.verdict == "refused"}
        if refused:
            raise ValidationError(refused)

    @transition(source=[PermissionStatus.OFFERED], target=PermissionStatus.GIVEN, allowed="consent.record")
    def give(self, *, by: Any, initials: str = "") -> None:
        """The patient says yes to this one thing. Rules: R-126."""
        if self.kind == PermissionKind.NAMED_PURPOSE:
            self.initials = initials.strip()

    @transition(source=[PermissionStatus.OFFERED], target=PermissionStatus.DECLINED, allowed="consent.record")
    def decline(self, *, by: Any) -> None:
        """The patient says no to this one thing, and to nothing else."""

    @transition(source=[PermissionStatus.OFFERED], target=PermissionStatus.CLOSED, allowed="consent.record")
    def close(self, *, by: Any) -> None:
        """Whoever signs cannot agree to this."""

    @transition(source=[PermissionStatus.CLOSED], target=PermissionStatus.OFFERED, allowed="consent.record")
    def reopen(self, *, by: Any) -> None:
        """Somebody else signs now, who can."""

    @property
    def department_id(self) -> int:
        """The form's department: rights to a permission are rights to its form."""
        return self.form.department_id

    @property
    def name(self) -> str:
        """What it is called on the form and in the list of signatures."""
        if self.kind != PermissionKind.NAMED_PURPOSE:
            return str(self.get_kind_display())
        return f"{self.title}, {self.outlet}, {self.get_shown_display().lower()}, {self.edition}"

    @property
    def says(self) -> str:
        """The sentence the patient agrees to."""
        return wording().permissions[self.kind].patient.replace("{purpose}", self.name)


def level_word(kinds: Iterable[str]) -> str:
    """The level that is printed for these permissions: a word, never stored."""
    asked = set(kinds)
    if not asked:
        return "Nothing agreed"
    uses = [str(PermissionKind(kind).label).lower() for kind in PermissionKind.values if kind in asked]
    joined = " and ".join(uses) if len(uses) < 3 else f"{', '.join(uses[:-1])} and {uses[-1]}"
    levels = {PermissionKind.NAMED_PURPOSE: 3, PermissionKind.TEACHING: 2, PermissionKind.RECORD: 1}
    return f"Level {max(levels[PermissionKind(kind)] for kind in asked)}: {joined}"


def _says(answer: Decision) -> str:
    return " ".join(reason.says for reason in answer.obstacles)
