"""What a person chose last on a device: kept here, the cookie holds a random word and nothing else."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse

from recordings_gov import clock

COOKIE = "device"
YEAR = 365 * 24 * 60 * 60


def device_of(request: HttpRequest) -> str:
    """The device's random word, or the empty string for a device not seen before."""
    word = request.COOKIES.get(COOKIE, "")
    return word if len(word) == 32 and word.isalnum() else ""


def name_device(request: HttpRequest, response: HttpResponse) -> str:
    """The device's word, given to it now if it has none."""
    word = device_of(request)
    if not word:
        word = secrets.token_hex(16)
        response.set_cookie(
            COOKIE, word, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return word


class RememberedQuerySet(models.QuerySet["Remembered"]):
    """Remembered choices of one person on one device."""

    def choices_of(self, user: Any, device: str) -> dict[str, Any]:
        """What was chosen last, or nothing."""
        row = self.filter(user=user, device=device).first() if device else None
        return dict(row.choices) if row else {}

    def remember(self, user: Any, device: str, choices: dict[str, Any]) -> None:
        """Write over what was remembered for this person and device."""
        self.update_or_create(user=user, device=device, defaults={"choices": choices, "at": clock.now()})


class Remembered(models.Model):
    """Room, modality, setting and colleagues of the last use; never answers, ticks or outcomes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    device = models.CharField(max_length=32)
    choices = models.JSONField(default=dict)
    at = models.DateTimeField()

    objects: ClassVar[Any] = RememberedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "device"], name="remembered_once_a_device"),
        ]

    def __str__(self) -> str:
        return self.device
