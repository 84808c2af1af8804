"""What stands on the signed paper, and what was recorded under it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from consent.forms.moments import TimeField, together
from consent.forms.signing_on_screen import WitnessFields
from consent.models import ConsentForm, CopyOfForm, Permission, PermissionKind
from consent.models.form_signing import ON_PAPER, HowSigned
from consent.models.recording import RecordingKind
from recordings_gov import clock
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import RadioTiles


class SignForm(PlainErrors, WitnessFields):
    """The patient's answers and both signatures, as they stand on the paper."""

    name = forms.CharField(label="Name, as the patient signed", max_length=120, required=False)
    initials = forms.CharField(
        label="Initials beside “you cannot get it back”",
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"data-width": "5"}),
    )
    signed_on = DateField(label="Date the patient signed", required=False)
    signed_time = TimeField(label="Time the patient signed", required=False)
    copy_of_form = forms.ChoiceField(
        label="A copy was offered", choices=CopyOfForm.choices, widget=RadioTiles(columns=2)
    )
    countersigned_on = DateField(label="Date you signed")
    countersigned_time = TimeField(label="Time you signed")

    def __init__(
        self,
        *args: Any,
        permissions: Sequence[Permission],
        patient_signs: bool,
        taker_signs: bool,
        signer: str = "patient",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.permissions, self.signer = list(permissions) if patient_signs else [], signer
        for name in ("name", "signed_on", "signed_time"):
            self.fields[name].label = str(self.fields[name].label).replace("patient", signer)
        takers = {name: self.fields.pop(name) for name in ("countersigned_on", "countersigned_time")}
        asked: dict[str, forms.Field] = {
            f"answer_{permission.pk}": forms.TypedChoiceField(
                label=permission.name,
                choices=(("yes", "Yes"), ("no", "No")),
                coerce=lambda value: value == "yes",
                widget=RadioTiles(columns=2),
            )
            for permission in self.permissions
        }
        if patient_signs:
            asked |= self.fields
        if not any(row.kind == PermissionKind.NAMED_PURPOSE for row in self.permissions):
            asked.pop("initials", None)
        self.fields = asked | takers if taker_signs else asked

    @property
    def answer_fields(self) -> list[forms.BoundField]:
        """The yes or no of each permission, in the order of the paper."""
        return [self[f"answer_{permission.pk}"] for permission in self.permissions]

    @property
    def taker_fields(self) -> list[forms.BoundField]:
        """When whoever explained it signed; nothing when somebody else looks."""
        return [self[name] for name in self.fields if name.startswith("countersigned")]

    @property
    def patient_fields(self) -> list[forms.BoundField]:
        """Name, initials, time and copy: what stands on the paper beside the answers."""
        others = ("answer_", "countersigned", "is_mark", "witness")
        return [self[name] for name in self.fields if not name.startswith(others)]

    @property
    def mark_fields(self) -> list[forms.BoundField]:
        """Who saw a mark made, where it is one."""
        return [self[name] for name in ("is_mark", "witness", "witness_role") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """A yes is signed for: by name, on a day, at a time."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        answers = {row.pk: given.get(f"answer_{row.pk}") for row in self.permissions}
        if answers:
            given["answers"] = answers
        if any(answers.values()):
            for name, says in (
                ("name", f"Enter the name, as the {self.signer} signed"),
                ("signed_on", f"Enter the date the {self.signer} signed"),
                ("signed_time", f"Enter the time the {self.signer} signed"),
            ):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, says)
        named = [row.pk for row in self.permissions if row.kind == PermissionKind.NAMED_PURPOSE]
        if any(answers[pk] for pk in named) and not given.get("initials") and "initials" in self.fields:
            self.add_error("initials", "The patient initials that what is published cannot be called back")
        given["signing"] = ON_PAPER
        if any(answers.values()):
            witness, role = self.witnessed(given)
            given["signing"] = HowSigned(witness=witness, witness_role=role)
        given["signed_at"] = together(self, given, "signed_on", "signed_time")
        if "countersigned_on" in self.fields:
            given["countersigned_at"] = together(self, given, "countersigned_on", "countersigned_time")
        return given


def _kit_and_end(row: Any) -> str:
    last = clock.local(row.ended_at).date() if row.ended_at else row.expires_on
    return f"{row.kit}, until {last.day} {last:%B %Y}"


class CaptureForm(PlainErrors, forms.Form):
    """What was recorded, and when."""

    kind = forms.ChoiceField(
        label="What did you make?", widget=RadioTiles(columns=3), help_text="Not slides of tissue"
    )
    shows = forms.CharField(label="What does it show?", max_length=300, help_text="In plain words")
    captured_on = DateField(label="Date of the recording")
    captured_time = TimeField(label="Time of the recording")
    registration: Any = forms.ModelChoiceField(
        label="Which registration covers your equipment?", queryset=None, empty_label=None, required=False
    )
    kit_serial = forms.CharField(
        label="Serial or asset number on the equipment you used",
        max_length=60,
        required=False,
        help_text="Scan or type it if you are not sure that it is the registered one",
        widget=forms.TextInput(attrs={"data-width": "20"}),
    )
    place = forms.CharField(
        label="Where does Media Studio keep it?",
        max_length=200,
        help_text="Apart from the library and the health record",
    )
    identifiable = forms.ChoiceField(
        label="Could anyone tell who it is?",
        help_text="Consent is needed either way",
        choices=(("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")),
        widget=RadioTiles(columns=3),
    )

    def __init__(
        self, *args: Any, record: ConsentForm, registrations: Any, is_held: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kinds = [row for row in RecordingKind.choices if row[0] in record.kinds]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if not is_held:
            del self.fields["place"]
        if registrations is None or is_held:
            del self.fields["registration"], self.fields["kit_serial"]
        else:
            field = self.fields["registration"]
            field.queryset = registrations  # type: ignore[attr-defined]
            field.label_from_instance = _kit_and_end  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One instant out of a day and a time."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["captured_at"] = together(self, given, "captured_on", "captured_time")
        given.pop("captured_on", None)
        given.pop("captured_time", None)
        return given
