"""A person's own named filters of a list: codes of its choices, never a word that somebody typed."""

import re
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from recordings_gov import clock
from recordings_gov.audit.text import plain

MOST = 20
NUMBER = re.compile(r"(?:\d[\s-]?){6}")


def names_nobody(name: str) -> None:
    """A name of a filter holds no patient's number. Raises ValidationError."""
    if NUMBER.search(name):
        raise ValidationError("Leave numbers of patients out of the name")


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Filters of one person; nobody else's are ever looked for."""

    def of(self, owner: Any, list_name: str) -> "SavedFilterQuerySet":
        """This person's filters of one list, by name."""
        return self.filter(owner=owner, list_name=list_name).order_by("name")

    def keep(self, *, owner: Any, list_name: str, name: str, query: dict[str, str]) -> "SavedFilter":
        """Keep a filter under a name. Raises ValidationError for a name in use, or for too many."""
        if self.of(owner, list_name).count() >= MOST:
            raise ValidationError(f"You have {MOST} filters of this list. Delete one first")
        row = SavedFilter(owner=owner, list_name=list_name, query=query, created_at=clock.now())
        return row.call(name)


class SavedFilter(models.Model):
    """What one person looks at often. It opens nothing: the list asks the role table each time."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    list_name = models.CharField(max_length=100)
    name = models.CharField(max_length=60, validators=[names_nobody])
    query = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    objects: ClassVar[Any] = SavedFilterQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "list_name", "name"], name="saved_filter_once_under_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def call(self, name: str) -> "SavedFilter":
        """Give it this name. Raises ValidationError."""
        self.name = plain(" ".join(name.split()))
        if not self.name:
            raise ValidationError("Give the filter a name")
        self.clean_fields(exclude=["owner", "query"])
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as error:
            raise ValidationError("You have a filter of that name already") from error
        return self
