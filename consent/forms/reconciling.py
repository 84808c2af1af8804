"""Forms of the reconciliation: an export, its columns, and what becomes of a difference."""

from collections.abc import Sequence
from typing import Any

from django import forms

from consent.models.mismatch import ACT, NO_RIGHT
from consent.reconciling.columns import WANTED, guessed
from consent.reconciling.folder import FIELD
from consent.reconciling.upload import FULL, MEGABYTES, TOO_LARGE
from recordings_gov.accounts.models import Department, User
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CountedTextarea

NO_ROOM = "There is no room on the disk for the export. Nothing was kept. Tell the system administrator"
TROUBLE = {
    FULL: NO_ROOM,
    TOO_LARGE: f"That is more than {MEGABYTES} MB. Bring it in parts, department by department",
}
NOT_THERE = "Not in the export"


class BringExportForm(PlainErrors, forms.Form):
    """Whose export it is, and the file."""

    department = forms.ModelChoiceField(
        Department.objects.order_by("name"),
        label="Whose images are they?",
        empty_label="Choose a department",
        error_messages={"required": "Choose the department"},
    )
    export = forms.FileField(
        label="The library’s export",
        help_text=f"One CSV file of at most {MEGABYTES} MB. What it is called is not kept",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choose the export first"},
    )

    def clean_export(self) -> Any:
        """What became of it on its way here."""
        file = self.cleaned_data[FIELD]
        if file.content_type in TROUBLE:
            raise forms.ValidationError(TROUBLE[file.content_type])
        return file


class ColumnsForm(forms.Form):
    """Which heading of the export means what."""

    def __init__(self, *args: Any, headings: Sequence[str], kept: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(heading, heading) for heading in headings]
        likely = guessed(headings) | {name: said for name, said in kept.items() if said in headings}
        for each in WANTED:
            first = "Choose a column" if each.is_needed else NOT_THERE
            self.fields[each.name] = forms.ChoiceField(
                label=each.label,
                help_text=each.says,
                choices=[("", first), *choices],
                required=each.is_needed,
                initial=likely.get(each.name, ""),
                error_messages={"required": f"Say which column is this: {each.label}"},
            )


class ResolveForm(PlainErrors, forms.Form):
    """How it was put right."""

    reason = forms.CharField(
        label="How was it resolved?",
        help_text="Without the patient’s name. If a newer export still shows it, it comes back",
        max_length=500,
        widget=CountedTextarea(500, attrs={"rows": 3}),
        error_messages={"required": "Say how it was resolved"},
    )


class HandOverForm(PlainErrors, forms.Form):
    """Who looks after it from now on."""

    person = forms.CharField(
        label="User name of the person",
        max_length=60,
        widget=forms.TextInput(attrs={"data-width": "20"}),
        error_messages={"required": "Enter the user name of the person"},
    )

    def clean_person(self) -> Any:
        """Somebody who looks after the library."""
        found = User.objects.filter(username=self.cleaned_data["person"].strip(), is_active=True).first()
        if found is None or not found.can(ACT):
            raise forms.ValidationError(NO_RIGHT)
        return found
