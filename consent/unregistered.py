"""A recording or a copy that was made without leave becomes an incident, with what is known of it."""

from datetime import date
from typing import Any

from recordings_gov.accounts.models import Department
from recordings_gov.incidents.models import Incident, Kind

KINDS = (
    (Kind.UNREGISTERED, "Staff recorded without registration, or with other equipment"),
    (Kind.COPY, "A copy was made without authority"),
    (Kind.ALTERED, "An image was altered instead of asking for consent"),
)


def report(
    *,
    by: Any,
    kind: str,
    department: Department,
    happened_on: date,
    equipment: str,
    what_happened: str,
    place: str = "",
    about: Any = None,
) -> Incident:
    """Report what was made already: planned ones are refused, these are looked into.

    ``about`` is the recording, form or registration that it was found at. Rules: R-112, R-131, R-203.
    """
    given = {"about_type": about._meta.label_lower, "about_reference": about.reference} if about else {}
    said = (
        f"With: {equipment.strip()}. {what_happened.strip()}" if equipment.strip() else what_happened.strip()
    )
    return Incident.report(
        by=by,
        kind=Kind(kind),
        department=department,
        happened_on=happened_on,
        place=place.strip(),
        what_happened=said,
        **given,
    )
