"""Filming: one that communications decides on, one that waits for a clinician, one with a concern."""

from datetime import timedelta

from consent.models import Filming
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User


def load_filming(people: dict[str, User], department: Department) -> None:
    """A school project asked for today, a crew that is permitted and not open yet, a day that is paused."""
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
    _load_a_concern(people, department)


def _load_a_concern(people: dict[str, User], department: Department) -> None:
    """A training film of the scanner room, with nobody to be recognised; the screen can be read in it."""
    by, today = people["communications"], clock.today()
    training = Filming.ask(
        by=people["consultant"],
        department=department,
        made_by="studio",
        requester="Imaging",
        purpose="teaching",
        title="Induction film of the scanner room, winter 2026",
        subject="The scanner room, for new staff",
        place="Scanner room 2",
        from_on=today,
        until_on=today + timedelta(days=1),
        shows_people=False,
    )
    days = {"permitted_from": training.from_on, "permitted_until": training.until_on}
    training.permit(by=by, scope="The room and its equipment. No people, no screens.", **days)
    training.keep_agreement(
        by=by,
        agrees="employer",
        body="Northmere NHS Foundation Trust",
        says="NM/26/131",
        agreed_on=today,
    )
    training.open(by=by)
    training.film(by=by, says="The scanner from the door")
    training.raise_concern(by=people["sonographer"], says="The worklist on the screen can be read.")
