"""What the request's page shows of during and after: what came of it, and what may be said now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from recordings_gov.incidents.models import Incident
from recordings_gov.incidents.models.words import Care
from recordings_gov.pages import timeline
from recordings_gov.workflow import may
from requests_app.models import RecordingRequest, StaffConcern
from requests_app.models.words_after import Matter, Strand

STEPS = (
    ("note_hindrance", "request-hindrance", "It got in the way, or took longer"),
    (
        "raise_incident",
        "request-report",
        "Report what came to light: hidden, against policy, others in it, shared",
    ),
    ("say_how_care_went", "request-care", "Did care go on?"),
    ("note_hindrance", "request-impact", "What it did to your work"),
    ("note_hindrance", "request-concern", "Tell a worry in confidence"),
)
TO_PUT_RIGHT = (
    ("escalate_stopped_care", "request-care-escalate", "Care stopped: who was told"),
    ("offer_care_again", "request-care-offer", "Care was offered again"),
    ("review_stopped_care", "request-care-review", "Review why care was stopped"),
)


@dataclass(frozen=True)
class Reported:
    """One incident of this request; its address only for those who may open it."""

    matter: str
    reference: str
    url: str
    state: str


def afterwards(record: RecordingRequest, user: Any, masked: bool) -> dict[str, Any]:
    """For the page, beyond what it shows of the request itself. Rules: R-015, R-022, R-039, R-043, R-203."""
    hindrances = list(record.hindrances.order_by("pk"))
    reported = _reported(record, user)
    mine = StaffConcern.objects.visible_to(user).filter(request=record).order_by("pk")
    return {
        "reported": reported,
        "to_report": _to_report(record, user),
        "hindrances": hindrances,
        "care_facts": _care(record),
        "care_rules": ("R-022",),
        "care_is_open": record.care_is_to_put_right,
        "impacts": _impacts(record, masked),
        "after_steps": [_link(record, step) for step in STEPS if may(record, step[0], user)],
        "care_steps": _care_steps(record, user),
        "may_look_at_repeat": any(row.repeated and row.looked_at_by_id is None for row in hindrances)
        and may(record, "look_at_repeat", user),
        "my_concerns": list(mine),
    }


def _link(record: RecordingRequest, step: tuple[str, str, str]) -> tuple[str, str]:
    return step[2], reverse(f"requests:{step[1]}", kwargs={"reference": record.reference})


def _to_report(record: RecordingRequest, user: Any) -> str:
    """What was tapped and waits for its incident, in words."""
    matter = record.suggested_matter
    strand = Strand.OTHERS if matter == Matter.OTHERS_CAUGHT else Strand.RECORDING
    waits = matter and may(record, "raise_incident", user)
    if not waits or record.raised_incidents.filter(strand=strand).exists():
        return ""
    return str(Matter(matter).label)


def _reported(record: RecordingRequest, user: Any) -> list[Reported]:
    rows = list(record.raised_incidents.select_related("incident").order_by("pk"))
    if not rows:
        return []
    seen = set(
        Incident.objects.visible_to(user)
        .filter(pk__in=[row.incident_id for row in rows])
        .values_list("pk", flat=True)
    )
    return [
        Reported(
            str(row.get_matter_display()),
            row.incident.reference,
            row.incident.get_absolute_url() if row.incident_id in seen else "",
            str(row.incident.get_status_display()),
        )
        for row in rows
    ]


def _care(record: RecordingRequest) -> list[tuple[str, str]]:
    if not record.care:
        return []
    rows = [
        ("As it was", _with(record.get_care_display(), record.care_words)),
        ("Who was told", _with(record.care_escalated_to, _day(record.care_escalated_on))),
        ("Offered again", _day(record.care_offered_on)),
        ("Rightly stopped", _with(record.get_care_rightly_stopped_display(), record.care_review_words)),
    ]
    return [(label, value) for label, value in rows if value]


def _care_steps(record: RecordingRequest, user: Any) -> list[tuple[str, str]]:
    if record.care != Care.STOPPED or not record.care_is_to_put_right:
        return []
    own = user.pk in (record.care_said_by_id, record.logged_by_id)
    return [
        _link(record, step)
        for step in TO_PUT_RIGHT
        if may(record, step[0], user) and not (own and step[0] == "review_stopped_care")
    ]


def _impacts(record: RecordingRequest, masked: bool) -> list[tuple[str, str, str]]:
    """Who, what and in which words; without names for those who see no names."""
    rows = record.impacts.select_related("person").order_by("pk")
    return [("A colleague" if masked else row.person.name, str(row), row.words) for row in rows]


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _with(value: Any, words: str) -> str:
    return f"{value}: {words}" if value and words else str(value or "")


def say_events() -> None:
    """How the events of during and after are told on a timeline."""
    timeline.say("recordingrequest.note_hindrance", "Said how it got in the way, or did not")
    timeline.say("recordingrequest.look_at_repeat", "Repeated exam looked at")
    timeline.say("recordingrequest.raise_incident", "Reported what came to light", _care_said)
    timeline.say("recordingrequest.say_how_care_went", "Said whether care went on", _care_said)
    timeline.say("recordingrequest.escalate_stopped_care", "Somebody was told that care stopped", _told)
    timeline.say("recordingrequest.offer_care_again", "Care offered again")
    timeline.say("recordingrequest.review_stopped_care", "Reviewed why care stopped")


def _care_said(body: dict[str, Any]) -> str:
    return f"{Care(body['care'][1]).label}." if "care" in body else ""


def _told(body: dict[str, Any]) -> str:
    return f"{body['care_escalated_to'][1]}." if "care_escalated_to" in body else ""
