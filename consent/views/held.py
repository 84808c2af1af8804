"""Media Studio's hold: what waits there, and letting it go once it was agreed to."""

from datetime import date
from typing import Any

from django.utils.html import format_html

from consent.models import Recording, RecordingKind, RecordingStatus
from consent.views.showing_held import release_words
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, Filter, ListView, StepView

DUE = (("", "All"), ("due", "The day to look again has come"))


def _kind(kind: str) -> str:
    return str(RecordingKind(kind).label)


def _due(day: date) -> Any:
    words = short_date(day)
    return format_html("<strong>{}, due</strong>", words) if day <= clock.today() else words


def _has_come(rows: Any, _chosen: str) -> Any:
    return rows.filter(look_again_on__lte=clock.today())


class HeldList(ListView):
    """What Media Studio holds, the earliest day to look again first. Rules: R-138, R-154."""

    model = Recording
    action = "recording.hold"
    template_name = "consent/held_list.html"
    heading = "Held until they are asked"
    empty = "Nothing is held."
    export_name = "held-recordings"
    order = "look_again_on"
    columns = (
        Column("Recording", ("reference",)),
        Column("What it is", ("kind",), _kind),
        Column("Made", ("captured_at",), short_date, sort="captured_at", wide_only=True),
        Column("Look again", ("look_again_on",), _due, sort="look_again_on", plainly=short_date),
        Column("Form", ("form__reference",), wide_only=True),
    )
    filters = (Filter("due", "Day to look again", DUE, _has_come),)

    def rows(self) -> Any:
        """Only what is held."""
        return super().rows().held()


class ReleaseHeld(StepView):
    """Out of the hold, once the right person has signed. Rules: R-138, R-154, R-156."""

    model = Recording
    action = "recording.hold"
    template_name = "consent/recording_release.html"
    step = "release"
    heading = "Release it from the hold"
    button = "Release the recording"
    done = "Released. It may go to the library now."

    def rows(self) -> Any:
        """With form and patient at hand."""
        return super().rows().select_related("form__patient", "patient")

    def context(self) -> dict[str, Any]:
        """Where it is, and what stands in the way."""
        is_held = self.record.status == RecordingStatus.HELD
        known = release_words(self.record) if is_held else {}
        return super().context() | known | {"age": self.record.patient.age_on(clock.today())}
