"""Every panel of the scanner page, in the order of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from requests_app.panels.bystanders import BystandersPanel
from requests_app.panels.informing import InformingPanel
from requests_app.panels.obstetric import ObstetricPanel
from requests_app.panels.panel import Panel
from requests_app.panels.particulars import ParticularsPanel
from requests_app.panels.scope import ScopePanel
from requests_app.panels.screen import ScreenPanel
from requests_app.panels.sharing import SharingPanel
from requests_app.panels.spokesperson import SpokespersonPanel
from requests_app.panels.team import TeamPanel
from requests_app.panels.zone import ZonePanel

if TYPE_CHECKING:
    from requests_app.forms.log import LogForm
    from requests_app.models import RecordingRequest
    from requests_app.scanner import Shown

__all__ = ["PANELS", "Panel", "PanelHere", "joined", "kept_situation", "panels_here", "several_fields"]

PANELS: tuple[Panel, ...] = (
    SpokespersonPanel(),
    ScreenPanel(),
    TeamPanel(),
    ObstetricPanel(),
    ZonePanel(),
    BystandersPanel(),
    SharingPanel(),
    ParticularsPanel(),
    ScopePanel(),
    InformingPanel(),
)


@dataclass(frozen=True)
class PanelHere:
    """A panel as the page has it; the page sends ``mark`` back, which tells whether to swap it."""

    panel: Panel
    is_shown: bool
    mark: str
    given: dict[str, Any]


def panels_here(form: "LogForm", shown: "Shown") -> list[PanelHere]:
    """Every panel with whether it shows, and what its template needs if it does."""
    found = []
    for panel in PANELS:
        if panel.is_shown(form, shown):
            mark = f"{panel.name}:shown:{panel.version(form, shown)}"
            found.append(PanelHere(panel, True, mark, panel.context(form, shown)))
        else:
            found.append(PanelHere(panel, False, f"{panel.name}:away", {}))
    return found


def several_fields() -> tuple[str, ...]:
    """Names of the panels' fields that hold several values."""
    return tuple(name for panel in PANELS for name in panel.several)


def joined(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The panels' parts of one situation, as ``Tapped`` takes them."""
    found: dict[str, Any] = {"circumstances": ()}
    for part in parts:
        for name, value in part.items():
            before = found.get(name)
            if isinstance(value, tuple):
                found[name] = tuple(dict.fromkeys([*(before or ()), *value]))
            else:
                found[name] = before or value
    return found


def kept_situation(request: "RecordingRequest") -> list[dict[str, Any]]:
    """The panels' parts of the situation as a request keeps them, for asking the policy again."""
    return [panel.kept(request) for panel in PANELS]
