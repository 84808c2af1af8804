"""Every part of a recording hears of every verb, whatever the order in which the class names its parts."""

from typing import Any

from django.db import models


class ToldOfVerbs(models.Model):
    """The one ``moved`` of a recording: a part that has something to do says so in ``follows``."""

    class Meta:
        abstract = True

    def moved(self, verb: str, by: Any) -> None:
        """Called by ``transition`` inside the verb's own transaction; no part can leave out another."""
        for part in type(self).__mro__:
            follows = vars(part).get("follows")
            if follows is not None:
                follows(self, verb, by)
