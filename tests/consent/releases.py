"""Releases and pictures, made through the verbs as the people in them would."""

from typing import Any

from consent.models import ModelRelease, Picture
from consent.models.form_signing import HowSigned
from consent.releasing import NamedUse
from recordings_gov import clock

LEAFLET = NamedUse("printed", "Open day leaflet 2027")
EVENING_NEWS = NamedUse("press", "Evening bulletin of 3 March 2027", "Northmere Television")
DRAWN = "M100 100L300 100"
TYPED = HowSigned("typed")


def prepared(by: Any, name: str = "Kim Visitor", *uses: NamedUse, **words: Any) -> ModelRelease:
    """To be signed, for the leaflet unless told otherwise."""
    asked = {"kind": "general", "pictured": "The new waiting room of Imaging"} | words
    return ModelRelease.prepare(by=by, uses=uses or [LEAFLET], person_name=name, **asked)


def released(by: Any, name: str = "Kim Visitor", *uses: NamedUse, **words: Any) -> ModelRelease:
    """Signed on the screen by the person shown."""
    release = prepared(by, name, *uses, **words)
    release.sign(by=by, name=release.person_name, signing=TYPED)
    return release


def staff_release(by: Any, staff: Any, *uses: NamedUse) -> ModelRelease:
    """The staff model release, signed."""
    return released(by, "", *uses, kind="staff", staff=staff)


def kept(by: Any, **words: Any) -> Picture:
    """A photo of the new scanner, taken today; nobody is named yet."""
    asked = {
        "kind": "photograph",
        "title": "The new scanner, with somebody at it",
        "place": "Imaging, room 1",
        "made_on": clock.today(),
        "made_by": "Media Studio",
        "equipment": "The new scanner",
    }
    return Picture.keep(by=by, **(asked | words))
