"""What pages say of copies, edits and who holds what."""

from typing import Any

from django.urls import reverse

from consent.copying import CopyKind
from consent.models import Copy, CopyStatus, Recording
from consent.models.copy_notices import answer_by
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import date_and_time, long_date, short_date
from recordings_gov.workflow import may

COLOURS = {
    CopyStatus.ASKED: "blue",
    CopyStatus.REFUSED: "grey",
    CopyStatus.OUT: "green",
    CopyStatus.RECALLED: "red",
    CopyStatus.DESTROYED: "grey",
    CopyStatus.GIVEN_BACK: "grey",
}
MOST = 20


def copies_page(recording: Recording, user: Any) -> dict[str, Any]:
    """On the register entry: who holds a copy, and which edits there are. Rules: R-061, R-176, R-178."""
    rows = list(
        Copy.objects.visible_to(user)
        .filter(recording=recording)
        .select_related("holder")
        .order_by("-pk")[:MOST]
    )
    at = {"reference": recording.reference}
    is_open = recording.status not in ("quarantined", "destroyed", "held")
    return {
        "copies": [
            (
                copy,
                f"{copy.get_kind_display()}, {copy.held_by}",
                copy.get_status_display(),
                COLOURS[CopyStatus(copy.status)],
            )
            for copy in rows
        ],
        "edits": list(recording.edits.select_related("made_by")[:MOST]),
        "ask_copy_url": reverse("consent:recording-copy", kwargs=at)
        if is_open and user.can("copy.ask", recording)
        else "",
        "make_edit_url": reverse("consent:recording-edit", kwargs=at)
        if is_open and user.can("edit.make", recording)
        else "",
    }


def copy_facts(copy: Copy, user: Any) -> list[tuple[str, Any]]:
    """Who, where, for what, on whose authority; never what the recording shows."""
    signed = copy.undertaken_name or copy.undertaken_by
    facts = [
        ("What it is", copy.get_kind_display()),
        ("Made from", f"{copy.recording.get_kind_display()}, made {_day(copy.recording.captured_at)}"),
        ("For", copy.purpose),
        ("Within", copy.permission.name if copy.permission else copy.get_aim_display()),
        ("Holder", copy.held_by),
        ("Kept in", copy.where),
        ("Asked for", f"{date_and_time(copy.asked_at)}, {copy.asked_by}"),
        (
            "Undertaking accepted",
            f"{date_and_time(copy.undertaken_at)}, {signed}" if copy.undertaken_at else "Not yet",
        ),
    ]
    if copy.kind == CopyKind.RETAINED:
        agreed = date_and_time(copy.rights_accepted_at) if copy.rights_accepted_at else "Not yet"
        facts.append(("The Trust keeps copyright and reproduction rights", agreed))
    if copy.released_at:
        who = copy.approver or "by the answer to “May I use it?”"
        facts.append(("Authorised, and given", f"{date_and_time(copy.released_at)}, {who}"))
    facts += [("Not given, because", copy.refused_because)]
    if copy.recalled_at:
        facts += [("Called back", f"{date_and_time(copy.recalled_at)}. {copy.recall_reason}")]
    if copy.ended_on:
        facts.append(
            (copy.get_status_display(), f"{long_date(copy.ended_on)}, says {copy.ended_by}: {copy.ended_how}")
        )
    return [(label, value) for label, value in facts if value]


def _day(moment: Any) -> str:
    return long_date(clock.local(moment).date())


def copy_next(copy: Copy, user: Any) -> dict[str, Any]:
    """What to do next, first; and where it leads."""
    at = {"reference": copy.reference}
    is_own = copy.holder_id == user.pk
    undertakes = copy.undertaken_at is None and (
        is_own or (copy.holder_id is None and user.holds("copy.authorise"))
    )
    verb = "permit" if copy.kind == CopyKind.RETAINED else "release"
    decides = (
        copy.undertaken_at is not None
        and may(copy, verb, user)
        and user.pk not in (copy.holder_id, copy.asked_by_id)
    )
    refuses = may(copy, "refuse", user) and user.can(
        "copy.permit" if verb == "permit" else "copy.authorise", copy
    )
    ends = may(copy, "end", user) and (is_own or user.holds("copy.authorise"))
    is_seen = Recording.objects.visible_to(user).filter(pk=copy.recording_id).exists()
    steps = (
        (undertakes and copy.status == CopyStatus.ASKED, "copy-undertake", "Read the undertaking"),
        (decides, f"copy-{verb}", "Decide on this copy"),
        (ends, "copy-end", "Say that it was destroyed or given back"),
        (refuses, "copy-refuse", "Do not let them keep it" if verb == "permit" else "Do not give it"),
    )
    return {
        "says_next": _says(copy, is_own),
        "obstacles": copy.obstacles_for(user) if copy.status == CopyStatus.ASKED else [],
        "buttons": [
            (label, reverse(f"consent:{name}", kwargs=at), name != "copy-refuse")
            for shown, name, label in steps
            if shown
        ],
        "recording_url": copy.recording.get_absolute_url() if is_seen else "",
    }


def _says(copy: Copy, is_own: bool) -> str:
    if copy.status == CopyStatus.RECALLED:
        day = short_date(answer_by(copy))
        asks = (
            "Destroy your copy or give it back, and say so"
            if is_own
            else f"{copy.held_by} destroys it or gives it back"
        )
        return f"It may no longer be used. {asks} by {day}."
    if copy.status == CopyStatus.OUT:
        return "It is with its holder. Once it is no longer needed, it is destroyed or given back."
    if copy.status != CopyStatus.ASKED:
        return ""
    if copy.undertaken_at is None:
        who = "you" if is_own else copy.held_by
        return f"Waits for {who} to accept the undertaking. Nobody has the copy before."
    office = "the medical director" if copy.kind == CopyKind.RETAINED else "Media Studio"
    return f"The undertaking is accepted. Waits for {office} to decide."
