"""For whom, and for which request."""

from django import forms

from recordings_gov.pages.nhsuk.forms import PlainErrors


class SubjectAccessForm(PlainErrors, forms.Form):
    """The number of one patient, the request, and the reason. Rules: R-102."""

    number = forms.CharField(
        label="NHS number or local number",
        max_length=20,
        widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
    )
    request_reference = forms.CharField(
        label="Reference of the request", max_length=60, help_text="As the request was logged"
    )
    reason = forms.CharField(
        label="Who asks, and for what?", max_length=300, help_text="For example: the patient, all recordings"
    )
