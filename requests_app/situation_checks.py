"""What must be true of a request's situation whoever logs it: a known zone, a purpose at a pregnancy scan."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from policies.stances import Matrix
from requests_app.pregnancy_scan import is_of_a_scan
from requests_app.zones import zone_chosen

if TYPE_CHECKING:
    from requests_app.models import RecordingRequest

PLACE_MISSING = "Choose where the device would be"
PURPOSE_MISSING = "Say whether it is a clinical or a social wish"


def check_situation(request: "RecordingRequest", matrix: Matrix) -> None:
    """Take exposure from the zone; raise ValidationError for what cannot be. Rules: R-032, R-044."""
    try:
        zone = zone_chosen(matrix, request.modality, request.device_at)
    except KeyError:
        raise ValidationError({"device_at": PLACE_MISSING}) from None
    request.exposure = zone is not None and zone.with_exposure
    if is_of_a_scan(request.modality, request.subject) and not request.scan_purpose:
        raise ValidationError({"scan_purpose": PURPOSE_MISSING})
