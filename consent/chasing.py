"""Chasing signed forms that stay where they are: one task a form and station, for whoever can move it on."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from consent.in_parts import in_parts
from consent.models import ConsentForm, CustodyStep
from consent.models.form_custody import task_key
from recordings_gov import clock
from recordings_gov.accounts.models import Department, Setting
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications import tasks_due
from recordings_gov.notifications.models import Task

WORKING_DAYS = 2
OVERDUE = {
    "": "Bring the signed form {form} to Media Studio",
    CustodyStep.RECEIVED: "Send the signed form {form} to medical records",
    CustodyStep.SENT: "Scan the signed form {form}, or say that it has not come",
    CustodyStep.SCANNED: "Put the signed form {form} in the record system",
}
CHASED = {
    CustodyStep.RECEIVED: Role.MEDIA_STUDIO,
    CustodyStep.SENT: Role.MEDICAL_RECORDS,
    CustodyStep.SCANNED: Role.MEDICAL_RECORDS,
}


def patience() -> Any:
    """``patience(department)``: how many working days a form may stay at one station there."""

    @cache
    def of(department: Department) -> int:
        return int(Setting.objects.value_of("custody_days", department, WORKING_DAYS))

    return of


def chase(today: date) -> int:
    """Ask for each form that should have moved on by now; how many were asked for anew. Rules: R-110."""
    asked, days_in = 0, patience()
    for station in OVERDUE:
        rows = ConsentForm.objects.at_station(station, before=today - timedelta(days=1))
        for part in in_parts(rows):
            late = [row for row in part if row.moves_by(days_in(row.department)) < today]
            keys = {task_key(row.reference, station): row for row in late}
            known = set(Task.objects.filter(key__in=keys).values_list("key", flat=True))
            for key in keys.keys() - known:
                _ask(key, keys[key], station, days_in(keys[key].department))
                asked += 1
    return asked


def _ask(key: str, form: ConsentForm, station: str, working_days: int) -> None:
    """Of a form that was never brought, whoever explained it; if they have left, Media Studio."""
    taker = form.consent_taker if not station and form.consent_taker.is_active else None
    tasks_due.ask(
        key=key,
        what=OVERDUE[station].format(form=form.reference),
        about=form,
        person=taker,
        role=None if taker else CHASED.get(CustodyStep(station) if station else CustodyStep.RECEIVED),
        due_on=form.moves_by(working_days),
        rule="R-110",
    )


def is_late(form: ConsentForm, days_in: Any) -> bool:
    """Whether it should have moved on by now."""
    return bool(form.next_station) and form.moves_by(days_in(form.department)) < clock.today()
