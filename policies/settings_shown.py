"""The settings as the page shows them: what holds, where it comes from, and what it was before."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from recordings_gov.accounts.known_settings import Known, every
from recordings_gov.accounts.models import Department, Setting, User

MOST = 50


@dataclass(frozen=True)
class ShownSetting:
    """One setting in one scope: the row that holds there, if somebody set it."""

    known: Known
    setting: Setting | None
    is_own: bool

    @property
    def value(self) -> str:
        """What holds, in words."""
        return self.known.words(self.setting.value if self.setting else self.known.default)

    @property
    def default(self) -> str:
        """What holds where nobody chose."""
        return self.known.words(self.known.default)

    @property
    def origin(self) -> str:
        """Whose choice it is."""
        if self.setting is None:
            return "Our default"
        return "Set here" if self.is_own else "Set for the whole Trust"

    @property
    def cells(self) -> tuple[Any, ...]:
        """As a line of an export."""
        row = self.setting
        who, why = (row.set_by.name, row.reason) if row else ("", "")
        return (
            self.known.label,
            self.known.room,
            self.value,
            self.default,
            self.known.rule,
            self.origin,
            who,
            why,
        )


def rows_for(department: Department | None, room: str, is_set: str) -> list[ShownSetting]:
    """Every known setting as it holds for a department, or for the Trust. One query. Rules: R-007."""
    rows = Setting.objects.filter(Q(department=department) | Q(department=None)).select_related("set_by")
    wide = {row.name: row for row in rows if row.department_id is None}
    own = {row.name: row for row in rows if department and row.department_id == department.pk}
    shown = [
        ShownSetting(each, own.get(each.name, wide.get(each.name)), each.name in own or department is None)
        for each in every()
        if (not room or each.room == room) and not (each.is_trust_wide and department)
    ]
    return [
        row for row in shown if not is_set or (row.setting is not None and row.is_own) == (is_set == "yes")
    ]


def history_of(known: Known, department: Department | None) -> list[dict[str, Any]]:
    """What it was set to before, newest first: value, reason, who and when. Two queries."""
    rows = Setting.history.filter(name=known.name, department=department).order_by("-history_date", "-pk")
    found = list(rows.values("value", "reason", "set_by", "history_date")[:MOST])
    names = dict(User.objects.filter(pk__in={row["set_by"] for row in found}).values_list("pk", "name"))
    return [
        {
            "value": known.words(row["value"]),
            "reason": row["reason"],
            "who": names.get(row["set_by"], ""),
            "at": row["history_date"],
        }
        for row in found
    ]
