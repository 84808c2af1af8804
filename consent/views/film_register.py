"""The register of films: every film, where its master is, and who holds a copy."""

from typing import Any

from django.db.models import Q

from consent.models import Recording, RecordingKind, RecordingStatus
from consent.places import PLACE_WORDS
from consent.views.showing_library import length_words
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, Filter, ListView

OUTSIDE = "Not entered yet"


def _master(entered_at: Any, kind: str, place: str) -> str:
    return f"{PLACE_WORDS[kind]}: {place}" if entered_at else OUTSIDE


SHOWN = {
    "outside": Q(entered_at=None),
    "entered": Q(entered_at__isnull=False),
    "library": Q(uploaded_at__isnull=False),
    "not_library": Q(uploaded_at=None),
}


class FilmRegister(ListView):
    """Every film of a patient, listed, printed and exported as it is shown. Rules: R-195, R-249."""

    model = Recording
    action = "recording.view"
    template_name = "consent/film_register.html"
    heading = "The register of films"
    empty = "No film of a patient is registered."
    order = "-captured_at"
    export_name = "films"
    columns = (
        Column("Film", ("reference",)),
        Column("File", ("file_name",), wide_only=True),
        Column("Made", ("captured_at",), short_date, sort="captured_at", wide_only=True),
        Column("Made by", ("captured_by__name",), wide_only=True),
        Column("Length", ("seconds",), lambda seconds: length_words(seconds) or "–", wide_only=True),
        Column("Master", ("entered_at", "place_kind", "place"), _master),
        Column("Library number", ("library_number",), lambda number: number or "–", wide_only=True),
        Column("State", ("status",), lambda status: str(RecordingStatus(status).label), wide_only=True),
    )
    filters = (
        Filter(
            "show",
            "Show",
            (
                ("", "Every film"),
                ("outside", "Not entered yet"),
                ("entered", "Entered"),
                ("library", "In the library"),
                ("not_library", "Not in the library"),
            ),
            lambda rows, value: rows.filter(SHOWN[value]),
        ),
    )

    def rows(self) -> Any:
        """Films alone."""
        return super().rows().filter(kind=RecordingKind.FILM)
