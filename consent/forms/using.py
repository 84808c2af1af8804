"""Which use, of the permitted ones and no other; and what was then done."""

from typing import Any

from django import forms

from consent.asking_use import permissions_about
from consent.forms.copies import place_fields, undertakes_field
from consent.models import PermissionKind, Recording
from consent.using import Use
from consent.using.words import AIM_WORDS, BASIS_WORDS, FOR_AN_AIM, RESTS_ON, USE_WORDS, Aim, DisclosureBasis
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios

ANOTHER = "another"
NAMED = [use.value for use, aim in RESTS_ON.items() if aim == Aim.NAMED_PURPOSE]


class AskUseForm(PlainErrors, forms.Form):
    """The question. Rules: R-072, R-100, R-120."""

    use = forms.ChoiceField(
        label="What do you want to do with it?",
        choices=[(use.value, says) for use, says in USE_WORDS.items()],
        widget=Radios,
    )
    aim = forms.ChoiceField(
        label="A copy or print: what is it for?",
        choices=[(aim.value, says) for aim, says in AIM_WORDS.items()],
        required=False,
        widget=Radios,
    )
    permission = forms.ChoiceField(
        label="Which named use?", required=False, help_text="As it stands on the form", widget=Radios
    )
    basis = forms.ChoiceField(
        label="To pass it on: on what ground?",
        choices=[(each.value, says) for each, says in BASIS_WORDS.items()],
        required=False,
        widget=Radios,
    )
    basis_reference = forms.CharField(
        label="Which law, court order or reasons?", max_length=200, required=False
    )

    def __init__(self, *args: Any, record: Recording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shut = record.status == "quarantined"
        rows = [] if shut else permissions_about(record)
        self.named = {str(row.pk): row for row in rows if row.kind == PermissionKind.NAMED_PURPOSE}
        choices = [*((key, row.name) for key, row in self.named.items()), (ANOTHER, "Another one")]
        self.fields["permission"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What a use asks for beside itself. Rules: R-072, R-120."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        use, aim = given.get("use"), given.get("aim")
        if use in FOR_AN_AIM and not aim:
            self.add_error("aim", "Say what the copy or print is for")
        if use == Use.DISCLOSE and not given.get("basis"):
            self.add_error("basis", "Say on what ground it is passed on")
        on_consent = use != Use.DISCLOSE or given.get("basis") == DisclosureBasis.CONSENT
        is_named = use in NAMED or (use in FOR_AN_AIM and aim == Aim.NAMED_PURPOSE)
        if is_named and on_consent and not given.get("permission"):
            self.add_error("permission", "Say which named use")
        chosen = given.get("permission") if is_named and on_consent else ""
        return given | {"aim": aim or Aim.RECORD, "permission": self.named.get(chosen or "")}


class CarryOutForm(PlainErrors, forms.Form):
    """What is done now. Rules: R-072, R-194."""

    done_with = forms.CharField(max_length=300)

    def __init__(self, *args: Any, use: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_disclosure = use == Use.DISCLOSE
        field = self.fields["done_with"]
        field.label = (
            "To whom is it passed on?" if is_disclosure else "For which teaching do you download it?"
        )
        field.help_text = "A name and place" if is_disclosure else "For example: second-year students, 3 June"
        if not is_disclosure:
            asked = place_fields("Where do you keep the download?")
            self.fields["place_kind"], self.fields["place"] = asked
            self.fields["undertakes"] = undertakes_field()


class ReadAgainForm(PlainErrors, forms.Form):
    """What the second reader looked for. Rules: R-082."""

    looked_for = forms.CharField(
        label="What did you look for, and not find?",
        max_length=300,
        help_text="Face, marks and tattoos, names, voice, date, place",
    )
