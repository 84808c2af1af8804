"""Forms that a page without a readable code might belong to, the likeliest first."""

from typing import Any

from consent.models import ConsentForm, CustodyStep, PageStatus, ScannedPage
from consent.models.form_custody import TRAVELS
from consent.scans.attaching import missing_pages

MOST = 6


def candidates(page: ScannedPage, user: Any) -> list[tuple[ConsentForm, list[int]]]:
    """Forms this person may see, each with the pages it lacks.

    First the form its code names, then those of the sheets before and after it, then those signed last.
    """
    visible = ConsentForm.objects.visible_to(user).select_related("patient", "department")
    beside = ScannedPage.objects.filter(
        file=page.file_id, number__in=[page.number - 1, page.number + 1], status=PageStatus.ATTACHED
    ).order_by("number")
    first = [page.form_id, *beside.values_list("form_id", flat=True)]
    likely = visible.filter(pk__in=[pk for pk in first if pk]).exclude(signed_at=None)
    open_ones = visible.filter(status__in=TRAVELS).exclude(
        station__in=[CustodyStep.SCANNED, CustodyStep.FILED]
    )
    found = {row.pk: row for row in sorted(likely, key=lambda row: first.index(row.pk))}
    for row in open_ones.order_by("-signed_at", "-pk")[:MOST]:
        found.setdefault(row.pk, row)
    listed = ((row, missing_pages(row)) for row in list(found.values())[:MOST])
    return [(row, missing) for row, missing in listed if missing]
