"""The patient's answers and signatures on the screen, and the sign-in by which staff sign."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consent.models import CopyOfForm, Permission, PermissionKind
from consent.models.form_signing import HowSigned
from consent.models.signature import SigningMeans
from consent.strokes import LONGEST, read_strokes
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import RadioTiles

MEANS = (
    (SigningMeans.DRAWN, "Sign in the boxes"),
    (SigningMeans.TYPED, "Type the name"),
)


class WitnessFields(forms.Form):
    """A mark by somebody who can decide but cannot sign: who saw it made. Conflict: C-07."""

    is_mark = forms.BooleanField(label="They can decide but cannot sign, and made a mark", required=False)
    witness = forms.CharField(
        label="Who saw the mark made?",
        max_length=120,
        required=False,
        help_text="Somebody else than you, who takes no part in the recording",
    )
    witness_role = forms.CharField(
        label="Their role", max_length=120, required=False, help_text="For example ward clerk, or a friend"
    )

    def witnessed(self, given: dict[str, Any]) -> tuple[str, str]:
        """Name and role of who saw the mark, asked for with the tick; nothing without it."""
        if not given.get("is_mark"):
            return "", ""
        for name, says in (("witness", "Name who saw the mark made"), ("witness_role", "Say their role")):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, says)
        return given.get("witness") or "", given.get("witness_role") or ""


class SignOnScreenForm(PlainErrors, WitnessFields):
    """What the patient says to each permission, and signs: drawn beside each yes, or typed once."""

    name = forms.CharField(label="Full name of who signs", max_length=120, required=False)
    means = forms.ChoiceField(
        label="How do they sign?",
        help_text="Drawing needs a pen, a finger or a mouse. Typing works with a keyboard alone.",
        choices=MEANS,
        widget=RadioTiles(columns=2),
        required=False,
        error_messages={"invalid_choice": "Choose how they sign"},
    )
    typed = forms.BooleanField(
        label="This is my name. I type it to sign each part that I said yes to", required=False
    )
    initials = forms.CharField(
        label="Initials beside “you cannot get it back”",
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"data-width": "5"}),
    )
    copy_of_form = forms.ChoiceField(
        label="A copy was offered", choices=CopyOfForm.choices, widget=RadioTiles(columns=2)
    )

    def __init__(
        self, *args: Any, permissions: Sequence[Permission], words: Mapping[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.permissions = list(permissions)
        for row in self.permissions:
            self.fields[f"answer_{row.pk}"] = forms.TypedChoiceField(
                label=words["permission_title"][row.kind],
                choices=(("yes", words["yes"]), ("no", words["no"])),
                coerce=lambda value: value == "yes",
                widget=RadioTiles(columns=2),
            )
            self.fields[f"drawn_{row.pk}"] = forms.CharField(
                required=False, max_length=LONGEST, widget=forms.HiddenInput
            )
        if not any(row.kind == PermissionKind.NAMED_PURPOSE for row in self.permissions):
            del self.fields["initials"]

    @property
    def parts(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each permission's answer with its strokes, in the order of the form."""
        return [(self[f"answer_{row.pk}"], self[f"drawn_{row.pk}"]) for row in self.permissions]

    def clean(self) -> dict[str, Any]:
        """A yes is signed for by name, and in the way that was chosen; a no is not."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["answers"] = {row.pk: given.get(f"answer_{row.pk}") for row in self.permissions}
        agreed = [row for row in self.permissions if given["answers"][row.pk]]
        seen = self.witnessed(given) if agreed else ("", "")
        given["signing"] = HowSigned(given.get("means") or "", self.strokes(given, agreed), *seen)
        if not agreed:
            return given
        if not given.get("name") and "name" not in self.errors:
            self.add_error("name", "Enter the full name of who signs")
        if not given.get("means") and "means" not in self.errors:
            self.add_error("means", "Choose how they sign")
        if given.get("means") == SigningMeans.TYPED:
            self.refuse_untyped(given)
        is_named = any(row.kind == PermissionKind.NAMED_PURPOSE for row in agreed)
        if is_named and not given.get("initials") and "initials" not in self.errors:
            self.add_error("initials", "The patient initials that what is published cannot be called back")
        return given

    def refuse_untyped(self, given: dict[str, Any]) -> None:
        """Typing is a signature when whoever types says so; a mark is never typed."""
        if not given.get("typed"):
            self.add_error("typed", "Tick that the typed name is their signature")
        if given.get("is_mark"):
            self.add_error("means", "A mark is made in the box, or on paper")

    def strokes(self, given: dict[str, Any], agreed: Sequence[Permission]) -> dict[int, str]:
        """What was drawn beside each yes, read as numbers."""
        if given.get("means") != SigningMeans.DRAWN:
            return {}
        found = {}
        for row in agreed:
            try:
                found[row.pk] = read_strokes(given.get(f"drawn_{row.pk}") or "")
            except ValidationError as error:
                self.add_error(f"answer_{row.pk}", error.messages[0])
        return found


class ConfirmForm(PlainErrors, forms.Form):
    """Staff sign with their own password, or the PIN of this tablet."""

    secret = forms.CharField(
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(
        self, *args: Any, check: Callable[[str], None], has_pin: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.check = check
        field = self.fields["secret"]
        field.label = "Your password, or your PIN for this tablet" if has_pin else "Your password"
        field.error_messages["required"] = f"Enter {field.label.lower()}"

    def clean_secret(self) -> str:
        """Right, or refused; nothing of it goes further than this."""
        self.check(self.cleaned_data["secret"])
        return ""
