"""Finding a patient: the search itself is logged, whoever is or is not found."""

from typing import Any

from django.db.models import QuerySet

from recordings_gov.audit import log
from recordings_gov.patients.models import Patient
from recordings_gov.patients.numbers import grouped

MOST = 10


def by_number(user: Any, text: str) -> Patient | None:
    """The one patient of a number that was typed or scanned, or None; writes one event."""
    found = Patient.objects.visible_to(user).numbered(text).first()
    log.read_list(Patient, [found.pk] if found else [], "searched")
    return found


def by_name(user: Any, family_name: str, birth_date: Any) -> list[Patient]:
    """Those of a family name and a birth date, both given; writes one event."""
    rows: QuerySet[Patient] = Patient.objects.visible_to(user).filter(
        family_name__iexact=family_name.strip(), birth_date=birth_date
    )
    found = list(rows.order_by("given_name", "pk")[:MOST])
    log.read_list(Patient, [patient.pk for patient in found], "searched")
    return found


def masked_number(patient: Patient) -> str:
    """Enough of the number to tell two people apart, not enough to use."""
    number = patient.nhs_number or patient.local_number or ""
    hidden = "•" * (len(number) - 4) + number[-4:]
    return grouped(hidden)
