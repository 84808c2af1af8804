"""What was done with recordings before their form was found never to have counted."""

from collections.abc import Iterator, Sequence
from typing import Any

from consent.models.ending_notices import day_of


def deeds_with(form: Any, made: Sequence[Any]) -> list[str]:
    """Each publication, disclosure, print and copy that rested on this form: none of it was covered.

    Rules: R-155.
    """
    rows = {row.pk: row for row in made} | {
        row.recording_id: row.recording
        for permission in form.permissions.all()
        for row in permission.publications.select_related("recording")
    }
    return [says for _, row in sorted(rows.items()) for says in _deeds(row, form)]


def _deeds(recording: Any, form: Any) -> Iterator[str]:
    about = recording.reference
    for row in _resting(recording.publications.filter(released_at__isnull=False), recording, form):
        came_out = f", came out {day_of(row.came_out_on)}" if row.came_out_on else ", not out"
        yield f"Given to a publisher: {row.reference}, {about}, {row.publisher}{came_out}"
    for row in _resting(recording.disclosures.all(), recording, form):
        yield f"Passed on: {row.reference}, {about}, to {row.to}, {day_of(row.disclosed_at)}"
    for row in _resting(recording.print_orders.filter(status="printed"), recording, form):
        for_whom = f"{row.copies} for {row.ordered_by}"
        yield f"Printed: {row.reference}, {about}, {for_whom}, {day_of(row.printed_at)}"
    for row in _resting(recording.copies.filter(released_at__isnull=False), recording, form):
        yield f"Copied: {row.reference}, {about}, {row.get_status_display().lower()}"


def _resting(rows: Any, recording: Any, form: Any) -> Any:
    """Of a recording made under another form, only what a permission of this form opened."""
    return rows.order_by("pk") if recording.form_id == form.pk else rows.filter(permission__form=form)
