"""Forms of what leaves: a publication and its contract, a print."""

from typing import Any

from django import forms

from consent.asking_use import permissions_about
from consent.models import Clause, Medium, PermissionKind, Recording
from consent.models.print_order import MOST_COPIES
from consent.using.words import AIM_WORDS, Aim
from recordings_gov import clock
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios


def named_uses(recording: Recording) -> dict[str, Any]:
    """The named uses that stand on a form about this recording, by their key."""
    rows = permissions_about(recording)
    return {str(row.pk): row for row in rows if row.kind == PermissionKind.NAMED_PURPOSE}


class PlanForm(PlainErrors, forms.Form):
    """Where it is to come out, and with whom. Rules: R-120."""

    permission = forms.ChoiceField(
        label="Which named use is it?",
        help_text="As it stands on the form",
        widget=Radios,
        error_messages={"required": "Say which named use it is"},
    )
    medium = forms.ChoiceField(
        label="How does it come out?",
        choices=Medium.choices,
        widget=Radios,
        error_messages={"required": "Say how it comes out"},
    )
    where = forms.CharField(
        label="Where?", max_length=200, help_text="Journal, book or site, and the edition. No patient’s name"
    )
    publisher = forms.CharField(label="Who publishes it?", max_length=120)
    publisher_address = forms.CharField(
        label="Where to write to them",
        max_length=200,
        help_text="Post or e-mail. They are told here if consent is taken back",
    )

    def __init__(self, *args: Any, record: Recording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = named_uses(record)
        field: Any = self.fields["permission"]
        field.choices = [(key, row.name) for key, row in self.named.items()]

    def clean_permission(self) -> Any:
        """The permission itself."""
        return self.named[self.cleaned_data["permission"]]


class ContractForm(PlainErrors, forms.Form):
    """What the contract says of copyright. Rules: R-175."""

    clause = forms.ChoiceField(
        label="What does the contract say of copyright?",
        choices=Clause.choices,
        widget=Radios,
        error_messages={"required": "Say what the contract says of copyright"},
    )
    contract_reference = forms.CharField(
        label="Reference of the contract",
        max_length=120,
        required=False,
        help_text="Not needed when there is none",
    )


class CameOutForm(PlainErrors, forms.Form):
    """It is out."""

    on = DateField(label="When did it come out?", name="Date it came out")
    where = forms.CharField(label="On which page, or at which address?", max_length=200)


class WhyForm(PlainErrors, forms.Form):
    """Why it does not leave after all."""

    reason = forms.CharField(label="Why?", max_length=300, help_text="No patient’s name")


class ToldForm(PlainErrors, forms.Form):
    """The day the publisher was told."""

    on = DateField(label="When was the publisher told?", name="Date the publisher was told")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", clock.today())


class OrderForm(PlainErrors, forms.Form):
    """A print: for what, how many, and why a screen does not do. Rules: R-193."""

    aim = forms.ChoiceField(
        label="What is the print for?",
        choices=[(aim.value, says) for aim, says in AIM_WORDS.items()],
        widget=Radios,
        error_messages={"required": "Say what the print is for"},
    )
    permission = forms.ChoiceField(
        label="Which named use?", required=False, help_text="As it stands on the form", widget=Radios
    )
    reason = forms.CharField(
        label="Why does looking at it on a screen not do?", max_length=300, help_text="No patient’s name"
    )
    copies = forms.IntegerField(
        label="How many copies?",
        min_value=1,
        max_value=MOST_COPIES,
        widget=forms.NumberInput(attrs={"data-width": "4"}),
    )

    def __init__(self, *args: Any, record: Recording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = named_uses(record)
        if not self.named:
            del self.fields["permission"]
        else:
            field: Any = self.fields["permission"]
            field.choices = [(key, row.name) for key, row in self.named.items()]

    def clean(self) -> dict[str, Any]:
        """A print for a named use says which."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = given.get("permission") or ""
        if given.get("aim") == Aim.NAMED_PURPOSE and self.named and not chosen:
            self.add_error("permission", "Say which named use")
        is_named = given.get("aim") == Aim.NAMED_PURPOSE
        return given | {"permission": self.named.get(chosen) if is_named else None}


class PrintedForm(PlainErrors, forms.Form):
    """The two checks of a print. Rules: R-193."""

    colour_checked = forms.BooleanField(
        label="The colours are right", error_messages={"required": "Check the colours"}
    )
    identity_checked = forms.BooleanField(
        label="It follows the NHS identity", error_messages={"required": "Check the NHS identity"}
    )
