"""Forms of the note: each asks for exactly its verb's keywords."""

from django import forms


class FileByHandForm(forms.Form):
    """Where the note stands in the health record now."""

    record_reference = forms.CharField(
        label="Reference in the health record",
        max_length=60,
        help_text="The document or event number that the record system shows",
        error_messages={"required": "Give the reference that the note has in the health record"},
    )


class RewordForm(forms.Form):
    """The words of the note."""

    text = forms.CharField(
        label="Note",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        error_messages={"required": "Write the note"},
    )
