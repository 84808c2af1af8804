"""Differences between the library and the register: the list, one of them, and its end."""

from functools import cached_property
from typing import Any

from django.utils.html import format_html

from consent.forms.reconciling import HandOverForm, ResolveForm
from consent.models import ConsentForm, Mismatch, MismatchKind, MismatchStatus, Recording
from consent.models.mismatch import ACT, SEE
from consent.reconciling.room import TITLES
from recordings_gov.accounts.models import Department
from recordings_gov.pages import timeline
from recordings_gov.pages.templatetags.pages import date_and_time, short_date
from recordings_gov.pages.views import Column, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may

STATES = (("open", "Open"), ("resolved", "Resolved"), ("gone", "No longer there"), ("all", "All"))
COLOURS = {MismatchStatus.OPEN: "orange", MismatchStatus.RESOLVED: "green", MismatchStatus.GONE: "grey"}


def about(number: str | None, recording: str | None, form: str | None) -> str:
    """What it is about, without a patient: a number in the library, or a reference of ours."""
    return f"Library number {number}" if number else str(recording or form)


def _state(rows: Any, value: str) -> Any:
    return rows if value == "all" else rows.filter(status=value)


def _back(times: int, found: Any) -> Any:
    day = short_date(found)
    return format_html("{}, <strong>back again</strong>", day) if times else day


class MismatchList(ListView):
    """What differs, with whoever looks after it; open ones unless asked otherwise. Rules: R-184, R-207."""

    model = Mismatch
    action = SEE
    template_name = "consent/mismatch_list.html"
    heading = "What differs between library and register"
    empty = "Nothing differs."
    export_name = "library-differences"
    columns = (
        Column("About", ("item__library_number", "recording__reference", "form__reference"), about),
        Column("What differs", ("kind",), lambda kind: str(MismatchKind(kind).label)),
        Column("Looked after by", ("owner__name",)),
        Column(
            "Found",
            ("times_back", "found_at"),
            _back,
            plainly=lambda times, found: short_date(found) + (", back again" if times else ""),
        ),
        Column("State", ("status",), lambda state: str(MismatchStatus(state).label), wide_only=True),
        Column("Department", ("department__name",), wide_only=True),
    )

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]
        """By kind, owner, department and state."""
        user = self.request.user
        departments = Department.objects.order_by("name").values_list("slug", "name")
        return (
            Filter("kind", "What differs", (("", "Everything"), *MismatchKind.choices), _kind),
            Filter(
                "owner",
                "Looked after by",
                (("", "Anybody"), ("me", "Me")),
                lambda rows, _: rows.filter(owner=user),
            ),
            Filter("department", "Department", (("", "All"), *departments), _department),
            Filter("state", "State", (("", "Open"), *STATES[1:]), _state),
        )

    def rows(self) -> Any:
        """Open ones, unless a state is asked for."""
        rows = super().rows()
        return rows if self.request.GET.get("state") in dict(STATES) else rows.standing()


def _kind(rows: Any, value: str) -> Any:
    return rows.filter(kind=value)


def _department(rows: Any, value: str) -> Any:
    return rows.filter(department__slug=value)


def _with_beginning(record: Mismatch, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One event names all that one comparison found, so it is not among the record's own, as it once was."""
    found = timeline.entry(TITLES["mismatch.found"], record.created_at, timeline.BY_ITSELF)
    return told if told and told[-1]["title"] == found["title"] else [*told, found]


class MismatchDetail(RecordView):
    """One difference: what to do about it, and what became of it."""

    model = Mismatch
    action = SEE
    template_name = "consent/mismatch_detail.html"

    def rows(self) -> Any:
        """With what it is about at hand."""
        return (
            super().rows().select_related("item", "recording", "form", "owner", "resolved_by", "department")
        )

    def context(self) -> dict[str, Any]:
        """The facts; what somebody may not see is neither linked nor named."""
        user: Any = self.request.user
        record = self.record
        item = record.item
        recording_id = record.recording_id or (item.recording_id if item else None)
        recording = Recording.objects.visible_to(user).filter(pk=recording_id).first()
        form = ConsentForm.objects.visible_to(user).filter(pk=record.form_id).first()
        facts = [
            ("Department", record.department.name),
            ("Number in the library", item.library_number if item else ""),
            ("File name in the library", item.file_name if item and user.can(ACT) else ""),
            ("Open there for", item.get_use_display() if item else ""),
            ("Taken by, as the library says", item.taken_by if item else ""),
            ("Taken", short_date(item.taken_on) if item and item.taken_on else ""),
            ("Looked after by", record.owner.name),
            ("Found", date_and_time(record.found_at)),
            ("Came back", f"{record.times_back} times" if record.times_back > 1 else ""),
            ("Resolved", self._resolved()),
        ]
        given = super().context()
        return given | {
            "timeline": _with_beginning(record, given["timeline"]),
            "facts": [(label, value) for label, value in facts if value],
            "recording": recording,
            "form_record": form,
            "colour": COLOURS[record.status],
            "may_resolve": may(record, "resolve", user),
            "title": about(
                item and item.library_number,
                record.recording and record.recording.reference,
                record.form and record.form.reference,
            ),
        }

    def _resolved(self) -> str:
        record = self.record
        if record.status != MismatchStatus.RESOLVED:
            return ""
        return f"{date_and_time(record.resolved_at)}, by {record.resolved_by.name}: {record.reason}"


class ResolveMismatch(StepView):
    """It is put right. Rules: R-207."""

    model = Mismatch
    action = ACT
    form_class = ResolveForm
    step = "resolve"
    heading = "Say how it was resolved"
    button = "Resolved"
    done = "Resolved. If a newer export still shows it, it comes back."

    def context(self) -> dict[str, Any]:
        """What it was."""
        return super().context() | {"lead": self.record.get_kind_display()}


class HandOverMismatch(StepView):
    """Somebody else looks after it."""

    model = Mismatch
    action = ACT
    form_class = HandOverForm
    step = "hand_to"
    heading = "Give it to somebody else"
    button = "Give it to them"
    done = "They look after it now."
