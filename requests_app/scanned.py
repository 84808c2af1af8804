"""What was scanned, typed or photographed for the patient: a number, a code from home, the wrong barcode."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from recordings_gov.audit import log
from recordings_gov.patients import barcodes, camera
from recordings_gov.patients.barcodes import Kind, Reading
from recordings_gov.patients.models import Patient
from requests_app import home_page
from requests_app.models.home_code import KIND

WHICH = "There is more than one patient’s number in that picture. Choose the one on this patient’s wristband"
MOST = 6


@dataclass(frozen=True)
class Scan:
    """What is filled in afterwards, what is wrong with the scan, and the numbers to choose from."""

    given: dict[str, Any]
    problem: str = ""
    choices: tuple[str, ...] = ()
    home_code: str = ""

    def context(self) -> dict[str, Any]:
        """For the template."""
        return {
            "scan_problem": self.problem,
            "scan_choices": self.choices,
            "scan_home_code": self.home_code,
            "scan_number": self.given.get("patient") or "",
        }

    def in_place_of(self, posted: QueryDict) -> QueryDict:
        """What was posted, with the number that was understood."""
        copy = posted.copy()
        copy["patient"] = str(self.given.get("patient") or "")
        return copy


def _home_code(reading: Reading) -> str:
    is_one = reading.kind == Kind.OUR_REFERENCE and reading.value.startswith(f"{KIND}-")
    return reading.value if is_one else ""


def typed(given: dict[str, Any]) -> Scan:
    """What a scanner typed into the patient field; a code from home fills the page in."""
    reading = barcodes.read(str(given.get("patient") or ""))
    if code := _home_code(reading):
        return Scan(home_page.filled_in(given | {"patient": "", "home_code": code}), home_code=code)
    if reading.says:
        return Scan(given | {"patient": ""}, problem=reading.says)
    return Scan(given | {"patient": barcodes.written(reading)})


def chosen(given: dict[str, Any]) -> dict[str, Any]:
    """The number that somebody chose of those in a picture, as if it had been typed."""
    return given | {"patient": given.get("chosen_number") or ""}


def pictured(user: Any, given: dict[str, Any], picture: bytes) -> Scan:
    """What the codes of a picture say. What was typed stays; the picture is kept nowhere."""
    try:
        codes = camera.codes_in(picture)
    except camera.PictureNotRead as error:
        return Scan(given, problem=str(error))
    readings = [barcodes.read(code) for code in codes]
    numbers = dict.fromkeys(
        barcodes.written(each)
        for kind in (Kind.NHS_NUMBER, Kind.OTHER_NUMBER)
        for each in readings
        if each.kind == kind
    )
    if numbers:
        return _of_numbers(user, given, list(numbers)[:MOST])
    if code := next(filter(None, map(_home_code, readings)), ""):
        return typed(given | {"patient": code})
    problem = next((each.says for each in readings if each.says), camera.SENTENCES["nothing"])
    return Scan(given, problem=problem)


def _of_numbers(user: Any, given: dict[str, Any], numbers: list[str]) -> Scan:
    """The one that is a patient; where that is not one, a person chooses. The search is logged."""
    if len(numbers) == 1:
        return Scan(given | {"patient": numbers[0]})
    found: dict[int, str] = {}
    for number in numbers:
        patient = Patient.objects.visible_to(user).numbered(number).first()
        if patient is not None:
            found.setdefault(patient.pk, number)
    log.read_list(Patient, list(found), "searched")
    if len(found) == 1:
        return Scan(given | {"patient": next(iter(found.values()))})
    return Scan(given, problem=WHICH, choices=tuple(found.values() if found else numbers))
