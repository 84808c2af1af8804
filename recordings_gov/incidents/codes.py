"""Professions and the code each answers to, as the room that knows them registers them."""

_PROFESSIONS: dict[str, tuple[str, str]] = {}


def register(profession: str, label: str, named: str) -> None:
    """A profession, what it is called, and its code in one line; called from ``ready``."""
    _PROFESSIONS[profession] = (label, named)


def choices() -> list[tuple[str, str]]:
    """The professions that an incident may name."""
    return [(profession, label) for profession, (label, _) in _PROFESSIONS.items()]


def label_of(profession: str) -> str:
    """What a profession is called; nothing for none."""
    return _PROFESSIONS.get(profession, ("", ""))[0]


def code_of(profession: str) -> str:
    """The code a profession answers to, with its year where it is known; nothing for an unknown one."""
    return _PROFESSIONS.get(profession, ("", ""))[1]
