"""The words of filming for teaching, publicity, the press or any other use of the Trust."""

from django.db import models

KEEPSAKE = ("keepsake", "The patient's or family's own keepsake or record")
"""Asked at intake and never kept: it is a patient's request. Conflict: C-28."""


class FilmingStatus(models.TextChoices):
    """Where a filming stands; what is stopped stays so."""

    ASKED = "asked", "Permission asked"
    PERMITTED = "permitted", "Permitted, not open yet"
    REFUSED = "refused", "Not permitted"
    OPEN = "open", "Open: they may film"
    PAUSED = "paused", "Paused: nothing is filmed"
    STOPPED = "stopped", "Stopped for good"
    FINISHED = "finished", "Finished"


class MadeBy(models.TextChoices):
    """Who films: others bring a consent process of their own, whom we commission has a contract."""

    STUDIO = "studio", "Media Studio or other Trust staff"
    COMMISSIONED = "commissioned", "A photographer or crew from outside, for the Trust"
    OTHERS = "others", "Somebody else: press, broadcaster, film maker"


class Agrees(models.TextChoices):
    """The bodies whose agreement is asked before anything is recorded."""

    EMPLOYER = "employer", "The body that employs or contracts the staff"
    TREATING = "treating", "The body that treats the patients"


class Advice(models.TextChoices):
    """What the Caldicott Guardian advises when somebody is in doubt."""

    FOR = "for", "It may go ahead"
    AGAINST = "against", "It should not go ahead"
