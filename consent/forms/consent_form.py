"""Forms of the consent form: find the patient, name the recording, explain, sign, register."""

from typing import Any

from django import forms

from consent.models import ConsentForm, MadeFor, OtherPurposes, PermissionKind, ResearchProject
from consent.models.permission import Asked, Shown
from consent.models.recording import RecordingKind
from consent.wording import wording
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CheckboxTiles, CountedTextarea, Radios, RadioTiles, TickList

NAMED = ("title", "outlet", "shown", "edition")


class PatientNumberForm(PlainErrors, forms.Form):
    """Whose form it is."""

    number = forms.CharField(
        label="NHS number or local number",
        max_length=20,
        help_text="From the wristband or the referral",
        widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
    )


class StartForm(PlainErrors, forms.Form):
    """The recording, and what the patient is asked to agree to."""

    can_decide = forms.TypedChoiceField(
        label="Can they decide about this recording now?",
        help_text="We start from yes, from the age of 16. An unwise choice is no sign that they cannot.",
        choices=(("yes", "Yes"), ("no", "No, or I am not sure")),
        coerce=lambda value: value == "yes",
        widget=RadioTiles(columns=2),
    )
    made_for = forms.ChoiceField(
        label="What is it made for?",
        choices=MadeFor.choices,
        widget=RadioTiles(columns=1, hints={"care": "Then the health record is asked for first"}),
    )
    kinds = forms.MultipleChoiceField(
        label="What will you make?",
        choices=RecordingKind.choices,
        help_text="Tap all that apply",
        widget=CheckboxTiles(columns=1),
    )
    subject = forms.CharField(
        label="What will be recorded?", max_length=300, help_text="Only what is needed, in plain words"
    )
    purpose = forms.CharField(
        label="Why is it wanted?",
        max_length=500,
        help_text="The patient reads this",
        widget=CountedTextarea(500, attrs={"rows": 3}),
    )
    requested_by = forms.CharField(label="Who asked for it?", max_length=120)
    uses = forms.MultipleChoiceField(
        label="What else do you ask the patient to agree to?",
        choices=[row for row in PermissionKind.choices if row[0] != PermissionKind.RECORD],
        help_text="Leave empty if nothing else",
        required=False,
        widget=CheckboxTiles(columns=2),
    )
    title = forms.CharField(label="What is the one use called?", max_length=200, required=False)
    outlet = forms.CharField(
        label="Who publishes or shows it?",
        max_length=200,
        required=False,
        help_text="For example the name of the journal, book or conference",
    )
    shown = forms.ChoiceField(
        label="How does it come out?",
        choices=Shown.choices,
        required=False,
        widget=RadioTiles(columns=4),
    )
    edition = forms.CharField(label="Which edition, date or event?", max_length=100, required=False)
    research: Any = forms.ModelChoiceField(
        label="Is that use a research project?",
        help_text="Then choose the project. Nothing is recorded or used for research without one",
        queryset=ResearchProject.objects.none(),
        required=False,
        empty_label="No, it is not research",
        to_field_name="reference",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        projects: Any = self.fields["research"]
        projects.queryset = ResearchProject.objects.to_choose().order_by("title")

    def clean(self) -> dict[str, Any]:
        """The named use is asked for in full or not at all. Rules: R-125."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        wanted = PermissionKind.NAMED_PURPOSE in given.get("uses", [])
        for name in NAMED:
            if wanted and not given.get(name) and name not in self.errors:
                self.add_error(name, f"Answer: {self.fields[name].label}")
        if given.get("made_for") == MadeFor.SECONDARY and "uses" in given and not given["uses"]:
            self.add_error("uses", "Choose what the patient is asked to agree to")
        return given

    def verb_words(self) -> dict[str, Any]:
        """What ``ConsentForm.start`` asks for."""
        given = dict(self.cleaned_data)
        named = {name: given.pop(name) for name in NAMED}
        uses = given.pop("uses")
        first = [Asked(PermissionKind.RECORD)] if given.get("made_for") == MadeFor.CARE else []
        teaching = [Asked(PermissionKind.TEACHING)] if PermissionKind.TEACHING in uses else []
        further = (
            [Asked(PermissionKind.NAMED_PURPOSE, **named)] if PermissionKind.NAMED_PURPOSE in uses else []
        )
        return given | {"permissions": [*first, *teaching, *further]}


class ExplainForm(PlainErrors, forms.Form):
    """What was explained, point by point, before anybody signs. Rules: R-067, R-068."""

    explained = forms.MultipleChoiceField(
        label="What I have explained",
        widget=TickList(all_of_them="I have explained all of these"),
        required=False,
    )
    other_purposes = forms.ChoiceField(
        label="Is another purpose planned?", choices=OtherPurposes.choices, widget=Radios
    )
    other_purposes_reason = forms.CharField(
        label="If it is not possible to say, why not?", max_length=300, required=False
    )
    place_kept = forms.CharField(label="Where is it kept?", max_length=200)
    retention = forms.CharField(label="How long is it kept?", max_length=200)
    discussion = forms.CharField(
        label="Main points of your talk",
        help_text="These go into the health record",
        max_length=2000,
        widget=CountedTextarea(2000, attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, record: ConsentForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticks = wording().ticks_for((row.kind for row in record.open_permissions()), record.cases)
        facts = {"{place_kept}": "as you write below", "{retention}": "as you write below"}
        choices = []
        for tick in ticks:
            says = tick.staff
            for mark, word in facts.items():
                says = says.replace(mark, word)
            choices.append((tick.id, says.replace(" (as you write below)", "")))
        self.fields["explained"].choices = choices  # type: ignore[attr-defined]
