"""What was done with recordings before their form was found never to have counted."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q

from consent.models.ending_notices import day_of
from consent.models.ending_permission import INVALID
from consent.using import Aim
from consent.using.words import RESTS_ON

FOR_TEACHING = Q(aim=Aim.TEACHING)
"""Teaching names no permission on the row: what it is for says so."""
IN_TEACHING = FOR_TEACHING | Q(use__in=[use for use, aim in RESTS_ON.items() if aim == Aim.TEACHING])


def deeds_with(form: Any, made: Sequence[Any]) -> list[str]:
    """Each publication, disclosure, print and copy that rested on this form: none of it was covered.

    Rules: R-155.
    """
    rows = {row.pk: row for row in made} | {
        row.recording_id: row.recording
        for permission in form.permissions.all()
        for row in permission.publications.select_related("recording")
    }
    if form.further_to is not None:
        rows[form.further_to.pk] = form.further_to
    return [says for _, row in sorted(rows.items()) for says in _deeds(row, form)]


def checks_under(form: Any, made: Sequence[Any]) -> dict[int, Any]:
    """Each question about a use that this form answered with a yes, by its key. Rules: R-155."""
    found = [row.use_checks.all() for row in made]
    found += [permission.use_checks.all() for permission in form.permissions.all()]
    if form.further_to is not None:
        found.append(form.further_to.use_checks.filter(_opened_teaching(form, IN_TEACHING, "asked_at")))
    return {check.pk: check for rows in found for check in rows.filter(verdict="yes")}


def _deeds(recording: Any, form: Any) -> Iterator[str]:
    about = recording.reference
    opened = _opened(recording, form)
    for row in recording.publications.filter(opened, released_at__isnull=False).order_by("pk"):
        came_out = f", came out {day_of(row.came_out_on)}" if row.came_out_on else ", not out"
        yield f"Given to a publisher: {row.reference}, {about}, {row.publisher}{came_out}"
    for row in recording.disclosures.filter(opened).order_by("pk"):
        ground = row.get_basis_display().lower()
        yield f"Passed on: {row.reference}, {about}, to {row.to}, {ground}, {day_of(row.disclosed_at)}"
    prints = _opened(recording, form, FOR_TEACHING, "printed_at")
    for row in recording.print_orders.filter(prints, status="printed").order_by("pk"):
        for_whom = f"{row.copies} for {row.ordered_by}"
        yield f"Printed: {row.reference}, {about}, {for_whom}, {day_of(row.printed_at)}"
    copies = _opened(recording, form, IN_TEACHING, "released_at")
    for row in recording.copies.filter(copies, released_at__isnull=False).order_by("pk"):
        yield f"Copied: {row.reference}, {about}, {row.get_status_display().lower()}"


def _opened(recording: Any, form: Any, taught: Q | None = None, at: str = "") -> Q:
    """Of a recording made under another form, only what a permission of this form opened."""
    if recording.form_id == form.pk:
        return Q()
    opened = Q(permission__form=form)
    return opened | _opened_teaching(form, taught, at) if taught else opened


def _opened_teaching(form: Any, taught: Q, at: str) -> Q:
    """Teaching since a further form for it was signed; nothing where that form was not for teaching."""
    was_for_it = form.permissions.filter(kind=Aim.TEACHING, status=INVALID).exists()
    return taught & Q(**{f"{at}__gte": form.signed_at}) if was_for_it and form.signed_at else Q(pk=None)
