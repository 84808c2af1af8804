"""The choices of a field as items of a component."""

from collections.abc import Iterator
from typing import Any

from django.forms.boundfield import BoundField


def choices(field: BoundField, *, blank: bool = True) -> Iterator[tuple[dict[str, Any], str]]:
    """Each choice with its hint. A group's name goes before its choices. Nothing is chosen beforehand.

    The empty choice of a select is kept; among radios it would be an answer nobody gave, so there it goes.
    """
    widget: Any = field.field.widget
    select = widget.input_type == "select"
    chosen = _chosen(field.value())
    hints = getattr(widget, "hints", {})
    for value, text in _flat(widget.choices):
        if value == "" and not (select and blank):
            continue
        marks = {"selected": value in chosen} if select else {"checked": value in chosen}
        yield {"value": value, "text": text, **marks}, str(hints.get(value, ""))


def _flat(pairs: Any) -> Iterator[tuple[str, str]]:
    for value, text in pairs:
        if isinstance(text, (list, tuple)):
            for inner, label in text:
                yield _plain(inner), f"{value}: {label}"
        else:
            yield _plain(value), str(text)


def _chosen(value: Any) -> set[str]:
    if isinstance(value, (list, tuple, set)):
        return {_plain(item) for item in value}
    return {_plain(value)}


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
