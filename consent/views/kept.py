"""How originals are kept: where each is, how long it is kept, and whether it is still unaltered."""

from typing import Any

from consent.models import Found, Recording, RecordingKind, RecordingStatus
from consent.places import PLACE_WORDS
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, Filter, ListView

NEEDS = (
    ("", "All"),
    ("different", "The file does not match"),
    ("unreadable", "The file could not be read"),
    ("fingerprint", "No fingerprint"),
    ("place", "No place said"),
    ("retention", "Retention not looked up"),
    ("over", "Retention is over"),
    ("hold", "Under a legal hold"),
)


def _need(rows: Any, wanted: str) -> Any:
    found: dict[str, dict[str, Any]] = {
        "different": {"fingerprint_check__found": Found.DIFFERENT},
        "unreadable": {"fingerprint_check__found": Found.UNREADABLE},
        "fingerprint": {"fingerprint": None},
        "place": {"place_kind": ""},
        "retention": {"keep_until": None},
        "over": {"keep_until__lt": clock.today()},
        "hold": {"under_legal_hold": True},
    }
    return rows.filter(**found[wanted])


class KeptList(ListView):
    """Originals and masters that are kept, by whoever keeps them. Rules: R-096, R-182, R-248."""

    model = Recording
    action = "recording.store"
    template_name = "consent/kept_list.html"
    heading = "How originals are kept"
    empty = "No original is kept."
    export_name = "kept-originals"
    order = "-captured_at"
    columns = (
        Column("Recording", ("reference",)),
        Column("What", ("kind",), lambda kind: str(RecordingKind(kind).label), wide_only=True),
        Column("Made", ("captured_at",), short_date, sort="captured_at"),
        Column("Where", ("place_kind",), lambda kind: PLACE_WORDS.get(kind, "Not said yet")),
        Column(
            "Kept until",
            ("keep_until",),
            lambda day: short_date(day) if day else "Not looked up",
            sort="keep_until",
            wide_only=True,
        ),
        Column(
            "Original",
            ("fingerprint_check__found",),
            lambda found: str(Found(found).label) if found else "Not compared",
        ),
    )
    filters = (Filter("need", "What is missing", NEEDS, _need),)

    def rows(self) -> Any:
        """What is not destroyed."""
        return super().rows().exclude(status=RecordingStatus.DESTROYED)
