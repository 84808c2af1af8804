"""Short references that survive being read aloud, typed and scanned: ``REQ-7K2M-9QXD-G``.

Two to four letters of kind, eight random characters of Crockford's alphabet and one check
character by Luhn mod 32 over kind and body: it finds every single slip and nearly every swap
of neighbours.
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUE = {character: value for value, character in enumerate(ALPHABET)}
DOUBLED = tuple(2 * value // 32 + 2 * value % 32 for value in range(32))
LOOKALIKE = str.maketrans("OIL", "011")
BODY_LENGTH = 8
BITS = 5
PLACES = range(0, BODY_LENGTH * BITS, BITS)
SHAPE = re.compile(r"^([A-Z]{2,4}?)([0-9A-Z]{9})$")


class BadReference(ValueError):
    """This is not a reference, or one character of it is wrong."""


def check_character(kind: str, body: str) -> str:
    """The Luhn mod 32 character over ``kind`` (A–Z as 0–25) and ``body`` (Crockford values)."""
    values = [ord(letter) - ord("A") for letter in kind] + [VALUE[character] for character in body]
    total = sum(DOUBLED[value] for value in values[::-2]) + sum(values[-2::-2])
    return ALPHABET[-total % 32]


def new(kind: str) -> str:
    """A reference nobody can guess; the database's unique constraint decides on a clash."""
    drawn = int.from_bytes(secrets.token_bytes(BODY_LENGTH * BITS // 8))
    return _written(kind, "".join(ALPHABET[drawn >> place & 31] for place in PLACES))


def read(text: str) -> str:
    """The canonical form of a reference as somebody typed it; raises BadReference.

    Case, spaces and hyphens do not matter; in the body O is read as 0, I and L as 1.
    """
    if len(text) > 40 or not text.isascii():
        raise BadReference("That is not a reference. Check it against the paper.")
    squeezed = re.sub(r"[\s-]", "", text.upper())
    shape = SHAPE.match(squeezed)
    if not shape:
        raise BadReference("That is not a reference. Check it against the paper.")
    kind, body = shape[1], shape[2].translate(LOOKALIKE)
    if "U" in body or check_character(kind, body[:BODY_LENGTH]) != body[BODY_LENGTH]:
        raise BadReference("One character of that reference is wrong. Check it against the paper.")
    return _written(kind, body[:BODY_LENGTH])


def _written(kind: str, body: str) -> str:
    return f"{kind}-{body[:4]}-{body[4:]}-{check_character(kind, body)}"
