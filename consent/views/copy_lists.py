"""The registers: of copies with their holders, and of originals with how many copies there are."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from consent.copying import KIND_WORDS
from consent.models import Copy, CopyStatus, Edit, Recording, RecordingKind
from consent.models.copy_words import OPEN
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, Filter, ListView


def _holder(name: str | None, body: str) -> str:
    return name or body


def _state(rows: Any, value: str) -> Any:
    if value == "open":
        return rows.open()
    return rows.filter(status=value)


class CopyList(ListView):
    """Who holds what, the newest first. Rules: R-061, R-119, R-176, R-194."""

    model = Copy
    action = "copy.view"
    template_name = "consent/copy_list.html"
    heading = "Copies and who holds them"
    empty = "Nobody holds a copy."
    export_name = "copies"
    order = "-asked_at"
    columns = (
        Column("Copy", ("reference",)),
        Column("What it is", ("kind",), lambda kind: KIND_WORDS[kind], wide_only=True),
        Column("Of the recording", ("recording__reference",), wide_only=True),
        Column("Holder", ("holder__name", "outside_body"), _holder),
        Column("For", ("purpose",), wide_only=True),
        Column("Asked for", ("asked_at",), short_date, sort="asked_at", wide_only=True),
        Column("State", ("status",), lambda status: str(CopyStatus(status).label)),
    )
    filters = (
        Filter("state", "Show", (("", "All"), ("open", "Somebody holds it"), *CopyStatus.choices), _state),
        Filter(
            "kind",
            "What it is",
            (("", "All"), *KIND_WORDS.items()),
            lambda rows, value: rows.filter(kind=value),
        ),
    )


def _copies(**which: Any) -> Any:
    return Copy.objects.filter(recording=OuterRef("pk"), **which)


def _number(rows: Any) -> Any:
    """How many, asked for the rows of the page alone: a join would count all of the register first."""
    counted = rows.order_by().values("recording").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


class CopiedList(ListView):
    """Every original of the register, with how many copies are out and what was edited. Rules: R-061."""

    model = Recording
    action = "recording.view"
    template_name = "consent/copied_list.html"
    heading = "Originals and their copies"
    empty = "Nothing is registered yet."
    export_name = "originals-and-copies"
    order = "-captured_at"
    columns = (
        Column("Original", ("reference",)),
        Column("What it is", ("kind",), lambda kind: str(RecordingKind(kind).label), wide_only=True),
        Column("Made", ("captured_at",), short_date, sort="captured_at", wide_only=True),
        Column("Copies out", ("copies_out",)),
        Column("Ever given", ("copies_given",), wide_only=True),
        Column("Edits", ("edits_made",)),
    )
    filters = (
        Filter(
            "show",
            "Show",
            (("", "All"), ("out", "With a copy out")),
            lambda rows, _chosen: rows.filter(Exists(_copies(status__in=OPEN))),
        ),
    )

    def rows(self) -> Any:
        """With the two numbers beside each."""
        return (
            super()
            .rows()
            .annotate(
                copies_out=_number(_copies(status__in=OPEN)),
                copies_given=_number(_copies(released_at__isnull=False)),
                edits_made=_number(Edit.objects.filter(recording=OuterRef("pk"))),
            )
        )
