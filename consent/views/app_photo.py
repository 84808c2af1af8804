"""Photos with an approved app: the devices, and registering a photo that was taken with one."""

from typing import Any

from django import forms

from consent.app_route import PHONE, SENT, MadeWith, SentBy
from consent.forms.app_photo import AppDeviceForm, AppPhotoForm, WithdrawDeviceForm
from consent.models import AppDevice, AppDeviceStatus, ConsentForm, Recording
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.pages.views import Column, CreateView, ListView, RecordView, StepView
from recordings_gov.workflow import may


class AppDeviceList(ListView):
    """Every device that is or was registered. Rules: R-196."""

    model = AppDevice
    action = "appdevice.view"
    template_name = "consent/app_device_list.html"
    heading = "Devices with the approved app"
    empty = "No device is registered."
    export_name = "app-devices"
    columns = (
        Column("Device", ("asset_number",), sort="asset_number"),
        Column("App", ("app_name",)),
        Column("Kept by", ("kept_by",), wide_only=True),
        Column("State", ("status",), lambda status: str(AppDeviceStatus(status).label)),
    )

    def context(self) -> dict[str, Any]:
        """Whether one may be registered from here."""
        user: Any = self.request.user
        return {"may_register": user.holds("appdevice.keep")}


class RegisterAppDevice(CreateView):
    """One more device."""

    form_class = AppDeviceForm
    heading = "Register a device for the approved app"
    button = "Register it"
    done = "Registered. Photos may be taken with it where no photographer can come."
    draft_form = "consent.appdevice.register"

    def create(self, form: forms.Form) -> AppDevice:
        """Make it."""
        return AppDevice.register(by=self.request.user, **form.cleaned_data)


class AppDeviceDetail(RecordView):
    """One device."""

    model = AppDevice
    action = "appdevice.view"
    template_name = "consent/app_device_detail.html"

    def rows(self) -> Any:
        """With who registered it at hand."""
        return super().rows().select_related("registered_by")

    def context(self) -> dict[str, Any]:
        """Its facts, and whether that may end."""
        record = self.record
        facts = [
            ("Approved app", record.app_name),
            ("Registration with the record system", record.record_registration),
            ("Kept by", record.kept_by),
            ("Registered by", f"{record.registered_by}, {date_and_time(record.registered_at)}"),
        ]
        if record.withdrawn_because:
            facts.append(("Why it is no longer registered", record.withdrawn_because))
        is_registered = record.status == AppDeviceStatus.REGISTERED
        return super().context() | {
            "facts": facts,
            "colour": "green" if is_registered else "grey",
            "may_withdraw": may(record, "withdraw", self.request.user),
        }


class WithdrawAppDevice(StepView):
    """No photo is taken with it any more."""

    model = AppDevice
    action = "appdevice.keep"
    form_class = WithdrawDeviceForm
    step = "withdraw"
    heading = "End the registration of this device"
    button = "End it"
    done = "Ended. No photo is taken with it any more."


class TakenByApp(StepView):
    """A photo with the app is registered; one with a phone outside it is refused, and an incident.

    So is one that was sent by picture message. Rules: R-196, R-197, R-198, R-199.
    """

    model = ConsentForm
    action = "recording.capture"
    form_class = AppPhotoForm
    step = "app_photo"
    heading = "Taken with a phone or tablet"
    button = "Save"
    done = ""

    def rows(self) -> Any:
        """With the patient at hand."""
        return super().rows().select_related("patient", "department__site")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Of today, unless said otherwise."""
        return AppPhotoForm(data, initial=initial or {"captured_on": clock.today()})

    def act(self, form: forms.Form) -> str:
        """To the register entry, or to the incident."""
        given = dict(form.cleaned_data)
        user: Any = self.request.user
        made_with, is_sent = given.pop("made_with"), given["sent_by"] == SentBy.MESSAGE
        if made_with == MadeWith.APP and not is_sent:
            self.done = "Registered, for the health record and nothing else."  # type: ignore[misc]
            made = Recording.capture_by_app(by=user, form=self.record, **given)
            return str(made.get_absolute_url())
        self.done = (  # type: ignore[misc]
            f"Not registered: {(SENT if made_with == MadeWith.APP else PHONE).says}"
            " It is reported as an incident. Delete nothing before you have been told."
        )
        said = {name: given[name] for name in ("captured_at", "shows")}
        incident = Recording.refuse_route(by=user, form=self.record, made_with=made_with, **said)
        return str(incident.get_absolute_url())

    def context(self) -> dict[str, Any]:
        """What the route is for."""
        lead = (
            "The approved app is for when Media Studio cannot come. Consent is signed before, and a"
            " chaperone is there. The photo is for the health record alone, and not in the image library."
        )
        return super().context() | {"lead": lead}
