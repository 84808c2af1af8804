"""A date in three parts, as NHS.UK asks for it."""

import calendar
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}


class DateInput(forms.MultiWidget):
    """Day, month and year, each in a box of its own."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(PARTS, forms.TextInput), attrs)

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return [None, None, None]

    def id_for_label(self, id_: str, _index: str | None = None) -> str:
        return f"{id_}_day"


class DateField(forms.Field):
    """A real date typed as three parts; the error says which part is wrong and what to do.

    Months may be typed as a number or by name. Digits are ASCII digits. ``name`` is what the date is
    called in an error: "Date of birth must include a month".
    """

    widget = DateInput

    def __init__(self, *, name: str = "", **kwargs: Any) -> None:
        self.name = name
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        typed = [str(part or "").strip() for part in (value or ("", "", ""))]
        name = self.name or str(self.label or "Date")
        if not any(typed):
            if self.required:
                raise ValidationError(f"Enter {name[0].lower() + name[1:]}", code="required")
            return None
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise ValidationError(
                f"{name} must include a {' and '.join(missing)}", code="missing", params={"part": missing[0]}
            )
        parsed = [_number(typed[0], 2), _month(typed[1]), _number(typed[2], 4)]
        for part, number in zip(PARTS, parsed, strict=True):
            if number is None or (part == "year" and number < 1000):
                says = "Year must include 4 numbers" if part == "year" else f"{name} must be a real date"
                raise ValidationError(says, code="invalid", params={"part": part})
        try:
            found = date(parsed[2] or 0, parsed[1] or 0, parsed[0] or 0)
        except ValueError as wrong:
            raise ValidationError(
                f"{name} must be a real date", code="invalid", params={"part": "day"}
            ) from wrong
        self.run_validators(found)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.clean(data))
        except ValidationError:
            return True


def wrong_part(errors: Sequence[ValidationError]) -> str:
    """The part that the first error speaks of; an error of the whole date speaks of the day."""
    for error in errors:
        params = getattr(error, "params", None) or {}
        if params.get("part") in PARTS:
            return str(params["part"])
    return PARTS[0]


def _number(text: str, longest: int) -> int | None:
    return int(text) if re.fullmatch(rf"[0-9]{{1,{longest}}}", text) else None


def _month(text: str) -> int | None:
    found = _number(text, 2)
    if found is None and len(text) >= 3:
        spelt = MONTHS.get(text[:3].lower())
        if spelt and calendar.month_name[spelt].lower().startswith(text.lower()):
            return spelt
    return found
