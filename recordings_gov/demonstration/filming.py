"""Filming: one that communications decides on, and one that waits for a clinician."""

from datetime import timedelta

from consent.models import Filming
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User


def load_filming(people: dict[str, User], department: Department) -> None:
    """A school project that was asked for today, and a crew that is permitted and not open yet."""
    if Filming.objects.exists():
        return
    by, today = people["communications"], clock.today()
    Filming.ask(
        by=people["radiographer"],
        department=department,
        made_by="studio",
        requester="Northmere Sixth Form College",
        purpose="teaching",
        title="Careers day film of May 2027",
        subject="A day at work in Imaging",
        place="Scanner room 1",
        from_on=today + timedelta(days=14),
        until_on=today + timedelta(days=14),
    )
    crew = Filming.ask(
        by=by,
        department=department,
        made_by="others",
        requester="Northmere Television",
        purpose="documentary",
        title="A night in Imaging, series 2 of 2027",
        agency="Northmere Television",
        subject="A night in Imaging",
        place="Waiting room and scanner room 1",
        from_on=today,
        until_on=today + timedelta(days=2),
        treating_is_another=True,
    )
    crew.permit(
        by=by,
        scope="The waiting room and the scanner room. Never the reception desk.",
        permitted_from=today,
        permitted_until=today + timedelta(days=2),
    )
    crew.keep_agreement(
        by=by,
        agrees="employer",
        body="Northmere NHS Foundation Trust",
        says="NM/26/114",
        agreed_on=today,
    )
    crew.add_person(by=by, kind="adult", name="Kim Volunteer")
    crew.add_person(by=by, kind="child", name="Ash Porter")
