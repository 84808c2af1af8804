"""A department's own choice, kept with its reason and the rule it implements."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from recordings_gov.accounts.models.place import Department
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow


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
