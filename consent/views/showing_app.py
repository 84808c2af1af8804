"""What a recording's page says of a research project it was made for, and of the app it was taken with."""

from typing import Any


def origin_facts(recording: Any) -> list[tuple[str, str]]:
    """For which project alone; with which device, why, and with whom there. Rules: R-163, R-196, R-199."""
    facts = []
    if recording.research is not None:
        facts.append(("Made for research alone", f"{recording.research} ({recording.research.reference})"))
    if recording.is_of_an_app:
        facts += [
            ("Why not by Media Studio", recording.get_no_photographer_display()),
            ("Chaperone", recording.app_chaperone),
            ("For", "The health record and nothing else. It is not in the image library"),
        ]
    return facts
