"""What the clinical image library says it holds, as its last export said it: a copy, not a record of ours."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.models.permission import PermissionKind
from recordings_gov.accounts.models import Department

FURTHER = (PermissionKind.TEACHING, PermissionKind.NAMED_PURPOSE)


class SaidByLibrary(models.Model):
    """One row of the export, cleaned. ``names`` is the reference in a file name that we gave."""

    library_number = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    names = models.CharField(max_length=20, blank=True)
    is_visible = models.BooleanField()
    use = models.CharField(max_length=14, choices=PermissionKind, blank=True)
    taken_by = models.CharField(max_length=254, blank=True)
    operator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=32)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Number {self.library_number}"


class LibraryRow(SaidByLibrary):
    """A row that was read and waits for somebody to say that the export is right."""

    library_import = models.ForeignKey(
        "consent.LibraryImport", on_delete=models.CASCADE, related_name="read_rows"
    )
    line = models.PositiveIntegerField()

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["library_import", "library_number"], name="library_row_by_number")
        ]


class LibraryItem(SaidByLibrary):
    """One image in the library, and the recording that it is. Rules: R-184, R-207.

    A technical row: each import lays the newest export over it in one statement. What was brought, by
    whom, and what did not match, are records.
    """

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    recording = models.ForeignKey(
        "consent.Recording", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_there = models.BooleanField(default=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "library_number"], name="library_item_is_known_by_its_number"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["names"], name="library_item_by_name", condition=~Q(names="")),
            models.Index(fields=["recording"], name="library_item_there", condition=Q(is_there=True)),
            models.Index(fields=["department"], name="library_item_not_named_by_us", condition=Q(names="")),
            models.Index(
                fields=["department"],
                name="library_item_by_nobody_known",
                condition=Q(is_there=True, operator=None) & ~Q(taken_by=""),
            ),
            models.Index(
                fields=["recording"],
                name="library_item_open_further",
                condition=Q(is_there=True, use__in=FURTHER),
            ),
        ]


class LibraryWatermark(models.Model):
    """Up to when a department was compared, and the lock that two comparisons never share."""

    department = models.OneToOneField(Department, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True)

    objects: ClassVar[Any] = models.Manager()

    def __str__(self) -> str:
        return f"Compared until {self.until}"
