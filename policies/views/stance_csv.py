"""The rows of a matrix as a spreadsheet takes them."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

from policies.models import PolicyVersion
from policies.stances import DIMENSIONS, Matrix, Row
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.pages.views.listing import unformulated

HEADINGS = (
    "Row",
    "Setting",
    "Exam",
    "Way of recording",
    "Who records",
    "Stance",
    "Not supported for",
    "Words for staff",
    "Words for patients",
    "Conditions",
    "Offer instead",
    "If it goes on all the same",
    "Reason",
    "Rules",
)


def csv_of(version: PolicyVersion, matrix: Matrix, rows: Iterable[Row]) -> HttpResponse:
    """What is on the page, a line a row, with formula characters defused."""
    log.record("policyversion.exported", version)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="stances-{clock.today():%Y-%m-%d}.csv"'
    writer = csv.writer(response)
    writer.writerow(HEADINGS)
    writer.writerows([unformulated(cell) for cell in _cells(row, matrix)] for row in rows)
    return response


def _cells(row: Row, matrix: Matrix) -> list[str]:
    named = [
        "; ".join(matrix.vocabulary.get(name, {}).get(each, each) for each in getattr(row, name)) or "Any"
        for name in DIMENSIONS
    ]
    return [
        row.id,
        *named,
        row.stance,
        "; ".join(row.purposes),
        row.staff_words,
        row.patient_words,
        "; ".join(matrix.conditions[name].staff for name in row.conditions),
        "; ".join(matrix.alternatives[name].staff for name in row.alternatives),
        row.response_script,
        row.reason,
        " ".join(row.rules),
    ]
