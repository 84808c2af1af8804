"""Old recordings that were found and entered: a photo in the library, and a film in the register of films."""

from datetime import date
from typing import Any

from consent.models import Recording
from recordings_gov.accounts.models import Department
from recordings_gov.patients.models import Patient


def load_library(people: dict[str, Any], departments: dict[str, Department]) -> None:
    """Made in 1988, found by Media Studio. Once only."""
    if Recording.objects.exists():
        return
    studio = people["media_studio"]
    words = {
        "by": studio,
        "department": departments["imaging"],
        "patient": Patient.objects.get(family_name="Placeholder", given_name="Ottilie"),
        "made_on": date(1988, 6, 1),
        "found": "Made by the plastic surgery clinic; found in its archive",
    }
    photo = Recording.capture_legacy(kind="photograph", shows="Right hand, before treatment", **words)
    photo.upload(by=studio, library_number="CIL-1988-0042", named=photo.file_name)
    film = Recording.capture_legacy(kind="film", shows="Walking, from the side", **words)
    film.enter_film(
        by=studio,
        seconds=95,
        place="safe",
        where="Shelf 2",
        not_in_library_because="On tape: to be copied first",
    )
    Recording.capture_legacy(kind="film", shows="Standing up from a chair", **words)
