"""The word of a leaflet for the people we care for: patient, or service user where that fits better."""

import re

from recordings_gov.accounts.models import Department, Setting

SETTING = "person-word"
SERVICE_USER = "service_user"
PERSON = re.compile(r"\b([Pp])atient(?= Advice and Liaison)|\b([Pp])atient(s?)\b")
"""The name of the Patient Advice and Liaison Service stays as it is."""


def says_service_user(department: Department | None) -> bool:
    """Whether this department, or else the Trust, has chosen the other word. One query. Rules: R-008."""
    return bool(Setting.objects.value_of(SETTING, department, "patient") == SERVICE_USER)


def for_service_users(words: str) -> str:
    """The words with *service user* in the place of *patient*. Rules: R-008."""
    return PERSON.sub(_other, words)


def _other(found: re.Match[str]) -> str:
    if found[1]:
        return found[0]
    return f"{'Service' if found[2] == 'P' else 'service'} user{found[3]}"
