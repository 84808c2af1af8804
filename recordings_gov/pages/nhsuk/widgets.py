"""Widgets that NHS.UK frontend or the scanner page needs and Django does not have."""

from collections.abc import Mapping
from typing import Any

from django import forms


class Hints:
    """Choices with a line of explanation under some of them."""

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.hints = dict(hints or {})
        super().__init__(*args, **kwargs)


class Radios(Hints, forms.RadioSelect):
    """One of a few, in a column; two plain answers stand side by side."""


class Checkboxes(Hints, forms.CheckboxSelectMultiple):
    """Any of a few, in a column."""


class Tiles(Hints):
    """Choices as tiles, for a finger: the whole tile is the input."""

    def __init__(self, *args: Any, columns: int = 3, **kwargs: Any) -> None:
        self.columns = columns
        super().__init__(*args, **kwargs)


class RadioTiles(Tiles, forms.RadioSelect):
    """One of a few, as tiles in 1 to 4 columns."""


class CheckboxTiles(Tiles, forms.CheckboxSelectMultiple):
    """Any of a few, as tiles in 1 to 4 columns."""


class TickList(Tiles, forms.CheckboxSelectMultiple):
    """Rows to tick in one box; with ``all_of_them``, a first row that ticks the others (JavaScript only)."""

    def __init__(self, *args: Any, all_of_them: str = "", columns: int = 1, **kwargs: Any) -> None:
        self.all_of_them = all_of_them
        super().__init__(*args, columns=columns, **kwargs)


class CountedTextarea(forms.Textarea):
    """A text area that says how many characters are left; the form field decides what is too long."""

    def __init__(self, limit: int, attrs: dict[str, Any] | None = None) -> None:
        self.limit = limit
        super().__init__(attrs)
