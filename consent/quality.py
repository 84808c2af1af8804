"""What of the register nobody has looked at, and what whoever wants to use an image is told."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from consent.models.quality_check import PURPOSES, QualityCheck
from recordings_gov.decisions import Reason


def unchecked(rows: Any) -> Any:
    """Recordings made outside Media Studio whose quality nobody has checked. Rules: R-208."""
    checked = QualityCheck.objects.filter(recording=OuterRef("pk"))
    outside = Q(registration__isnull=False) | Q(app_device__isnull=False)
    return rows.filter(outside, ~Exists(checked))


def newest_check(recording: Any) -> QualityCheck | None:
    """The check that counts; None while there is none."""
    found: QualityCheck | None = recording.quality_checks.select_related("checked_by").last()
    return found


def quality_warnings(check: QualityCheck | None, purpose: str = "") -> tuple[Reason, ...]:
    """That it is not good enough, for this purpose or for any, by name; a warning, never a refusal.

    ``check`` is the newest; ``purpose`` a code of PURPOSES, empty for all of them. Rules: R-177.
    """
    if check is None or check.is_good or (purpose and purpose not in check.not_for):
        return ()
    named = [label for code, label in PURPOSES if code in check.not_for and purpose in ("", code)]
    said = "; ".join(label[0].lower() + label[1:] for label in named)
    return (Reason(f"Media Studio found it not good enough for: {said}. {check.words}", ("R-177",)),)
