"""Forms of a version's way into force, and of a new policy: each asks for exactly its verb's keywords."""

from typing import Any

from django import forms

from policies.models import Direction, PolicyVersion, RelatedKind
from policies.models.version import Calls
from recordings_gov.accounts.models import Department, User
from recordings_gov.accounts.roles import Role
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Checkboxes, Radios

CALL_PURPOSES = (("medicolegal", "Medicolegal"), ("training", "Training"), ("audit", "Audit"))


def named(user: User) -> str:
    """A person in a list: name and title."""
    return f"{user.name}, {user.job_title}" if user.job_title else user.name


class NewPolicyForm(PlainErrors, forms.Form):
    """A policy that is not here yet."""

    title = forms.CharField(label="Title of the policy", max_length=200)
    department = forms.ModelChoiceField(
        label="Whose policy?",
        queryset=Department.objects.order_by("name"),
        required=False,
        empty_label="The whole Trust",
    )
    direction = forms.ChoiceField(label="Who records?", choices=Direction.choices, widget=Radios())
    starts_with = forms.ChoiceField(
        label="What does it start with?",
        choices=[
            ("empty", "Nothing: I write it, or adopt a version approved before"),
            ("starter", "The starter text and its stances, to be changed"),
        ],
        widget=Radios(
            hints={
                "starter": "For when patients record us. It has 28 sections and answers by situation",
                "empty": "A version approved before is adopted with what is known of it",
            }
        ),
    )


class EntrustForm(PlainErrors, forms.Form):
    """Who keeps the policy right, and who stands behind it."""

    owner = forms.ModelChoiceField(
        label="Policy owner", queryset=User.objects.none(), empty_label="Choose a person"
    )
    sponsor = forms.CharField(
        label="Management sponsor", max_length=200, help_text="As it is printed, such as: Director of imaging"
    )
    sponsored_by = forms.ModelChoiceField(
        label="Executive sponsor",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody yet",
        help_text="Who is told when the owner does not act",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        sponsor: Any = self.fields["sponsored_by"]
        owner.queryset = User.objects.filter(is_active=True).order_by("name")
        sponsor.queryset = owner.queryset.filter(memberships__role=Role.EXECUTIVE_SPONSOR).distinct()
        owner.label_from_instance = sponsor.label_from_instance = named


class DisseminateForm(PlainErrors, forms.Form):
    """How it is made known, where it is kept, and why it goes ahead in spite of what gives pause."""

    statement = forms.CharField(
        label="How it is made known",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="Staff told, posters and leaflets changed, the version before it taken down",
    )
    dms_reference = forms.CharField(
        label="Reference in the document management system", max_length=200, required=False
    )
    despite = forms.CharField(
        label="Why it goes ahead all the same",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, pauses: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not pauses:
            del self.fields["despite"]


class SendBackForm(PlainErrors, forms.Form):
    """Why somebody who signs cannot agree."""

    reason = forms.CharField(
        label="What has to change", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class EqualityForm(PlainErrors, forms.Form):
    """Where the equality impact assessment is."""

    reference = forms.CharField(label="Its reference", max_length=200)
    assessed_on = DateField(label="When it was made", name="Day of the assessment")


class CallsForm(PlainErrors, forms.Form):
    """Whether telephone calls are recorded."""

    calls = forms.ChoiceField(label="Are telephone calls recorded?", choices=Calls.choices, widget=Radios())
    notice = forms.CharField(
        label="How callers are told",
        max_length=300,
        required=False,
        help_text="Only where calls are recorded. Recording in secret is barred",
    )
    purposes = forms.MultipleChoiceField(
        label="What the recordings are for", choices=CALL_PURPOSES, required=False, widget=Checkboxes()
    )


class RelateForm(PlainErrors, forms.Form):
    """A policy that is read with this one."""

    kind = forms.ChoiceField(label="Which policy?", choices=RelatedKind.choices)
    title = forms.CharField(label="Its title here", max_length=200)
    where = forms.CharField(
        label="Where it is kept", max_length=300, required=False, help_text="A reference or an address"
    )
    checked_on = DateField(
        label="Checked against this policy on",
        name="Day of the check",
        required=False,
        help_text="The mobile-device policy has to be: its rules bind staff, not patients",
    )


class LeaveOutForm(forms.Form):
    """For each scenario that no section covers: why it does not happen here."""

    def __init__(self, *args: Any, version: PolicyVersion, titles: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, title in titles.items():
            self.fields[code] = forms.CharField(
                label=title,
                max_length=500,
                required=False,
                initial=version.left_out.get(code, ""),
                help_text="Why it does not happen here. Leave it empty if it does",
            )
