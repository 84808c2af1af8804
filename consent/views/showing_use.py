"""What the pages about using a recording show."""

from typing import Any

from django.urls import reverse

from consent.asking_use import permissions_about
from consent.models import Access, PermissionKind, PermissionStatus, Recording, RecordingStatus, UseCheck
from consent.using import Use, Verdict
from consent.using.words import VERDICT_WORDS
from recordings_gov import clock
from recordings_gov.decisions import Reason
from recordings_gov.pages.templatetags.pages import date_and_time, short_date

SHADES = {
    Verdict.YES: "go",
    Verdict.NEW_FORM: "advise",
    Verdict.ASK: "advise",
    Verdict.UNREGISTERED: "advise",
    Verdict.HELD: "advise",
    Verdict.NO: "stop",
    Verdict.BEYOND_RECALL: "stop",
    Verdict.RESTRICTED: "stop",
    Verdict.UNAVAILABLE: "stop",
}
TAGS = {
    PermissionStatus.GIVEN: ("Signed", "green"),
    PermissionStatus.WITHDRAWN: ("Taken back", "red"),
    PermissionStatus.DECLINED: ("No", "grey"),
    PermissionStatus.INVALID: ("Never counted", "red"),
}
STATES = {
    RecordingStatus.HELD: "yellow",
    RecordingStatus.QUARANTINED: "purple",
    RecordingStatus.DESTROYED: "grey",
}


def recording_card(recording: Recording, user: Any) -> dict[str, Any]:
    """Of a recording that is shut: that it exists, and nothing else. Conflicts: C-12, C-35."""
    is_seen = Recording.objects.visible_to(user).filter(pk=recording.pk).exists()
    is_shut = recording.status == RecordingStatus.QUARANTINED or not is_seen
    facts: list[tuple[str, Any]] = [("Entry", recording.reference)]
    state = (recording.get_status_display(), STATES.get(RecordingStatus(recording.status), "green"))
    if recording.access == Access.RESTRICTED and recording.status != RecordingStatus.QUARANTINED:
        state = ("Restricted", "red")
    if is_shut:
        return {"card": [*facts, ("Details", "Not shown")], "signed_for": [], "state": state, "seen": False}
    facts += [
        ("Kind", recording.get_kind_display()),
        ("Taken", short_date(clock.local(recording.captured_at).date())),
        ("Basis", recording.get_basis_display()),
    ]
    return {"card": facts, "signed_for": _signed_for(recording), "state": state, "seen": True}


def answer_page(check: UseCheck, user: Any) -> dict[str, Any]:
    """The answer as it was kept, and what may be done with it today."""
    parts = {
        name: [Reason(says, tuple(rules)) for says, rules in check.says.get(name, [])]
        for name in ("reasons", "conditions", "obstacles", "to_do")
    }
    recording, verdict = check.recording, Verdict(check.verdict)
    shown = recording_card(recording, user)
    further = reverse("consent:recording-further", kwargs={"reference": recording.reference})
    asks_again = reverse("consent:recording-use", kwargs={"reference": recording.reference})
    may_ask = shown["seen"] and user.can("consent.record", recording)
    forms = {row.form for row in permissions_about(recording)} if shown["seen"] else set()
    is_publishing = check.use == Use.PUBLISH and verdict == Verdict.YES and check.permission
    return (
        parts
        | shown
        | {
            "stance": VERDICT_WORDS[verdict],
            "shade": SHADES[verdict],
            "is_today": clock.local(check.asked_at).date() == clock.today(),
            "forms": sorted(form.reference for form in forms),
            "further_url": further if verdict == Verdict.NEW_FORM and may_ask else "",
            "ask_url": asks_again,
            "published_form": check.permission.form if is_publishing and check.permission else None,
            "recording": recording,
        }
    )


def use_page(recording: Recording, user: Any) -> dict[str, Any]:
    """What the register entry says of its use."""
    copies = list(recording.anonymisations.select_related("by", "second_reading__by"))
    read = [copy.second_reading for copy in copies if hasattr(copy, "second_reading")]
    waits = next((copy for copy in copies if not hasattr(copy, "second_reading")), None)
    is_other = waits is not None and waits.by_id != user.pk
    return {
        "uses": uses_of(recording),
        "came_out": came_out(recording),
        "second_readings": read,
        "waits_for_reader": is_other and bool(user.can("recording.anonymise", recording)),
    }


def uses_of(recording: Recording) -> list[tuple[str, str]]:
    """What was downloaded or passed on, newest first: when, and by whom for what. Rules: R-072, R-194."""
    rows = recording.use_checks.filter(status="done").select_related("asked_by").order_by("-done_at")[:20]
    return [
        (f"{row.get_use_display()}: {row.done_with}", f"{row.asked_by}, {date_and_time(row.done_at)}")
        for row in rows
    ]


def came_out(recording: Recording) -> list[tuple[str, str]]:
    """Where named uses came out, and whether that can no longer be called back. Rules: R-135."""
    rows = [row for row in permissions_about(recording) if row.came_out_on]
    return [
        (
            f"{row.name}: {row.came_out_where}, {short_date(row.came_out_on)}",
            "Cannot be called back" if row.cannot_be_recalled else "Has come out",
        )
        for row in rows
    ]


def _signed_for(recording: Recording) -> list[tuple[str, str, str]]:
    rows = permissions_about(recording)
    newest = {(row.kind, row.name): row for row in rows}
    shown = [(name, *TAGS[PermissionStatus(row.status)]) for (_, name), row in newest.items()]
    kinds = {kind for kind, _ in newest}
    asked = [str(kind.label) for kind in PermissionKind if kind not in kinds]
    return [*shown, *((name, "Not asked", "grey") for name in asked)]
