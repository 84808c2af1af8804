"""Reading the library's export row by row, in constant memory: each row clean, or a sentence. Pure.

No sentence quotes a cell: what is in it may name a patient.
"""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from consent.reconciling.columns import LABELS, USES, VISIBLE, folded
from recordings_gov import references

FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST = {"library_number": 40, "file_name": 200}
LONG = 254
NOT_EMPTY = ("library_number", "file_name")
OWN_NAME = re.compile(r"(REC-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])-(?:photo|film|sound)-\d{2,4}", re.IGNORECASE)
AT_ONCE = HEAD = 1 << 20
SIXTEEN = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

NOT_TEXT = "This is not a CSV file that can be read. Save it as CSV UTF-8, and bring it again"
EMPTY = "The file is empty"
TWICE_HEADED = "Two columns have the same heading. Rename one of them in the library’s export"
BROKEN = "Line {line}: the quotation marks do not close. Save the export again"
NOT_OURS = "another department’s row, or no department. Bring each department’s export by itself"


@dataclass(frozen=True)
class Row:
    """One image as the library says it is."""

    line: int
    library_number: str
    file_name: str
    names: str
    is_visible: bool
    use: str
    taken_by: str
    taken_on: date | None
    digest: str


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one line; 0 is the whole file."""

    line: int
    says: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.says}" if self.line else self.says


class _Refused(Exception):
    """What is wrong with a row, in words."""


class FileUnreadable(Exception):
    """Nothing of the file can be read; ``str(error)`` may be shown."""


def opened(raw: IO[bytes]) -> io.TextIOWrapper:
    """The file as text: UTF-8 with or without its mark, else as Windows writes it. Raises FileUnreadable."""
    head = raw.read(4)
    raw.seek(0)
    if not head:
        raise FileUnreadable(EMPTY)
    if head.startswith(SIXTEEN):
        raise FileUnreadable(NOT_TEXT)
    for encoding in ("utf-8-sig", "cp1252"):
        if _reads_as(raw, encoding):
            return io.TextIOWrapper(raw, encoding=encoding, newline="")
    raise FileUnreadable(NOT_TEXT)


def _reads_as(raw: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := raw.read(AT_ONCE):
            if "\0" in decoder.decode(chunk):
                raise FileUnreadable(NOT_TEXT)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        raw.seek(0)
    return True


def headings_of(text: IO[str]) -> tuple[list[str], str]:
    """The headings, and what stands between the cells. Raises FileUnreadable."""
    first = text.readline()
    between = max((",", ";", "\t"), key=first.count)
    found = [" ".join(cell.split()) for cell in next(csv.reader([first], delimiter=between), [])]
    if not any(found):
        raise FileUnreadable(EMPTY)
    named = [heading for heading in found if heading]
    if len({folded(heading) for heading in named}) < len(named):
        raise FileUnreadable(TWICE_HEADED)
    return found, between


class Reader:
    """One file read once, with the columns as somebody mapped them, for one department's names."""

    def __init__(self, text: IO[str], columns: Mapping[str, str], ours: Sequence[str]) -> None:
        self.text = text
        self.headings, self.between = headings_of(text)
        at = {heading: position for position, heading in enumerate(self.headings)}
        self.places = {name: at[heading] for name, heading in columns.items() if heading in at}
        self.ours = {folded(name) for name in ours}

    def rows(self) -> Iterator[Row | Wrong]:
        """Each row after the headings; empty lines are passed over."""
        reader = csv.reader(self.text, delimiter=self.between, strict=True)
        try:
            for cells in reader:
                if any(cells):
                    yield self._row(reader.line_num + 1, cells)
        except csv.Error:
            yield Wrong(0, BROKEN.format(line=reader.line_num + 1))

    def _row(self, line: int, cells: list[str]) -> Row | Wrong:
        try:
            given = self._given(cells)
            visible, use = visible_of(given["is_visible"]), use_of(given.get("use", ""))
            taken_on = day_of(given.get("taken_on", ""))
        except _Refused as refused:
            return Wrong(line, str(refused))
        number, name, taken_by = given["library_number"], given["file_name"], given.get("taken_by", "")
        said = "\x1f".join((number, name, str(visible), use, taken_by, str(taken_on)))
        digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
        return Row(line, number, name, named_in(name), visible, use, taken_by, taken_on, digest)

    def _given(self, cells: list[str]) -> dict[str, str]:
        """The cells by what they mean: none a formula, none that is needed empty, none too long, all ours."""
        if len(cells) != len(self.headings):
            raise _Refused(f"has {len(cells)} cells, and the headings are {len(self.headings)}")
        given = {}
        for name, place in self.places.items():
            if cells[place].startswith(FORMULA):
                raise _Refused(f"{LABELS[name]} begins as a formula does. Take that out of the export")
            given[name] = " ".join(cells[place].split())
            if name in NOT_EMPTY and not given[name]:
                raise _Refused(f"{LABELS[name]} is empty")
            if len(given[name]) > LONGEST.get(name, LONG):
                raise _Refused(f"{LABELS[name]} has more than {LONGEST.get(name, LONG)} characters")
        if folded(given["department"]) not in self.ours:
            raise _Refused(NOT_OURS)
        return given


def visible_of(text: str) -> bool:
    """Whether the image can be seen there."""
    found = VISIBLE.get(folded(text))
    if found is None:
        raise _Refused(f"{LABELS['is_visible']} says neither yes nor no")
    return found


def use_of(text: str) -> str:
    """What it is open for there, as one of our permissions; nothing if the library does not say."""
    found = USES.get(folded(text))
    if found is None:
        raise _Refused(f"{LABELS['use']} is none of record, teaching and publication")
    return str(found)


def day_of(text: str) -> date | None:
    """The day, as the library writes it."""
    if not text:
        return None
    try:
        if text[4:5] == "-":
            return date.fromisoformat(text[:10])
        return datetime.strptime(text[:10], "%d/%m/%Y").date()  # noqa: DTZ007  a day has no zone
    except ValueError as error:
        raise _Refused(f"{LABELS['taken_on']} is not a date such as 31/12/2026") from error


def named_in(file_name: str) -> str:
    """The reference of a recording, where the file has the name that we gave it and nothing else."""
    stem = file_name.rsplit(".", 1)[0]
    match = OWN_NAME.fullmatch(stem)
    if not match:
        return ""
    try:
        return references.read(match[1])
    except references.BadReference:
        return ""


def headings_in(file: IO[bytes]) -> list[str]:
    """The headings of a file, which is left as it was. Raises FileUnreadable."""
    with opened(head_of(file)) as text:
        return headings_of(text)[0]


def head_of(file: IO[bytes]) -> IO[bytes]:
    """The first lines of a file, which is left as it was: enough for its headings, whatever its size."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return io.BytesIO(head if len(head) < HEAD else head[: head.rfind(b"\n") + 1 or HEAD])
