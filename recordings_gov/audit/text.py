"""What text a record may hold: no control characters, nothing that turns a name back to front."""

import re
import unicodedata

from django.core.exceptions import ValidationError

# C0 and C1 controls but tab and line breaks, bidirectional overrides and isolates, lone surrogates,
# noncharacters. The joiners that Persian, Hindi and emoji need (U+200C, U+200D) are welcome.
UNSAFE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
LONGEST = 20_000
MOST_MARKS = 4
MARKS = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{{{MOST_MARKS + 1},}}"
)


def plain(value: str) -> str:
    """``value`` in NFC; raises ValidationError for characters that do not belong in writing."""
    if len(value) > LONGEST:
        raise ValidationError(f"Use {LONGEST:,} characters or fewer", code="too_long")
    if UNSAFE.search(value):
        raise ValidationError("Take out the hidden characters and type this again", code="unsafe_text")
    if MARKS.search(value):
        raise ValidationError("Take out the stacked accents and type this again", code="unsafe_text")
    return unicodedata.normalize("NFC", value)
