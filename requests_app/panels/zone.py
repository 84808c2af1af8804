"""Where the device would be, asked only where the kind of exam has places without devices."""

from typing import TYPE_CHECKING, Any

from django import forms

from policies.matrix import matrix_of
from recordings_gov.accounts.models import Department
from recordings_gov.pages.nhsuk.widgets import RadioTiles
from requests_app.decisions import EXPLANATION
from requests_app.models.situation_checks import NO_ZONE
from requests_app.panels.panel import Panel
from requests_app.situation_checks import PLACE_MISSING
from requests_app.zones import zone_chosen, zones_asked

if TYPE_CHECKING:
    from policies.stances import Zone
    from requests_app.forms.log import LogForm
    from requests_app.models import RecordingRequest
    from requests_app.scanner import Shown


class ZonePanel(Panel):
    """One tap that moves the device out of a place where it is not safe. Rules: R-044."""

    name = "zone"

    def fields(self, department: Department) -> dict[str, forms.Field]:
        """Nothing is chosen beforehand."""
        place = forms.ChoiceField(
            label="Would it be in one of these?",
            help_text="No device may be there",
            required=False,
            widget=RadioTiles(columns=1),
            error_messages={"invalid_choice": PLACE_MISSING},
        )
        return {"device_at": place}

    def ready(self, form: "LogForm") -> None:
        """The zones of this kind of exam, each with when it holds."""
        zones = _zones(form)
        field = form.field("device_at")
        field.choices = [*((zone.id, zone.name) for zone in zones), (NO_ZONE, "None of these")]
        field.widget.hints = {zone.id: zone.when.capitalize() for zone in zones}

    def is_shown(self, form: "LogForm", shown: "Shown | None") -> bool:
        """Where there are zones; not in somebody's home."""
        return bool(_zones(form)) and form.known("location") != "home"

    def version(self, form: "LogForm", shown: "Shown") -> str:
        """Other exams have other zones; what is more than the explanation unfolds it."""
        return f"{form.known('modality')}-{'open' if self._unfolds(form) else 'folded'}"

    def asked(self, form: "LogForm", given: dict[str, Any]) -> dict[str, Any]:
        """The place; whether that is during exposure follows from it."""
        return {"device_at": given["device_at"]}

    def tapped(self, form: "LogForm") -> dict[str, Any]:
        """The zone, and whether X-rays or the beam may be on in it."""
        known = form.known("device_at")
        zone = zone_chosen(matrix_of(form.version), form.known("modality"), known)
        return {"zones": (zone.id,), "exposure": zone.with_exposure} if zone else {}

    def kept(self, request: "RecordingRequest") -> dict[str, Any]:
        """The same of a request."""
        zones = (request.device_at,) if request.device_at not in ("", NO_ZONE) else ()
        return {"zones": zones, "exposure": request.exposure}

    def context(self, form: "LogForm", shown: "Shown") -> dict[str, Any]:
        """Folded as long as only the explanation, or nothing yet, is to be recorded."""
        return {"is_open": self._unfolds(form)}

    def _unfolds(self, form: "LogForm") -> bool:
        return bool(form.known("device_at")) or form.known("subject") not in ("", EXPLANATION)


def _zones(form: "LogForm") -> "tuple[Zone, ...]":
    return zones_asked(matrix_of(form.version), form.known("modality"))
