"""What in the name of a file from outside would tell who the patient is. Pure."""

import re
import unicodedata
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from recordings_gov.decisions import Reason
from recordings_gov.patients.numbers import normalised

NAME = Reason("The file name shows the patient’s name. Rename the file first.", ("R-180",))
NUMBER = Reason("The file name shows an NHS or hospital number. Rename the file first.", ("R-180",))
BORN = Reason("The file name shows the patient’s date of birth. Rename the file first.", ("R-180",))
BORN_AS = ("%d %m %Y", "%Y %m %d", "%m %d %Y", "%d %b %Y", "%d %B %Y", "%d %m %y", "%y %m %d")
WHOLE_WORD_BELOW = 4
TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ ._-]?\d{3}[ ._-]?\d{4}(?!\d)")
OWN = re.compile(r"rec-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z](-[a-z]+-[0-9]+)?")


def file_name_warnings(text: str, patient: Any) -> tuple[Reason, ...]:
    """Each thing in this file name that tells who it is: a name, a number, a date of birth.

    ``patient`` has ``family_name``, ``given_name``, ``nhs_number``, ``local_number``, ``birth_date``; None
    looks for an NHS number of anybody. Short names count only as a word of their own. Rules: R-180.
    """
    folded = OWN.sub(" ", _folded(text))
    found = []
    if patient is not None and any(_shows(folded, name) for name in _names(patient)):
        found.append(NAME)
    if any(_is_nhs_number(run) for run in TEN_DIGITS.findall(folded)) or (
        patient is not None and _shows_number(folded, patient)
    ):
        found.append(NUMBER)
    if patient is not None and _shows_birth(folded, patient.birth_date):
        found.append(BORN)
    return tuple(found)


def _folded(text: str) -> str:
    """Small letters without accents, so that José is found in jose."""
    split = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter)).casefold()


def _names(patient: Any) -> list[str]:
    whole = f"{patient.family_name} {patient.given_name}"
    return [word for word in re.split(r"[\s'’-]+", _folded(whole)) if len(word) > 1]


def _shows(folded: str, name: str) -> bool:
    if len(name) >= WHOLE_WORD_BELOW:
        return name in folded
    return name in re.split(r"[\W\d_]+", folded)


def _shows_number(folded: str, patient: Any) -> bool:
    joined = re.sub(r"[\s._-]", "", folded)
    numbers = (patient.nhs_number, patient.local_number)
    return any(len(own) > 3 and own in joined for own in (_joined(number) for number in numbers))


def _joined(number: str | None) -> str:
    return re.sub(r"[\s._-]", "", _folded(number or ""))


def _shows_birth(folded: str, born: date | None) -> bool:
    if born is None:
        return False
    shapes = (_folded(born.strftime(shape)).replace(" ", r"[\s._/-]?") for shape in BORN_AS)
    return any(re.search(rf"(?<!\d){shape}(?!\d)", folded) for shape in shapes)


def _is_nhs_number(run: str) -> bool:
    try:
        normalised(re.sub(r"\D", "", run))
    except ValidationError:
        return False
    return True
