"""An export of the clinical image library: brought, checked, and taken over only if all is right."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q

from consent.models.library_check import LibraryCheck
from consent.models.library_item import LibraryRow
from consent.reconciling import folder
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set_changes
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet, GovernedRow
from recordings_gov.workflow import transition

ACT = "library.reconcile"
MOST_SHOWN = 100
PERSON = settings.AUTH_USER_MODEL


class ImportStatus(models.TextChoices):
    """How far an export has come."""

    BROUGHT = "brought", "Being checked"
    CHECKED = "checked", "Checked: say that it is right"
    REFUSED = "refused", "Refused: nothing was taken over"
    DISCARDED = "discarded", "Put aside"
    CONFIRMED = "confirmed", "Being taken over"
    TAKEN = "taken", "Taken over"


WAITING = (ImportStatus.BROUGHT, ImportStatus.CHECKED, ImportStatus.CONFIRMED)


@dataclass(frozen=True)
class Checked:
    """What reading an export found: how many rows, what they would change, and what is wrong."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    wrong: int = 0
    problems: tuple[str, ...] = ()


class LibraryImportQuerySet(GovernedQuerySet):
    """Exports by what is left to do."""

    def visible_to(self, user: Any) -> "LibraryImportQuerySet":
        """The only door to them: Media Studio's."""
        return self if user.reach(ACT).everything else self.none()

    def to_take(self) -> "LibraryImportQuerySet":
        """Those that somebody confirmed, oldest first."""
        return self.filter(status=ImportStatus.CONFIRMED).order_by("pk")


class LibraryImport(GovernedModel):
    """One export of one department, with what was wrong in it. Rules: R-184, R-207."""

    reference_kind: ClassVar[str] = "LIB"
    detail_url_name: ClassVar[str] = "consent:library-import-detail"

    status = models.CharField(max_length=9, choices=ImportStatus, default=ImportStatus.BROUGHT)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    columns = models.JSONField("which column is which", default=dict, blank=True)
    rows = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField("lines that are wrong", default=0)
    problems = models.JSONField("the first of them, in words", default=list, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = LibraryImportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="library_import_with_a_wrong_line_is_refused_whole",
                condition=Q(status=ImportStatus.REFUSED, wrong__gt=0)
                | (~Q(status=ImportStatus.REFUSED) & Q(wrong=0)),
                violation_error_message="One line is wrong, so nothing is taken over",
            ),
            models.CheckConstraint(
                name="library_import_taken_has_its_moment",
                condition=Q(status=ImportStatus.TAKEN, taken_at__isnull=False)
                | (~Q(status=ImportStatus.TAKEN) & Q(taken_at=None)),
            ),
            models.UniqueConstraint(
                fields=["department"],
                condition=Q(status__in=WAITING),
                name="library_import_of_a_department_waits_alone",
                violation_error_message="An export of this department waits already. Decide on it first",
            ),
        ]

    @classmethod
    def bring(
        cls, *, by: Any, department: Department, columns: Mapping[str, str], size: int
    ) -> "LibraryImport":
        """One export of ``size`` bytes, to be checked. Raises PermissionDenied, ValidationError."""
        if not by.can(ACT):
            raise PermissionDenied("Bringing in the library’s export is not part of your role.")
        with transaction.atomic(), acting_as(by):
            made = cls(department=department, brought_by=by, columns=dict(columns))
            made.save()
            LibraryCheck(library_import=made, until=clock.now(), size=size).save()
        return made

    @transition(source=[ImportStatus.BROUGHT], target=ImportStatus.REFUSED, allowed=ACT)
    def refuse(self, *, by: Any, found: "Checked") -> None:
        """Nothing of it is taken over; of it only the sentences are kept."""
        self.rows, self.wrong, self.problems = found.rows, found.wrong, list(found.problems)[:MOST_SHOWN]
        self.let_go()

    @transition(source=[ImportStatus.BROUGHT], target=ImportStatus.CHECKED, allowed=ACT)
    def find_right(self, *, by: Any, found: "Checked") -> None:
        """No line is wrong; how much would be new, changed and gone."""
        self.rows, self.new, self.changed, self.gone = found.rows, found.new, found.changed, found.gone
        self._let_file_go()

    @transition(source=[ImportStatus.CHECKED], target=ImportStatus.CONFIRMED, allowed=ACT)
    def confirm(self, *, by: Any) -> None:
        """Somebody has looked at it: it is taken over next."""

    @transition(
        source=[ImportStatus.BROUGHT, ImportStatus.CHECKED], target=ImportStatus.DISCARDED, allowed=ACT
    )
    def discard(self, *, by: Any) -> None:
        """It is not the right file, or nobody waits for it: nothing is taken over."""
        self.let_go()

    @transition(source=[ImportStatus.CONFIRMED], target=ImportStatus.TAKEN, allowed=ACT)
    def take_over(self, *, by: Any) -> None:
        """Its rows lie over those of the last export. Rules: R-184, R-207."""
        self.taken_at = clock.now()

    def give_up(self, says: str, job: str) -> None:
        """A job cannot go on with it, for a reason that is in no line: nothing of it is kept."""
        with transaction.atomic():
            locked = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
            if locked.status in (ImportStatus.BROUGHT, ImportStatus.CONFIRMED):
                locked.status, locked.wrong, locked.problems = ImportStatus.REFUSED, 1, [says]
                write_set_changes(LibraryImport, [locked], "libraryimport.given_up", job)
                locked.let_go()
        self.refresh_from_db()

    @property
    def is_wrong_in_lines(self) -> bool:
        """Whether it was refused for what is in its lines, and not for something else."""
        return any(says.startswith("Line ") for says in self.problems)

    def let_go(self) -> None:
        """The rows that were kept aside to look at, and the file as it was brought."""
        self.forget_rows()
        self._let_file_go()

    def forget_rows(self) -> None:
        """The rows alone, in one statement."""
        LibraryRow.objects.filter(library_import=self.pk).delete()

    def _let_file_go(self) -> None:
        LibraryCheck.objects.filter(library_import=self.pk).delete()
        transaction.on_commit(partial(folder.remove, self.reference))


class LibraryColumns(GovernedRow):
    """Which column of the library's export is which: said once, kept until said again."""

    columns = models.JSONField(default=dict)
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]

    @classmethod
    def say(cls, *, by: Any, columns: Mapping[str, str]) -> "LibraryColumns":
        """From now on the columns are these. Raises PermissionDenied."""
        if not by.can(ACT):
            raise PermissionDenied("Bringing in the library’s export is not part of your role.")
        with transaction.atomic(), acting_as(by):
            made = cls(columns=dict(columns), said_by=by)
            made.save()
        return made

    @classmethod
    def kept(cls) -> dict[str, str]:
        """The columns as they were last said."""
        newest = cls.objects.order_by("-pk").first()
        return dict(newest.columns) if newest else {}
