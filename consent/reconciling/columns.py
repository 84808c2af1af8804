"""The columns of the library's export: which we ask for, under which heading each stands. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consent.models.permission import PermissionKind

WITHOUT = "That column is not in the file: {heading}. Say again which columns are which"


@dataclass(frozen=True)
class Wanted:
    """One thing we ask of each row: its name here, in words, and the headings that mean it."""

    name: str
    label: str
    headings: tuple[str, ...]
    says: str = ""
    is_needed: bool = False


WANTED = (
    Wanted("library_number", "Number in the library", ("library number", "image id", "number"), "", True),
    Wanted("file_name", "File name", ("file name", "filename", "file"), "", True),
    Wanted("department", "Department", ("department", "dept", "owner department"), "", True),
    Wanted(
        "is_visible", "Can it be seen?", ("visible", "shown", "viewable"), "Yes or no; shown or hidden", True
    ),
    Wanted(
        "use",
        "What it may be used for",
        ("use", "level", "consent level", "access"),
        "Record, teaching or publication",
    ),
    Wanted("taken_by", "Who took it", ("taken by", "photographer", "operator"), "User name or e-mail"),
    Wanted("taken_on", "The day it was taken", ("taken on", "taken", "date taken"), "31/12/2026"),
)
NEEDED = tuple(each.name for each in WANTED if each.is_needed)
LABELS = {each.name: each.label for each in WANTED}

VISIBLE = {"yes": True, "y": True, "true": True, "1": True, "visible": True, "shown": True}
VISIBLE |= {"no": False, "n": False, "false": False, "0": False, "hidden": False, "not shown": False}
USES = {
    "": "",
    "record": PermissionKind.RECORD,
    "care": PermissionKind.RECORD,
    "health record": PermissionKind.RECORD,
    "1": PermissionKind.RECORD,
    "teaching": PermissionKind.TEACHING,
    "education": PermissionKind.TEACHING,
    "2": PermissionKind.TEACHING,
    "publication": PermissionKind.NAMED_PURPOSE,
    "named use": PermissionKind.NAMED_PURPOSE,
    "open": PermissionKind.NAMED_PURPOSE,
    "3": PermissionKind.NAMED_PURPOSE,
}


def folded(text: str) -> str:
    """A heading or a word as it is compared."""
    return " ".join(text.replace("_", " ").split()).casefold()


def guessed(headings: Sequence[str]) -> dict[str, str]:
    """Which heading most likely means what; what is not found is left out."""
    known = {folded(heading): heading for heading in headings}
    found = {}
    for each in WANTED:
        heading = next((known[word] for word in each.headings if word in known), "")
        if heading:
            found[each.name] = heading
    return found


def missing(chosen: Mapping[str, str], headings: Sequence[str]) -> list[str]:
    """What keeps the file from being read, in sentences: nothing chosen, or the column is gone."""
    there = set(headings)
    problems = [f"Say which column is this: {LABELS[name]}" for name in NEEDED if not chosen.get(name)]
    gone = [heading for heading in chosen.values() if heading and heading not in there]
    return problems + [WITHOUT.format(heading=heading) for heading in gone]
