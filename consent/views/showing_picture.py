"""What the page of a picture shows: each person and how they stand, and the one next step."""

from typing import Any

from django.urls import reverse

from consent.models import Appearance, Appears, Picture, PictureStatus, PictureUse, ReleaseStatus
from consent.models.appearance import objections_of
from consent.models.release_use import said
from consent.releasing import is_newer
from consent.views.showing_release import RELEASE_COLOURS, uses_of
from recordings_gov.pages.templatetags.pages import date_and_time, long_date
from recordings_gov.workflow import may

PICTURE_COLOURS = {
    PictureStatus.OPEN: "yellow",
    PictureStatus.COMPLETE: "green",
    PictureStatus.QUARANTINED: "red",
}


def page_of(record: Picture, user: Any) -> dict[str, Any]:
    """Facts, everybody who appears, the uses so far, and what to do next."""
    people = _people(record)
    to_stop = {row.pk for row in record.not_agreed_any_more()}
    ends = may(record, "end_use", user)
    return {
        "facts": _facts(record),
        "people": people,
        "missing": [each["person"].name for each in people if each["colour"] in ("red", "yellow")],
        "uses": [
            _use(record, row, is_to_stop=row.pk in to_stop, ends=ends)
            for row in record.uses.select_related("used_by", "ended_by")
        ],
        "to_stop": len(to_stop),
        "lock_rules": ("R-171",),
        "may_add": may(record, "add_person", user),
        "may_complete": may(record, "say_complete", user),
        "may_use": may(record, "use", user),
        "may_lock": may(record, "find_bystander", user),
    }


def _facts(record: Picture) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        ("What it is", record.get_kind_display()),
        ("Where", record.place),
        ("Made", f"{long_date(record.made_on)}, by {record.made_by}"),
        ("Equipment shown", record.equipment or "None"),
        ("Put on the list by", str(record.kept_by)),
    ]
    if record.publish_locked:
        facts += [
            ("Locked for good", _lock(record)),
            ("Who else is in it", record.publish_locked_because),
        ]
    return facts


def _lock(record: Picture) -> str:
    return f"{date_and_time(record.publish_locked_at)}, by {record.publish_locked_by}"


def _people(record: Picture) -> list[dict[str, Any]]:
    rows = record.people_with_releases()
    since = objections_of([row.staff_id for row in rows if row.staff_id], record.kind)
    return [_person(record, row, since.get(row.staff_id or 0)) for row in rows]


def _use(record: Picture, row: PictureUse, *, is_to_stop: bool, ends: bool) -> dict[str, Any]:
    """A use: going on, to be stopped, or ended with what was done and what cannot be called back."""
    address = {"reference": record.reference, "number": row.pk}
    return {
        "says": said(row.as_use()),
        "row": row,
        "is_to_stop": is_to_stop,
        "end_url": reverse("consent:picture-end-use", kwargs=address) if ends and not row.ended_at else "",
    }


def _person(record: Picture, row: Appearance, since: Any) -> dict[str, Any]:
    releases = row.releases()
    objects = since is not None and not any(
        each.status == ReleaseStatus.SIGNED and is_newer(each.facts(), since) for each in releases
    )
    state, colour = _standing(row, releases, objects=objects)
    address = {"reference": record.reference, "number": row.pk}
    return {
        "person": row,
        "state": state,
        "colour": colour,
        "objects": objects,
        "waits": bool(releases) and releases[-1].status == ReleaseStatus.PREPARED,
        "releases": [(each, RELEASE_COLOURS[ReleaseStatus(each.status)], uses_of(each)) for each in releases],
        "ask_url": reverse("consent:picture-ask", kwargs=address),
        "take_url": reverse("consent:picture-take-release", kwargs=address),
    }


def _standing(row: Appearance, releases: list[Any], *, objects: bool) -> tuple[str, str]:
    """How somebody stands before any use is named: in words, and a colour."""
    if objects:
        return "Has asked not to be recorded", "red"
    states = {each.status for each in releases}
    if ReleaseStatus.SIGNED in states:
        return "Release signed", "green"
    if ReleaseStatus.PREPARED in states:
        return "Release to be signed", "yellow"
    if states:
        return "Said no, or took it back", "red"
    if row.shown_as == Appears.STAFF and row.normally_operates:
        return "Deemed to agree", "green"
    return "No release yet", "red"
