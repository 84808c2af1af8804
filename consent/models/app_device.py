"""Devices that are registered with the record system for an app that the Trust approved."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition

PERSON = settings.AUTH_USER_MODEL


class AppDeviceStatus(models.TextChoices):
    """Whether photos may be taken with it."""

    REGISTERED = "registered", "Registered"
    WITHDRAWN = "withdrawn", "No longer registered"


class AppDeviceQuerySet(GovernedQuerySet):
    """Devices by who may see them."""

    def visible_to(self, user: Any) -> "AppDeviceQuerySet":
        """The only door; it fails shut."""
        return self if user.holds("appdevice.view") else self.none()

    def registered(self) -> "AppDeviceQuerySet":
        """Those that may be used now."""
        return self.filter(status=AppDeviceStatus.REGISTERED)


class AppDevice(GovernedModel):
    """One phone or tablet, its registration with the record system, and the app on it. Rules: R-196."""

    reference_kind: ClassVar[str] = "DEV"
    detail_url_name: ClassVar[str] = "consent:app-device-detail"

    status = models.CharField(max_length=10, choices=AppDeviceStatus, default=AppDeviceStatus.REGISTERED)
    asset_number = models.CharField("number on the device", max_length=60, unique=True)
    record_registration = models.CharField("its registration with the record system", max_length=60)
    app_name = models.CharField("approved app", max_length=60)
    kept_by = models.CharField("ward or team that keeps it", max_length=120)
    registered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", editable=False)
    registered_at = models.DateTimeField(editable=False)
    withdrawn_because = models.CharField("why it is no longer registered", max_length=500, blank=True)

    objects: ClassVar[Any] = AppDeviceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="app_device_says_what_it_is",
                condition=~Q(asset_number="") & ~Q(record_registration="") & ~Q(app_name="") & ~Q(kept_by=""),
            ),
            models.CheckConstraint(
                name="app_device_withdrawn_says_why",
                condition=~Q(status=AppDeviceStatus.WITHDRAWN) | ~Q(withdrawn_because=""),
                violation_error_message="Say why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.app_name}, device {self.asset_number}"

    @classmethod
    def register(cls, *, by: Any, **words: str) -> "AppDevice":
        """Put a device on the list. Rules: R-196."""
        if not by.holds("appdevice.keep"):
            raise PermissionDenied("Registering devices for the app is not part of your role.")
        said = {name: text.strip() for name, text in words.items()}
        row = cls(registered_by=by, registered_at=clock.now(), **said)
        with transaction.atomic(), acting_as(by):
            row.save()
        return row

    @transition(
        source=[AppDeviceStatus.REGISTERED], target=AppDeviceStatus.WITHDRAWN, allowed="appdevice.keep"
    )
    def withdraw(self, *, by: Any, because: str) -> None:
        """No photo is taken with it any more. Rules: R-196."""
        self.withdrawn_because = because.strip()
