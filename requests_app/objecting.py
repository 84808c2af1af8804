"""The register of objections, as other rooms may ask it: who and since when, and nothing else."""

from collections.abc import Sequence
from datetime import date, datetime

from requests_app.models import StaffObjection


def since(people: Sequence[int], day: date, with_sound: bool) -> dict[int, datetime]:
    """When each of these people last said what they object to on ``day``; a film has sound. Rules: R-172."""
    rows = StaffObjection.objects.filter(person_id__in=people).active_on(day)
    rows = rows if with_sound else rows.to_images()
    return dict(rows.values_list("person_id", "changed_at"))
