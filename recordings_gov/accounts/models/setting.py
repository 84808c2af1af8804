"""A department's own choice, kept with its reason and the rule it implements."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from recordings_gov.accounts.known_settings import known
from recordings_gov.accounts.models.place import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow


@dataclass(frozen=True)
class OfDepartment:
    """Whose setting it would be, as far as the role table asks; None is the whole Trust."""

    department_id: int | None


class SettingQuerySet(GovernedQuerySet):
    """Settings by name; the department's own wins over the Trust's."""

    def value_of(self, name: str, department: Department | None, default: Any) -> Any:
        """The department's value, else the Trust's, else ``default``."""
        rows = self.filter(Q(department=department) | Q(department=None), name=name)
        found = dict(rows.values_list("department_id", "value"))
        return found.get(department.pk if department else None, found.get(None, default))


class Setting(GovernedRow):
    """One named choice. Rules: R-007."""

    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="settings"
    )
    name = models.SlugField(max_length=60)
    value = models.JSONField()
    reason = models.TextField()
    rule = models.CharField(max_length=5, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = SettingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "name"],
                name="setting_once_a_department",
                condition=Q(department__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["name"], name="setting_once_trust_wide", condition=Q(department=None)
            ),
            models.CheckConstraint(
                name="setting_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why this is set so",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def choose(
        cls, *, by: Any, name: str, department: Department | None, value: str, reason: str
    ) -> "Setting":
        """Set one named choice, as typed, with the reason; earlier choices stay in its history. Rules: R-007.

        The rule it carries out comes from the setting itself. Raises ValidationError for a setting nobody
        knows, a value out of its limits or no reason, PermissionDenied outside one's department.
        """
        asked = known(name)
        if asked is None:
            raise ValidationError({"value": "There is no such setting"})
        if not by.can("setting.set", OfDepartment(department.pk if department else None)):
            raise PermissionDenied("Changing this setting is not part of your role.")
        if asked.is_trust_wide and department is not None:
            raise ValidationError({"value": "This is set for the whole Trust"})
        if not reason.strip():
            raise ValidationError({"reason": "Say why this is set so"})
        kept = asked.read(value)
        with transaction.atomic(), acting_as(by):
            row = cls.objects.select_for_update(of=("self",)).filter(name=name, department=department).first()
            chosen: Setting = row or cls(name=name, department=department)
            chosen.value, chosen.reason, chosen.rule = kept, reason.strip(), asked.rule
            chosen.set_by, chosen.event_action = by, "setting.choose"
            chosen.save()
        return chosen
