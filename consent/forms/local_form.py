"""Putting another approved consent form on the list."""

from django import forms

from consent.forms.answering import line
from consent.models import PermissionKind
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CheckboxTiles


class LocalFormForm(PlainErrors, forms.Form):
    """What it is called, what it is for, and what it can be used to ask for. Rules: R-220."""

    title = line("What is the form called?", "For example Home video of a child, for teaching", limit=200)
    used_for = line("What is it used for?")
    kept_at = line("Where is the form found?", "For example its number in the document store", limit=200)
    opens = forms.MultipleChoiceField(
        label="What can it be used to ask for?",
        help_text="Tap all that apply",
        choices=PermissionKind.choices,
        widget=CheckboxTiles(columns=1),
    )


class RetireForm(PlainErrors, forms.Form):
    """Why it may no longer be used."""

    because = line("Why is it no longer used?")
