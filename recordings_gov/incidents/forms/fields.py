"""Fields that the forms of this room share."""

from typing import Any

from django import forms
from django.db.models import Q

from recordings_gov.accounts.models import User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.text import plain
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios

MANAGERS = (
    Role.HEAD_OF_MEDIA_STUDIO,
    Role.IG_MANAGER,
    Role.GOVERNANCE_LEAD,
    Role.CALDICOTT_GUARDIAN,
    Role.DPO,
    Role.LSMS,
)


class StepForm(PlainErrors, forms.Form):
    """A form about one incident; what it may choose from depends on it."""

    def __init__(self, *args: Any, incident: Any, **kwargs: Any) -> None:
        self.incident = incident
        super().__init__(*args, **kwargs)


def plain_text(text: str) -> None:
    """No control characters, nothing that turns a name back to front."""
    plain(text)


def line(label: str, longest: int = 500, **given: Any) -> forms.CharField:
    """A line of words."""
    return forms.CharField(label=label, max_length=longest, validators=[plain_text], **given)


def words(label: str, longest: int = 2000, rows: int = 4, **given: Any) -> forms.CharField:
    """Some sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, widget=area, validators=[plain_text], **given)


def one_of(label: str, choices: Any, **given: Any) -> forms.ChoiceField:
    """One answer of a few."""
    return forms.ChoiceField(label=label, choices=choices, widget=Radios(), **given)


def day(label: str, name: str = "", **given: Any) -> DateField:
    """A date in three boxes."""
    return DateField(label=label, name=name or label, help_text="For example, 20 11 2026", **given)


def person(label: str, **given: Any) -> forms.ModelChoiceField:
    """A member of staff; the form says which."""
    return forms.ModelChoiceField(label=label, queryset=User.objects.none(), empty_label="Choose", **given)


def managers_of(department_id: int) -> Any:
    """The people who may manage the incidents of a department."""
    near = Q(memberships__department=None) | Q(memberships__department=department_id)
    rows = User.objects.filter(near, is_active=True, memberships__role__in=MANAGERS)
    return rows.distinct().order_by("name", "pk")


def staff_of(department_id: int) -> Any:
    """Everybody who works in a department or Trust-wide."""
    near = Q(memberships__department=None, memberships__isnull=False) | Q(
        memberships__department=department_id
    )
    return User.objects.filter(near, is_active=True).distinct().order_by("name", "pk")
