"""Reads ``consent_form.toml`` once a process into plain frozen rows."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("consent_form.toml")


@dataclass(frozen=True)
class Tick:
    """One thing to explain before anybody signs; ``required`` says always, or for which permission."""

    id: str
    required: str
    staff: str
    patient: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class PermissionWords:
    """One permission as the patient and the staff read it."""

    id: str
    title: str
    patient: str
    staff: str
    if_no: str


@dataclass(frozen=True)
class Check:
    """One line of the registration's checklist."""

    id: str
    text: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """Everything the forms of this slice print; ``texts`` is the whole file for the longer passages."""

    version: str
    ticks: tuple[Tick, ...]
    permissions: Mapping[str, PermissionWords]
    checks: tuple[Check, ...]
    texts: Mapping[str, Any]

    def ticks_for(self, permissions: Iterable[str], cases: Iterable[str] = ()) -> tuple[Tick, ...]:
        """What must be explained when these permissions are asked for, in these cases.

        Rules: R-067, R-068, R-126.
        """
        asked = {
            "always",
            *(f"permission:{name}" for name in permissions),
            *(f"case:{name}" for name in cases),
        }
        return tuple(tick for tick in self.ticks if tick.required in asked)


@cache
def wording() -> Wording:
    """The wording of this build."""
    texts = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Wording(
        version=texts["form"]["starter_version"],
        ticks=tuple(
            Tick(row["id"], row["required"], row["staff"], row["patient"], tuple(row["rules"]))
            for row in texts["tick"]
        ),
        permissions={
            row["id"]: PermissionWords(row["id"], row["title"], row["patient"], row["staff"], row["if_no"])
            for row in texts["permission"]
        },
        checks=tuple(
            Check(row["id"], row["text"], tuple(row["rules"])) for row in texts["registration"]["check"]
        ),
        texts=texts,
    )
