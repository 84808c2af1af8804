"""Forms of the scans: bringing them, matching a page by hand, putting one aside, moving many forms on."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from consent.models import ConsentForm
from recordings_gov import references
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.layout import Reveal, Save
from recordings_gov.pages.nhsuk.widgets import Radios, TickList
from recordings_gov.pages.templatetags.pages import long_date, short_date

ANOTHER = "another"


class SeveralFiles(forms.ClearableFileInput):
    """A file field that takes many."""

    allow_multiple_selected = True


class BringForm(forms.Form):
    """The scanned pages; what is in them is looked at elsewhere, in a process of its own."""

    scans = forms.FileField(
        label="Scanned pages",
        help_text="One or more PDF, JPEG or PNG files",
        required=False,
        widget=SeveralFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"}),
    )


class MatchForm(PlainErrors, forms.Form):
    """Which page of which form it is."""

    form = forms.ChoiceField(label="Which form is it?", widget=Radios())
    reference = forms.CharField(
        label="Reference of the other form",
        help_text="It begins with CF and stands at the foot of each page",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"data-width": "20"}),
    )
    form_page = forms.IntegerField(
        label="Which page of the form is it?",
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"data-width": "4"}),
    )

    def __init__(
        self, *args: Any, user: Any, listed: Sequence[tuple[ConsentForm, list[int]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.listed = user, {row.reference: row for row, _ in listed}
        field: Any = self.fields["form"]
        choices = [(row.reference, f"{row.reference}: {row.patient.name}") for row, _ in listed]
        field.choices = [*choices, (ANOTHER, "Another form")]
        field.widget.hints = {row.reference: _hint(row, missing) for row, missing in listed}
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Reveal("form", {ANOTHER: ["reference"]}), "form_page", Save("Attach it to this form")
        )

    def clean(self) -> dict[str, Any]:
        """The form itself, one that this person may see."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = given.pop("form", "")
        typed = given.pop("reference", "")
        if chosen == ANOTHER:
            given["form"] = self._found(typed)
        elif chosen:
            given["form"] = self.listed[chosen]
        return given

    def _found(self, typed: str) -> ConsentForm | None:
        try:
            reference = references.read(typed)
        except references.BadReference as error:
            self.add_error("reference", str(error) if typed else "Enter the reference of the form")
            return None
        rows = ConsentForm.objects.visible_to(self.user).filter(reference=reference)
        found: ConsentForm | None = rows.exclude(signed_at=None).first()
        if found is None:
            self.add_error("reference", "No signed form has that reference. Check it against the paper")
        return found


class AsideForm(PlainErrors, forms.Form):
    """Why a page belongs to no form."""

    reason = forms.CharField(
        label="Why does it belong to no form?",
        help_text="For example: a blank sheet, or a letter",
        max_length=200,
    )


class MoveForm(PlainErrors, forms.Form):
    """Which of the listed forms have moved on."""

    forms = forms.MultipleChoiceField(
        label="Which forms?",
        widget=TickList(all_of_them="All of these"),
        error_messages={"required": "Tick the forms that you mean"},
    )

    def __init__(self, *args: Any, rows: Sequence[tuple[ConsentForm, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["forms"]
        field.choices = [(row.reference, f"{row.reference}, {row.department}") for row, _ in rows]
        field.widget.hints = {row.reference: says for row, says in rows}


def _hint(form: ConsentForm, missing: Sequence[int]) -> str:
    pages = ", ".join(map(str, missing))
    word = "page" if len(missing) == 1 else "pages"
    signed = f"signed {short_date(form.signed_at)}" if form.signed_at else ""
    return f"Born {long_date(form.patient.birth_date)}. {form.subject}, {signed}. Lacks {word} {pages}"
