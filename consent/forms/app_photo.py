"""Forms of the app route: a device, and a photo that was taken with one."""

from typing import Any

from django import forms

from consent.app_route import MADE_WITH_WORDS, NO_PHOTOGRAPHER_WORDS, SENT_WORDS, MadeWith, SentBy
from consent.forms.answering import line, one_of
from consent.forms.moments import TimeField, together
from consent.forms.registration_course import reason_field
from consent.models import AppDevice
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors


class AppDeviceForm(PlainErrors, forms.Form):
    """One phone or tablet. Rules: R-196."""

    asset_number = line("Number on the device", limit=60)
    record_registration = line("Its registration with the record system", limit=60)
    app_name = line("Which approved app is on it?", limit=60)
    kept_by = line("Which ward or team keeps it?", limit=120)


class WithdrawDeviceForm(PlainErrors, forms.Form):
    """Why it is no longer registered."""

    because = reason_field("Why is it no longer registered?", "Say why")


class AppPhotoForm(PlainErrors, forms.Form):
    """What was taken, with what, and why Media Studio could not. Rules: R-196, R-198, R-199."""

    made_with = one_of(
        "What did you take it with?", [(key.value, says) for key, says in MADE_WITH_WORDS.items()]
    )
    shows = line("What does it show?", "In plain words, without a name")
    captured_on = DateField(label="Date of the photo")
    captured_time = TimeField(label="Time of the photo")
    device: Any = forms.ModelChoiceField(
        label="Which device?",
        queryset=AppDevice.objects.none(),
        required=False,
        empty_label="Choose",
        to_field_name="reference",
    )
    no_photographer = one_of(
        "Why could Media Studio not take it?",
        [(key.value, says) for key, says in NO_PHOTOGRAPHER_WORDS.items()],
        required=False,
    )
    chaperone = line("Who was the chaperone?", "Name", required=False, limit=120)
    sent_by = one_of(
        "How did the photo leave the device?",
        [(key.value, says) for key, says in SENT_WORDS.items()],
        required=False,
    )
    explained = forms.BooleanField(
        label="I told the patient why an app is used, and that it keeps no photo on the device",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        devices: Any = self.fields["device"]
        devices.queryset = AppDevice.objects.registered().order_by("asset_number")

    def clean(self) -> dict[str, Any]:
        """One instant; with the app, everything that its use asks for."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["captured_at"] = together(self, given, "captured_on", "captured_time")
        given.pop("captured_on", None)
        given.pop("captured_time", None)
        if given.get("made_with") == MadeWith.APP and given.get("sent_by") != SentBy.MESSAGE:
            for name, says in (
                ("device", "Choose the device"),
                ("no_photographer", "Say why Media Studio could not take it"),
                ("chaperone", "Enter the name of the chaperone"),
                ("sent_by", "Say how the photo left the device"),
                ("explained", "Tell the patient first, then tick this"),
            ):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, says)
        return given
