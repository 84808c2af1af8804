"""Where the signed form is: each station once, dated, by somebody."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from recordings_gov.audit.models import GovernedRow


class CustodyStep(models.TextChoices):
    """The stations of a signed form on its way into the record, in their order."""

    RECEIVED = "received", "Received by Media Studio"
    SENT = "sent", "Sent to medical records"
    SCANNED = "scanned", "Scanned, or signed on screen"
    FILED = "filed", "In the record system"


class CustodyEvent(GovernedRow):
    """A station reached. Rules: R-110."""

    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="custody")
    step = models.CharField(max_length=12, choices=CustodyStep)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form", "step"],
                name="custody_reaches_each_station_once",
                violation_error_message="This form has been there already",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_step_display())
