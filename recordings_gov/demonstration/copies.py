"""Copies of an old photo: one with its holder, one that waits; an edit; somebody who is about to leave."""

from datetime import timedelta
from typing import Any

from consent.models import Copy, Edit, Leaver, Recording
from recordings_gov import clock


def load_copies(people: dict[str, Any]) -> None:
    """For a ward round and a clinic, asked for by who holds them. Once only."""
    photo = Recording.objects.filter(kind="photograph", basis="legacy").order_by("pk").first()
    if photo is None or Copy.objects.exists():
        return
    kept: dict[str, Any] = {"recording": photo, "place_kind": "trust_drive", "place": "Hand clinic, shared"}
    consultant, studio = people["consultant"], people["media_studio"]
    held = Copy.ask(by=consultant, holder=consultant, purpose="Comparing before the ward round", **kept)
    held.undertake(by=consultant)
    held.release(by=studio)
    Copy.ask(by=consultant, holder=people["radiographer"], purpose="Positioning in the hand clinic", **kept)
    Edit.make(
        by=studio,
        recording=photo,
        kinds=["crop", "contrast"],
        whole_image=True,
        label="Lighter than the original",
        because="Faded in the archive",
        register="Register of medical illustration practitioners",
        registration_number="MIP 0042",
    )
    Leaver.start(by=studio, person=people["sonographer"], ends_on=clock.today() + timedelta(days=21))
