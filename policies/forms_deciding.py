"""Forms of conflicts, settings and legal advice: what is chosen, and why."""

from typing import Any

from django import forms

from recordings_gov.accounts.known_settings import CHOICE, NUMBER, TEXT, Known
from recordings_gov.accounts.models import Department
from recordings_gov.accounts.models.place import Nation
from recordings_gov.accounts.models.setting import OfDepartment
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios

TRUST = "trust"
LONGEST = 4000


def long_field(label: str, *, rows: int = 3, required: bool = True, help_text: str = "") -> forms.CharField:
    """A few sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST, required=required, help_text=help_text, widget=widget
    )


def scopes_for(user: Any, act: str) -> list[tuple[str, str]]:
    """The whole Trust and the departments for which this person may do the act."""
    departments = Department.objects.select_related("site").order_by("name", "pk")
    found = [(each.slug, each.name) for each in departments if user.can(act, OfDepartment(each.pk))]
    return [(TRUST, "The whole Trust"), *found] if user.can(act, OfDepartment(None)) else found


def department_of(scope: str) -> Department | None:
    """The department of a scope; None for the whole Trust. Raises DoesNotExist."""
    return None if scope == TRUST else Department.objects.select_related("site").get(slug=scope)


class ScopeForm(PlainErrors, forms.Form):
    """Whose choice it is."""

    def __init__(self, *args: Any, user: Any, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"] = forms.ChoiceField(
            label="For whom?",
            choices=scopes_for(user, act),
            widget=Radios(),
            error_messages={"required": "Choose for whom this is"},
        )
        self.order_fields(["scope"])

    def clean_scope(self) -> Department | None:
        """The department itself; None is the whole Trust."""
        return department_of(self.cleaned_data["scope"])


class DecideForm(ScopeForm):
    """What is decided about a conflict, and why."""

    choice = forms.ChoiceField(
        label="What do we do?",
        choices=[("default", "Our default holds"), ("otherwise", "Something else")],
        widget=Radios(),
        error_messages={"required": "Choose what we do"},
    )
    says = long_field("If something else, what?", required=False)
    reason = long_field("Why")


class SettingForm(PlainErrors, forms.Form):
    """The value and the reason."""

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _value_field(known)
        self.fields["reason"] = long_field("Why is it set so?", help_text="Kept with the setting and shown")


def _value_field(known: Known) -> forms.Field:
    if known.kind == CHOICE:
        return forms.ChoiceField(
            label=known.label,
            choices=known.choices,
            widget=Radios(),
            help_text=known.says,
            error_messages={"required": "Choose one of the values"},
        )
    if known.kind == NUMBER:
        limits = f"From {known.least:,} to {known.most:,} {known.unit}".strip()
        helped = f"{known.says} {limits}".strip()
        return forms.CharField(
            label=known.label, help_text=helped, widget=forms.TextInput(attrs={"data-width": "5"})
        )
    rows = 3 if known.kind == TEXT else 4
    return forms.CharField(
        label=known.label, help_text=known.says, widget=forms.Textarea(attrs={"rows": rows})
    )


class NationForm(PlainErrors, forms.Form):
    """The nation in which a site lies."""

    nation = forms.ChoiceField(label="Nation", choices=Nation.choices, widget=Radios())
    reason = long_field("Why is it changed?")


class AdviceForm(ScopeForm):
    """A question put to a lawyer, and the answer. No patient is named."""

    nation = forms.ChoiceField(
        label="Law of which nation?",
        choices=Nation.choices,
        initial=Nation.ENGLAND,
        widget=Radios(),
        error_messages={"required": "Choose the nation"},
    )
    about = forms.CharField(
        label="What it is about",
        max_length=100,
        required=False,
        help_text="The reference of an incident, a rule or a conflict. Never a patient's name or number",
    )
    question = long_field("What was asked", help_text="Without anything that says who the patient is")
    adviser = forms.CharField(label="Who answered", max_length=200)
    given_on = DateField(label="When", name="Day of the advice")
    advice = long_field("What they said", rows=6)
    kept_at = forms.CharField(label="Where the letter is kept", max_length=200, required=False)
