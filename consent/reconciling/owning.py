"""Who looks after a difference: whoever brought the export, or somebody else who may, never nobody."""

from functools import cached_property

from consent.models.mismatch import ACT
from recordings_gov.accounts.models import User
from recordings_gov.accounts.roles import table


class Owners:
    """Asked for each row of a comparison, so each person's right is looked up once."""

    def __init__(self, brought_by: User) -> None:
        self.brought_by = brought_by
        self._fit: dict[int, bool] = {}

    def fits(self, person: User) -> bool:
        """Whether they still look after the library."""
        if person.pk not in self._fit:
            self._fit[person.pk] = bool(person.can(ACT))
        return self._fit[person.pk]

    @cached_property
    def first(self) -> User:
        """Who gets what is new: whoever brought the export, unless they have left the work. Rules: R-207."""
        if self.fits(self.brought_by):
            return self.brought_by
        roles = list(table()[ACT].cells)
        others = User.objects.filter(is_active=True, memberships__role__in=roles).order_by("pk").distinct()
        return next((person for person in others if self.fits(person)), self.brought_by)
