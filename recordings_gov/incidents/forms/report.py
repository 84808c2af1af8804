"""The report: short enough for a radiographer between two patients."""

from typing import Any

from django import forms

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.incidents.forms.fields import day, line, one_of, plain_text, words
from recordings_gov.incidents.models import CameAs, Incident, Kind
from recordings_gov.incidents.models.words import Care
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import RadioTiles
from recordings_gov.patients import finding


class ReportForm(PlainErrors, forms.Form):
    """What happened, when, where, to whom if known, and whether care went on. Rules: R-203."""

    kind = forms.ChoiceField(
        label="What happened?",
        choices=Kind.choices,
        widget=RadioTiles(columns=2),
        error_messages={"required": "Say what happened"},
    )
    patient_number = line(
        "Patient number",
        40,
        required=False,
        help_text="NHS or local number, if it is about a patient. Report a second patient apart",
    )
    happened_on = day("When did it happen?", "Date it happened", required=False)
    discovered_on = day("When did it come to light?", "Date it came to light")
    place = line("Where?", 120, required=False, help_text="For example: CT 2, or the patient's home")
    care = one_of("Did care go on?", Care.choices, required=False)
    care_words = line("If care stopped: why, and who decided?", required=False)
    what_happened = words("What happened, in a few sentences", help_text="Facts, not views. No names")
    department = forms.ModelChoiceField(
        label="Department", queryset=Department.objects.none(), empty_label="Choose"
    )
    came_as = one_of("How did it come?", CameAs.choices, required=False)
    about_us = forms.ChoiceField(
        label="Is it about a recording that we made?",
        choices=[("yes", "Yes, staff made it"), ("no", "No, a patient or somebody with them")],
        widget=forms.RadioSelect,
        required=False,
    )
    same_event = forms.CharField(required=False, widget=forms.HiddenInput, validators=[plain_text])

    def __init__(self, *args: Any, user: Any, same_event: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self._here = [department for _, department in user.roles if department]
        field: Any = self.fields["department"]
        field.queryset = Department.objects.order_by("name")
        if not self.is_bound:
            self.initial.setdefault("discovered_on", clock.today())
            self.initial.setdefault("same_event", same_event)
            if len(self._here) == 1:
                self.initial.setdefault("department", self._here[0])
        self.patient: Any = None
        if not user.can("patient.find"):
            del self.fields["patient_number"]

    def clean_patient_number(self) -> str:
        """The one patient of the number, or a sentence; the search itself is logged."""
        typed = str(self.cleaned_data["patient_number"]).strip()
        if typed:
            self.patient = finding.by_number(self.user, typed)
            if self.patient is None:
                raise forms.ValidationError("No patient has that number. Check it, or leave it empty")
        return typed

    def clean_same_event(self) -> Incident | None:
        """The other incident of the same event, if this person may see it."""
        reference = self.cleaned_data["same_event"]
        if not reference:
            return None
        return Incident.objects.visible_to(self.user).filter(reference=reference).first()

    def asked(self) -> dict[str, Any]:
        """The verb's keywords."""
        given = dict(self.cleaned_data)
        given.pop("patient_number", None)
        about_us = given.pop("about_us")
        given["relates_to_policy"] = about_us == "yes" if given["kind"] == Kind.OTHER else None
        given["came_as"] = given["came_as"] or CameAs.INCIDENT
        given["same_event_as"] = given.pop("same_event")
        return given | {"patient": self.patient}
