"""Pictures that are no clinical recording: one in use, one to stop, one that waits, one locked for good."""

from datetime import date, timedelta

from consent.models import ModelRelease, Picture
from consent.models.form_signing import HowSigned
from consent.models.release_words import PersonIs
from consent.releasing import NamedUse
from recordings_gov import clock
from recordings_gov.accounts.models import User

LEAFLET = NamedUse("printed", "Open day leaflet, spring 2027")
WEBSITE = NamedUse("online", "Imaging pages of the website, autumn 2026")
DRAWN = "M60 120L110 60L150 140L190 70L240 130L300 80L360 120L430 90L500 110"
BULLETIN = NamedUse("press", "Evening bulletin of 3 March 2027", "Northmere Television")


def load_releases(people: dict[str, User]) -> None:
    """A radiographer at the scanner, a full waiting room, a corridor with somebody behind the glass."""
    if Picture.objects.exists():
        return
    by = people["communications"]
    made_on = clock.today() - timedelta(days=3)
    scanner = Picture.keep(
        by=by,
        kind="photograph",
        title="The new scanner at work",
        place="Imaging, room 1",
        made_on=made_on,
        made_by="Media Studio",
        equipment="The new scanner",
    )
    scanner.add_person(by=by, shown_as="staff", staff=people["radiographer"], normally_operates=True)
    scanner.add_person(by=by, shown_as="public", name="Kim Volunteer")
    kim = scanner.people.get(name="Kim Volunteer")
    scanner.ask_for_release(by=by, person=kim, uses=[LEAFLET])
    release = ModelRelease.objects.get(appearances=kim)
    release.sign(
        by=by,
        name="Kim Volunteer",
        signing=HowSigned("drawn"),
        drawn=DRAWN,
    )
    scanner.say_complete(by=by)
    scanner.use(by=by, use=LEAFLET)
    waiting = Picture.keep(
        by=by,
        kind="film",
        title="The waiting room on a full morning",
        place="Imaging, waiting room",
        made_on=made_on,
        made_by="Northmere Television",
    )
    for name in ("Lee Walker", "Ash Porter"):
        waiting.add_person(by=by, shown_as="patient", name=name)
    waiting.ask_for_release(by=by, person=waiting.people.get(name="Lee Walker"), uses=[BULLETIN])
    corridor = Picture.keep(
        by=by,
        kind="photograph",
        title="The corridor to radiotherapy",
        place="Radiotherapy",
        made_on=made_on,
        made_by="Media Studio",
    )
    corridor.find_bystander(by=by, says="A patient in a wheelchair behind the glass door")
    _load_a_use_to_stop(people, made_on)
    ModelRelease.prepare(by=by, kind="general", uses=[LEAFLET], pictured="The open day of Imaging")


def _load_a_use_to_stop(people: dict[str, User], made_on: date) -> None:
    """The reception desk on the website: the parent of a child in it took the release back."""
    by, student = people["communications"], people["student"]
    desk = Picture.keep(
        by=by,
        kind="photograph",
        title="The new reception desk",
        place="Imaging, reception",
        made_on=made_on,
        made_by="Media Studio",
    )
    desk.add_person(by=by, shown_as="staff", staff=student)
    desk.add_person(by=by, shown_as="public", name="Ash Porter")
    for row, is_a in (
        (desk.people.get(staff=student), PersonIs.ADULT),
        (desk.people.get(staff=None), PersonIs.CHILD),
    ):
        desk.ask_for_release(by=by, person=row, uses=[WEBSITE], person_is=is_a)
    signed = ModelRelease.objects.get(staff=student)
    signed.sign(by=by, name=student.name, signing=HowSigned("drawn"), drawn=DRAWN)
    ashs = ModelRelease.objects.get(person_name="Ash Porter", status="prepared", uses__named=WEBSITE.named)
    ashs.sign(by=by, name="Sam Porter", signed_as="parent", signing=HowSigned("typed"))
    desk.say_complete(by=by)
    desk.use(by=by, use=WEBSITE)
    ashs.withdraw(by=people["media_studio"], words="They would rather not be on the website.")
