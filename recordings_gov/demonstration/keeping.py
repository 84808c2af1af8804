"""The register of image databases: this product authorised, and another one that waits."""

from datetime import timedelta
from typing import Any

from consent.models import ImageDatabase
from recordings_gov import clock


def load_keeping(people: dict[str, Any]) -> None:
    """Asked for by the consultant; information governance authorised this product. Once only."""
    if ImageDatabase.objects.exists():
        return
    ImageDatabase.list_our_own()
    ImageDatabase.objects.get(is_own=True).authorise(
        by=people["ig_manager"],
        because="No image is kept in it. Assessed with the Data Protection Officer.",
        review_due=clock.today() + timedelta(days=365),
    )
    ImageDatabase.propose(
        by=people["consultant"],
        name="Hand clinic teaching set",
        owner="Imaging",
        place="Encrypted Trust drive, folder hand-clinic",
        holds="Photos of hands before and after treatment, for teaching.",
    )
