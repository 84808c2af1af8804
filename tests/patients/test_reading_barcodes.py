"""What a scanner types, or a camera reads, is the patient's number or is named for what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordings_gov import references
from recordings_gov.patients import barcodes, gs1
from recordings_gov.patients.barcodes import Kind, read

NHS = "9990001073"
SEPARATOR = "\x1d"


def checked(body: str) -> str:
    return next(f"{body}{digit}" for digit in range(10) if gs1.is_checked(f"{body}{digit}"))


GSRN = checked(f"5050898{NHS}")
GTIN = "05012345678900"
PATIENTS = [
    (NHS, NHS),
    ("999 000 1073", NHS),
    ("999-000-1073\r\n", NHS),
    ("\x02999 000 1073\x03", NHS),
    (f"NHS{NHS}", NHS),
    ("NHS No: 999 000 1073", NHS),
    (f"*{NHS}*", NHS),
    (f"]C0{NHS}", NHS),
    (f"]A0*{NHS}*", NHS),
    (f"]F0A{NHS}B", NHS),
    (f"~{NHS}~", NHS),
    (f"{NHS}^^^NHS^NH", NHS),
    (f"https://fhir.nhs.uk/Id/nhs-number|{NHS}", NHS),
    (f"(8018){GSRN}", NHS),
    (f"(8018) {GSRN}(8019)1(91)RX1NM104417(92)TEST", NHS),
    (f"]d28018{GSRN}", NHS),
    (f"]d28018{GSRN}{SEPARATOR}80191{SEPARATOR}91RX1NM104417", NHS),
    (f"]C18018{GSRN}", NHS),
    (f"]Q391RX1NM104417{SEPARATOR}8018{GSRN}", NHS),
    (f"{SEPARATOR}8018{GSRN}", NHS),
    (f"8018{GSRN}", NHS),
    (f"8018{GSRN}80191", NHS),
    (f"8018{GSRN}{SEPARATOR}91RX1NM104417{SEPARATOR}92TEST", NHS),
    ("NM104417", "NM104417"),
    ("MRN: NM104417", "NM104417"),
    ("NM104417^^^RX1^MR", "NM104417"),
    ("]A0*NM104417*", "NM104417"),
    ("12345670", "12345670"),
    ("9990001074", "9990001074"),
    ("0000000000", "0000000000"),
    ("9" * 20, "9" * 20),
]
WRONG = [
    (GTIN, barcodes.PRODUCT),
    ("5012345678900", barcodes.PRODUCT),
    ("]E05012345678900", barcodes.PRODUCT),
    ("]E412345670", barcodes.PRODUCT),
    (f"(01){GTIN}(17)270131(10)AB12", barcodes.PRODUCT),
    (f"]d201{GTIN}1727013110AB12{SEPARATOR}21X", barcodes.PRODUCT),
    (f"01{GTIN}1727013110AB12", barcodes.PRODUCT),
    (f"]C100{checked('35012345000000001')}", barcodes.THING),
    ("]C18004ASSET7", barcodes.THING),
    ("]d2~~~", barcodes.THING),
    ("=G151717123456", barcodes.BLOOD),
    ("https://example.org/patient?nhs=9990001073", barcodes.WEB),
    ("HTTP://EXAMPLE.ORG", barcodes.WEB),
    ("www.example.org", barcodes.WEB),
    ("WIFI:S:Guest;;", barcodes.WEB),
    ("BEGIN:VCARD", barcodes.WEB),
    ("javascript://x", barcodes.WEB),
    (f"(8017){GSRN}", barcodes.STAFF),
    (f"]d28017{GSRN}", barcodes.STAFF),
    ("STAFF 0012345", barcodes.STAFF),
    ("ESR: 21234567", barcodes.STAFF),
    (f"(8018){GSRN[:-1]}{(int(GSRN[-1]) + 1) % 10}", barcodes.BAND),
    (f"(8018){checked('50508989990001074')}", barcodes.BAND),
    ("(8018)505089899900", barcodes.BAND),
    ("9" * 21, barcodes.UNKNOWN),
    ("x" * 5000, barcodes.UNKNOWN),
]


@pytest.mark.parametrize(("typed", "number"), PATIENTS)
def test_a_patients_number_is_found_in_whatever_form_it_comes(typed: str, number: str) -> None:
    assert read(typed).value == number
    assert read(typed).kind == (Kind.NHS_NUMBER if number == NHS else Kind.OTHER_NUMBER)


@pytest.mark.parametrize(("typed", "says"), WRONG)
def test_the_wrong_barcode_is_named_for_what_it_is(typed: str, says: str) -> None:
    assert read(typed) == barcodes.Reading(Kind.WRONG, says=says)


@pytest.mark.parametrize("kind", ["REQ", "OBJ", "PAT", "HC", "CF"])
def test_our_own_reference_is_no_patient(kind: str) -> None:
    ours = references.new(kind)
    for typed in (ours, ours.lower(), ours.replace("-", " "), f"]Q1{ours}"):
        found = read(typed)
        assert (found.kind, found.value) == (Kind.OUR_REFERENCE, ours)
        assert ours in found.says


def test_a_home_code_may_be_typed_without_its_hyphens() -> None:
    code = references.new("HC")
    assert read(code.replace("-", "")).value == code


@pytest.mark.parametrize("typed", ["", "  ", "\r\n", "]d2", SEPARATOR, "\u200b"])
def test_an_empty_scan_is_nothing(typed: str) -> None:
    assert read(typed).kind == Kind.NOTHING


@given(st.text(max_size=200))
def test_any_line_has_an_answer_and_a_wrong_one_its_sentence(typed: str) -> None:
    found = read(typed)
    assert bool(found.says) == (found.kind in (Kind.WRONG, Kind.OUR_REFERENCE))
    assert len(found.value) <= barcodes.LONGEST_NUMBER
    assert not any(unseen in found.value for unseen in "\x1d\r\n")


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_what_is_read_out_of_a_band_is_the_number_that_was_put_in(number: str) -> None:
    from_the_band = read(f"]d28018{checked(f'5050898{number}')}")
    typed = read(number)
    assert from_the_band.value == (typed.value if typed.kind == Kind.NHS_NUMBER else "")
