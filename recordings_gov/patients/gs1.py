"""The elements of a GS1 barcode: which identifier holds what. Source: GS1 General Specifications."""

import re

SEPARATOR = "\x1d"
# Digits of each value; 0: whatever comes up to the separator or the end.
LENGTHS = {
    "8018": 18,
    "8017": 18,
    "8019": 0,
    "8006": 18,
    "8003": 0,
    "8004": 0,
    "00": 18,
    "01": 14,
    "02": 14,
    "10": 0,
    "11": 6,
    "12": 6,
    "13": 6,
    "15": 6,
    "16": 6,
    "17": 6,
    "20": 2,
    "21": 0,
    "22": 0,
    "240": 0,
    "253": 0,
    "254": 0,
    "410": 13,
    "414": 13,
    **{str(own): 0 for own in range(90, 100)},
}
BRACKETED = re.compile(r"\((\d{2,4})\)([^(]*)")
# What may begin a GS1 line that nothing else marks as one.
TELLING = re.compile(
    r"^(?:8018\d{18}(?!\d{1,3}$)|8017\d{18}(?!\d{1,3}$)|01(?=\d{14}(?:\D|1[0157]|21|$))\d{14})"
)


def elements(text: str, is_certain: bool = False) -> dict[str, str]:
    """Identifier to value, as far as they can be told apart; empty for a line that is not of GS1.

    ``is_certain``: the scanner said that it is. Otherwise brackets, a separator or a patient's, member of
    staff's or product's identifier with a whole, checked number tell.
    """
    bracketed = BRACKETED.match(text)
    if bracketed:
        return {identifier: value.strip() for identifier, value in BRACKETED.findall(text)}
    begun = TELLING.match(text)
    if not (is_certain or text.startswith(SEPARATOR) or (begun and is_checked(begun[0][-_digits(text) :]))):
        return {}
    found: dict[str, str] = {}
    rest = text.lstrip(SEPARATOR)
    while rest:
        identifier = next((rest[:size] for size in (4, 3, 2) if rest[:size] in LENGTHS), "")
        if not identifier:
            break
        value = rest[len(identifier) :].partition(SEPARATOR)[0]
        value = value[: LENGTHS[identifier] or None]
        found[identifier] = value
        rest = rest[len(identifier) + len(value) :].lstrip(SEPARATOR)
    return found or ({"": text} if is_certain else {})


def _digits(text: str) -> int:
    return LENGTHS["01" if text.startswith("01") else text[:4]]


def is_checked(digits: str) -> bool:
    """Whether the last digit is the GS1 check digit (modulo 10, weights 3 and 1) of the others."""
    if not (digits.isascii() and digits.isdigit() and len(digits) > 1):
        return False
    body = reversed(digits[:-1])
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(body))
    return (10 - total % 10) % 10 == int(digits[-1])
