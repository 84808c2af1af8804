"""Places left open in a text, ``{{ pals_phone }}``, and the local words that fill them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from recordings_gov.accounts.models import Department, Setting

PLACE = re.compile(r"\{\{ *(\w+) *\}\}")
CONTACTS = (
    "organisation_name",
    "department_phone",
    "department_email",
    "pals_phone",
    "pals_email",
    "records_contact",
    "cqc_url",
    "ico_url",
    "media_studio_phone",
    "media_studio_email",
    "local_rule_end_of_scan",
    "picture_service_text",
    "room_pictures_text",
)


def places_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Every place named in the texts, once, in order of appearance."""
    return tuple(dict.fromkeys(name for text in texts for name in PLACE.findall(text)))


def said_around(texts: Iterable[str], name: str) -> str:
    """The sentence, or the row of a table, in which a place stands: the place a gap, others by name."""
    for text in texts:
        for part in re.split(r"(?<=[.!?])\s|\n", text):
            if name in PLACE.findall(part):
                gaps = PLACE.sub(lambda found: "…" if found[1] == name else f"({_plain(found[1])})", part)
                return ", ".join(cell for cell in (each.strip(" -") for each in gaps.split("|")) if cell)
    return ""


def _plain(name: str) -> str:
    return name.replace("_", " ")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; an empty one says so aloud and is never left blank."""

    def words(found: re.Match[str]) -> str:
        return values.get(found[1]) or f"[not filled in yet: {_plain(found[1])}]"

    return PLACE.sub(words, text)


def contacts_of(department: Department | None) -> dict[str, str]:
    """Names, numbers and addresses from the settings; the department's own win over the Trust's."""
    rows = Setting.objects.filter(Q(department=department) | Q(department=None), name__in=CONTACTS)
    ordered: list[Any] = sorted(rows, key=lambda row: row.department_id is not None)
    found = {row.name: str(row.value) for row in ordered}
    if department is not None:
        found.setdefault("organisation_name", department.site.name)
        found["department_name"] = department.name
    else:
        found["department_name"] = "All departments"
    return found
