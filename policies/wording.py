"""The words of a leaflet's parts: the pictures they name, and the digest of what a writer had seen."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policies.starter.files import read

PICTURE = re.compile(r"^\[Picture: *([\w-]+)(?: *\| *([^\]]*))?\][ \t]*\n?", re.MULTILINE)
FOLDER = "leaflets/pictures"


@dataclass(frozen=True)
class Picture:
    """A pictogram: its name, and what it shows, read out."""

    name: str
    says: str

    @property
    def file(self) -> str:
        """Its place among the static files."""
        return f"{FOLDER}/{self.name}.svg"

    @property
    def printed(self) -> str:
        """The same for a document that is printed."""
        return f"static:{self.file}"


def pictures() -> dict[str, str]:
    """Every pictogram there is: its name and what it shows."""
    return dict(read("pictures")["picture"])


def digest_of(part: Mapping[str, Any]) -> str:
    """SHA-256 of a part as it is kept, so that a writer who had older words before them is told."""
    return hashlib.sha256(json.dumps(part, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def pictures_unknown_in(words: str) -> list[str]:
    """The names of pictures that there are not."""
    known = pictures()
    return [name for name, _ in PICTURE.findall(words) if name not in known]


def without_pictures(words: str) -> str:
    """The words alone."""
    return PICTURE.sub("", words)


def ideas_in(words: str) -> list[tuple[Picture | None, str]]:
    """The text cut where a picture stands: each picture with the words that follow it."""
    found: list[tuple[Picture | None, str]] = []
    start, picture = 0, None
    for place in PICTURE.finditer(words):
        before = words[start : place.start()].strip()
        if before or picture:
            found.append((picture, before))
        picture, start = _picture(place), place.end()
    rest = words[start:].strip()
    return [*found, (picture, rest)] if rest or picture else found


def _picture(place: re.Match[str]) -> Picture:
    shown = place[2] or pictures().get(place[1], "")
    return Picture(place[1], shown[:1].upper() + shown[1:])
