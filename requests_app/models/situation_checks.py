"""What is checked of the situation before anybody records: place, device, others nearby, the scan."""

from django.db import models
from django.db.models import CheckConstraint, Q

from requests_app.models.words import AGREEMENTS, Ended

NO_ZONE = "elsewhere"
OUT_OF_ZONES = ("", NO_ZONE)


def kept_out(outcome: str, device_at: str) -> str:
    """The reason of a safety stop that moves a device out of a zone; empty for all others. Rules: R-044."""
    stopped = outcome == Ended.STOPPED_FOR_SAFETY and device_at not in OUT_OF_ZONES
    return "no device may be there" if stopped else ""


class SituationChecks(models.Model):
    """Where it is, where the device would be, who else is near, and for a pregnancy scan what and when.

    ``device_at`` is a zone of the policy where no device may be, *elsewhere*, or empty as long as nobody
    asked. Rules: R-014, R-032, R-044, R-222.
    """

    location = models.SlugField(max_length=40, default="department")
    device_at = models.SlugField("where the device would be", max_length=40, blank=True)
    exposure = models.BooleanField("X-rays or the beam are, or may be, on", default=False)
    bystanders = models.SlugField("others nearby", max_length=40, blank=True)
    scan_purpose = models.SlugField("purpose at a pregnancy scan", max_length=40, blank=True)
    scan_phase = models.SlugField("phase of the pregnancy scan", max_length=40, blank=True)

    class Meta:
        abstract = True

    def why_kept_out(self, outcome: str) -> str:
        """Why a safety stop kept the device out of its zone, before anything began. Rules: R-043, R-044."""
        return kept_out(outcome, self.device_at)


CONSTRAINTS = [
    CheckConstraint(
        name="request_never_agreed_with_a_device_in_a_zone",
        condition=~Q(outcome__in=AGREEMENTS) | Q(device_at__in=OUT_OF_ZONES, exposure=False),
        violation_error_message="No device may be there. Offer another place, or before or after",
    ),
    CheckConstraint(
        name="request_is_during_exposure_only_in_a_zone",
        condition=Q(exposure=False) | ~Q(device_at__in=OUT_OF_ZONES),
        violation_error_message="Say where the device would be while X-rays are on",
    ),
]
