"""Fictional patients; their NHS numbers are of the test range 999."""

from datetime import date
from typing import Any

from recordings_gov.patients.models import Patient

PATIENTS: tuple[dict[str, Any], ...] = (
    {
        "nhs_number": "9990001073",
        "family_name": "Test",
        "given_name": "Marigold",
        "birth_date": date(1951, 5, 4),
        "access_needs": ["hearing"],
    },
    {
        "nhs_number": "9990002088",
        "family_name": "Sample-Jones",
        "given_name": "Aled",
        "birth_date": date(1987, 2, 11),
        "language": "cy",
    },
    {
        "nhs_number": "9990003076",
        "family_name": "Example",
        "given_name": "Barnaby",
        "birth_date": date(2009, 3, 30),
    },
    {
        "local_number": "NM104417",
        "family_name": "Instance",
        "given_name": "Zofia",
        "birth_date": date(1994, 9, 17),
        "language": "pl",
    },
    {
        "nhs_number": "9990004013",
        "family_name": "Placeholder",
        "given_name": "Ottilie",
        "birth_date": date(1948, 12, 1),
    },
    {
        "nhs_number": "9990004021",
        "family_name": "Specimen",
        "given_name": "Odette",
        "birth_date": date(1993, 6, 8),
    },
    {
        "nhs_number": "9990004048",
        "family_name": "Prototype",
        "given_name": "Ines",
        "birth_date": date(1979, 1, 23),
    },
    {
        "nhs_number": "9990004056",
        "family_name": "Pattern",
        "given_name": "Casimir",
        "birth_date": date(1966, 7, 14),
        "language": "pl",
    },
)


def load_patients() -> dict[str, Patient]:
    """The patients by given name; who is there already stays as they are."""
    found: dict[str, Patient] = {patient.given_name: patient for patient in Patient.objects.all()}
    for values in PATIENTS:
        if values["given_name"] not in found:
            patient = Patient(**values)
            patient.save()
            found[patient.given_name] = patient
    return found
