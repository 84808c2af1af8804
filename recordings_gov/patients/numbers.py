"""The NHS number as the NHS Data Dictionary has it: ten digits, the last by modulus 11."""

import re

import nhs_number
from django.core.exceptions import ValidationError

SEPARATORS = re.compile(r"[ \-\u00a0\u2009\u202f]")
TEN_DIGITS = re.compile(r"[0-9]{10}", re.ASCII)


def normalised(text: str) -> str:
    """Ten ASCII digits; raises ValidationError in words that say what to do."""
    digits = SEPARATORS.sub("", text.strip())
    if not TEN_DIGITS.fullmatch(digits):
        raise ValidationError("An NHS number has 10 digits, like 999 000 1073", code="nhs_number")
    # 0000000000 passes modulus 11, and so would a wristband that was never filled in.
    if len(set(digits)) == 1 or not nhs_number.is_valid(digits):
        raise ValidationError("Check the NHS number: one digit is wrong", code="nhs_number")
    return digits


def grouped(digits: str) -> str:
    """As it is printed and read aloud: 999 000 1073."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else digits
