"""The floor: full middleware, one raw SQL, the page built as a string."""

from html import escape
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse

from recordings_gov.accounts.models import User
from recordings_gov.audit import log
from requests_app.models import RecordingRequest

NEWEST = """
SELECT request.id, reference, logged_at, patient.family_name, patient.given_name, media, subject, modality,
       room, outcome, status
FROM (SELECT * FROM requests_app_recordingrequest WHERE department_id = %s
      ORDER BY logged_at DESC, id DESC LIMIT 50) AS request
     LEFT JOIN (SELECT id, family_name, given_name FROM patients_patient) AS patient
     ON patient.id = request.patient_id
ORDER BY logged_at DESC
"""
PAGE = "<!doctype html><html lang=en><title>Requests</title><table>{}</table>"
DEPARTMENT = 1


def _rows() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [DEPARTMENT])
        return cursor.fetchall()


def _page(rows: list[tuple[Any, ...]]) -> HttpResponse:
    cells = (
        f'<tr><td><a href="/requests/{row[1]}/">{row[2]}</a>'
        f"<td>{escape(row[3] or '')}, {escape(row[4] or '')}<td>{row[5]} {row[6]}"
        f"<td>{row[7]}, {escape(row[8])}<td>{row[9]}<td>{row[10]}"
        for row in rows
    )
    return HttpResponse(PAGE.format("".join(cells)))


@login_not_required
def nothing(request: HttpRequest) -> HttpResponse:
    """Middleware alone."""
    return HttpResponse("nothing")


@login_not_required
def floor(request: HttpRequest) -> HttpResponse:
    """Fifty rows for anybody."""
    return _page(_rows())


def floor_signed_in(request: HttpRequest) -> HttpResponse:
    """Fifty rows for somebody signed in, whose reading is logged."""
    assert isinstance(request.user, User)
    rows = _rows()
    log.read_list(RecordingRequest, [row[0] for row in rows])
    return _page(rows)


def floor_unlogged(request: HttpRequest) -> HttpResponse:
    """Fifty rows for somebody signed in, and no reading event."""
    assert isinstance(request.user, User)
    assert request.user.is_active
    return _page(_rows())
