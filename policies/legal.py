"""The law by its names in each nation, and the sentence that none of it is legal advice."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from recordings_gov.accounts.models import Department
from recordings_gov.accounts.models.place import Nation

FILE = Path(__file__).with_name("legal.toml")


@dataclass(frozen=True)
class LegalText:
    """What a page says about the law of one nation."""

    nation: str
    data_protection: str
    capacity: str
    young_people: str
    misuse: str
    regulator: str
    complaints: str


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def disclaimer() -> str:
    """Guidance is not legal advice: on leaflets, help and legal pages. Rules: R-011."""
    return str(_file()["disclaimer"])


@cache
def legal_text(nation: str) -> LegalText:
    """The text of one nation; a nation that is not known yet has England's. Rules: R-011."""
    return LegalText(**_file().get(nation, _file()[Nation.ENGLAND]))


def legal_text_of(department: Department | None) -> LegalText:
    """The text of the nation in which the department's site lies; of the Trust, England's. Rules: R-011."""
    return legal_text(department.site.nation if department else Nation.ENGLAND)
