"""What a scanned or typed line says: a patient's number, one of our own references, or the wrong barcode.

Source: DCB1077 (AIDC for Patient Identification): the GS1 DataMatrix of an NHS wristband holds a GSRN,
application identifier 8018: seven digits of company prefix, the NHS number, a check digit.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError

from recordings_gov import references
from recordings_gov.patients import gs1
from recordings_gov.patients.numbers import grouped, normalised

LONGEST_NUMBER = 20
SCAN = "Scan the patient’s wristband, or type the number"
PRODUCT = f"That is the barcode of a medicine or another product. {SCAN}"
BLOOD = f"That is the barcode of a blood product. {SCAN}"
WEB = f"That QR code holds a web address or a contact. It was not opened. {SCAN}"
STAFF = f"That is a staff badge. {SCAN}"
THING = f"That is the barcode of a thing or a place. {SCAN}"
BAND = "The number in that wristband cannot be right. Type the NHS or hospital number"
UNKNOWN = f"That is not a patient number. {SCAN}"

AIM = re.compile(r"^\](?P<symbology>[A-Za-z])[0-9A-Za-z]")
AFTER_AN_IDENTIFIER = re.compile(r"^\](?:C1|d[25]|Q[34]|e0|J1)")
FRAMING = "".join(map(chr, [*range(0x1D), 0x1E, 0x1F, 0x7F, 0x200B, 0xFEFF, ord(" ")]))
WRITTEN = re.compile(r"^[A-Za-z]{2,4}[ -]\w{4}[ -]\w{4}[ -]\w$")
HOME = re.compile(r"^HC[ -]?\w{4}[ -]?\w{4}[ -]?\w$", re.IGNORECASE)
ADDRESS = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*://|www\.|(?:mailto|tel|sms|geo|wifi|mecard|begin|otpauth|smsto):)", re.IGNORECASE
)
FHIR = re.compile(r"^https://fhir\.nhs\.uk/id/nhs-number\|(.+)$", re.IGNORECASE)
BADGE = re.compile(r"^(?:staff|employee|emp|esr)(?: (?:no|number|id))?[ .:#-]*\d{4,}$", re.IGNORECASE)
BLOOD_UNIT = re.compile(r"^=[A-Za-z0-9]\d{2,4}\w{6,}$|^[=&][<>%][A-Za-z0-9]{3,}$")
BEFORE_NHS = re.compile(r"^nhs(?: ?(?:no|number|num))?[ .:#-]*(?=[\d ])", re.IGNORECASE)
BEFORE_LOCAL = re.compile(
    r"^(?:mrn|pid|pas|hosp(?:ital)?(?: (?:no|number))?|local(?: number)?)[ .]*[:#][ ]*", re.IGNORECASE
)


class Kind(StrEnum):
    """What a line turned out to be."""

    NOTHING = "nothing"
    NHS_NUMBER = "nhs_number"
    OTHER_NUMBER = "other_number"
    OUR_REFERENCE = "our_reference"
    WRONG = "wrong"


@dataclass(frozen=True)
class Reading:
    """Its kind, the number or reference in its usual form, and for a wrong one the sentence to show."""

    kind: Kind
    value: str = ""
    says: str = ""


def read(text: str) -> Reading:
    """What ``text`` is, as a scanner types it: with or without an AIM identifier, brackets, prefix or suffix.

    Nothing is looked up and no address is opened. A number that is no NHS number may be a local one.
    """
    text = text.strip(FRAMING)
    aim = AIM.match(text)
    line = text[aim.end() if aim else 0 :].strip(FRAMING)
    said = line.replace(gs1.SEPARATOR, " ").strip()
    if not said:
        return Reading(Kind.NOTHING)
    if aim and aim["symbology"] == "E":
        return Reading(Kind.WRONG, says=PRODUCT)
    if aim and aim["symbology"] == "F":
        said = re.sub(r"^[A-D](.+)[A-D]$", r"\1", said)
    holds = gs1.elements(line, is_certain=bool(AFTER_AN_IDENTIFIER.match(text)))
    if holds:
        return _of_elements(holds)
    return _of_line(" ".join(said.strip("*~ ").split()))


def _of_elements(holds: dict[str, str]) -> Reading:
    """What a GS1 barcode is about: a patient, a member of staff, a product or something else."""
    if gsrn := holds.get("8018"):
        try:
            number = normalised(gsrn[7:17]) if gs1.is_checked(gsrn) else ""
        except ValidationError:
            number = ""
        return Reading(Kind.NHS_NUMBER, number) if number else Reading(Kind.WRONG, says=BAND)
    if "8017" in holds:
        return Reading(Kind.WRONG, says=STAFF)
    is_product = {"01", "02", "8006"} & set(holds)
    return Reading(Kind.WRONG, says=PRODUCT if is_product else THING)


def _of_line(line: str) -> Reading:
    if found := FHIR.match(line):
        return _of_number(found[1])
    if reference := _our_reference(line):
        return Reading(Kind.OUR_REFERENCE, reference, f"That is our own reference {reference}. {SCAN}")
    for looks, says in ((ADDRESS, WEB), (BADGE, STAFF), (BLOOD_UNIT, BLOOD)):
        if looks.match(line):
            return Reading(Kind.WRONG, says=says)
    return _of_number(line)


def _our_reference(line: str) -> str:
    if not (WRITTEN.match(line) or HOME.match(line)):
        return ""
    try:
        return references.read(line)
    except references.BadReference:
        return ""


def _of_number(line: str) -> Reading:
    """A number without its label, a HL7 identifier without what follows its first part."""
    number = BEFORE_LOCAL.sub("", BEFORE_NHS.sub("", line)).partition("^")[0].strip()
    try:
        return Reading(Kind.NHS_NUMBER, normalised(number))
    except ValidationError:
        pass
    if len(number) in (13, 14) and number.isascii() and number.isdigit() and gs1.is_checked(number):
        return Reading(Kind.WRONG, says=PRODUCT)
    if not number or len(number) > LONGEST_NUMBER:
        return Reading(Kind.WRONG, says=UNKNOWN)
    return Reading(Kind.OTHER_NUMBER, number)


def written(reading: Reading) -> str:
    """The number as the page shows it: an NHS number in groups."""
    return grouped(reading.value) if reading.kind == Kind.NHS_NUMBER else reading.value
