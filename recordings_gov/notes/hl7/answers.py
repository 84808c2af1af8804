"""An acknowledgement as the record system sends it: read strictly, because anybody may answer."""

import re
from dataclasses import dataclass

LONGEST = 64 * 1024
DUPLICATE = "205"  # HL7 table 0357: the key identifier is there already
CODES = {"AA", "AE", "AR", "CA", "CE", "CR"}
REFERENCE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9./_-]{0,59}")
WORDS_KEPT = 300
_ESCAPED = re.compile(r"\\([EFSTR]|\.br)\\")
_UNESCAPED = {"E": "\\", "F": "|", "S": "^", "T": "&", "R": "~", ".br": " "}


class NotUnderstood(ValueError):
    """What came back is no acknowledgement."""


@dataclass(frozen=True)
class Answer:
    """Which message it answers, what it says of it, and in which words."""

    code: str
    control_id: str
    text: str
    error: str = ""

    @property
    def is_filed(self) -> bool:
        """The application has put it into the record."""
        return self.code == "AA"

    @property
    def is_taken(self) -> bool:
        """It was accepted for later."""
        return self.code == "CA"

    @property
    def is_duplicate(self) -> bool:
        """It was refused because it is there already."""
        return self.error == DUPLICATE and not self.is_filed

    @property
    def reference(self) -> str:
        """The number it has in the record, where the answer gives one in MSA-3; else the empty string."""
        return self.text if REFERENCE.fullmatch(self.text) else ""


def read(received: bytes) -> Answer:
    """The answer in ``received``. Raises NotUnderstood for anything that is none."""
    if len(received) > LONGEST:
        raise NotUnderstood("longer than any answer")
    segments = re.split(r"[\r\n]+", received.decode("utf-8", "replace").strip("\r\n"))
    head = segments[0]
    if not head.startswith("MSH") or len(head) < 8 or head[3].isalnum():
        raise NotUnderstood("no message header")
    rows = {line[:3]: line.split(head[3]) for line in reversed(segments[1:]) if line[3:4] == head[3]}
    said = [*rows.get("MSA", []), "", "", "", ""]
    code, control_id = said[1].strip(), said[2].strip()
    if code not in CODES or not control_id:
        raise NotUnderstood("no acknowledgement in it")
    wrong = [*rows.get("ERR", []), *[""] * 9]
    error = wrong[3].split(head[4])
    words = said[3] or wrong[8] or wrong[7] or (error[1] if len(error) > 1 else "")
    return Answer(code, control_id, _plain(words), error[0].strip())


def _plain(text: str) -> str:
    """In one line, without escapes and without characters that no record may hold."""
    readable = _ESCAPED.sub(lambda found: _UNESCAPED[found[1]], text)
    return " ".join("".join(each for each in readable if each.isprintable()).split())[:WORDS_KEPT]
