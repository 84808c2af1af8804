"""With which equipment a recording was made: the registered one, and no other."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from consent.models.registration_kit import serial_key


class MadeWithKit(models.Model):
    """The serial number on the equipment that was used, beside that of the registration. Rules: R-112."""

    kit_serial = models.CharField("serial number used", max_length=60, blank=True, editable=False)
    registered_serial = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        abstract = True


def kit_of(registration: Any, typed: str) -> dict[str, str]:
    """Both serials as they are compared; nothing typed means the registered equipment was used."""
    if registration is None:
        return {}
    registered = serial_key(registration.serial)
    return {"registered_serial": registered, "kit_serial": serial_key(typed) or registered}


def is_registered_kit(registration: Any, typed: str) -> bool:
    """Whether the number on the equipment is that of the registration. Rules: R-112."""
    return registration is None or not typed or serial_key(typed) == serial_key(registration.serial)


KIT_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_is_made_with_the_registered_equipment",
        condition=Q(kit_serial=F("registered_serial")),
        violation_error_message="The number on the equipment is not the one that is registered",
    ),
]
