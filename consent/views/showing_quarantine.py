"""What is said of an entry in quarantine to who may list it: never what it shows. Conflict: C-12."""

from typing import Any

from consent.models import Recording
from consent.views.showing_keeping import STEPS, address
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.workflow import may

HOLDS = ("set_legal_hold", "lift_legal_hold")


def shut_facts(recording: Recording) -> list[tuple[str, Any]]:
    """Since when, by whom, why, and whether the original is still unaltered. Rules: R-155, R-248."""
    check = getattr(recording, "fingerprint_check", None)
    hold = recording.legal_holds.filter(lifted_at=None).first()
    return [
        ("In quarantine since", date_and_time(recording.quarantined_at)),
        ("Put there by", str(recording.quarantined_by)),
        ("Why", recording.quarantine_reason),
        ("Department", str(recording.department)),
        ("Original", f"{check}, {date_and_time(check.at)}" if check else "Not compared yet"),
        ("Legal hold", f"{hold.because}, since {date_and_time(hold.at)}" if hold else "None"),
    ]


def openings_of(recording: Recording) -> list[tuple[str, str]]:
    """Who opened it on what ground, and what the other person found."""
    rows = recording.openings.select_related("by", "reviewed_by").order_by("-pk")
    return [
        (f"{row.by}, {date_and_time(row.at)}", f"{row}, {row.ground_reference}. {_looked_at(row)}")
        for row in rows
    ]


def releases_of(recording: Recording) -> list[tuple[str, str]]:
    """What was proposed, and what was decided. Rules: R-171."""
    rows = recording.quarantine_releases.select_related("proposed_by", "decided_by").order_by("-pk")
    return [
        (f"{row.proposed_by}, {date_and_time(row.proposed_at)}", f"{row}: {row.because}. {_decided(row)}")
        for row in rows
    ]


def steps_in(recording: Recording, user: Any) -> list[tuple[str, str]]:
    """Each step that this person may take: its words and its address."""
    waits = recording.release_that_waits
    unseen = recording.openings.filter(reviewed_at=None).exclude(by=user).exists()
    found = [
        ("Open it on a stated ground", "quarantine-open", user.holds("quarantine.open")),
        (
            "Look at why it was opened",
            "quarantine-review",
            unseen and may(recording, "review_opening", user),
        ),
        (
            "Propose to let it out",
            "quarantine-propose-release",
            waits is None and may(recording, "propose_release", user),
        ),
        (
            "Decide on letting it out",
            "quarantine-decide-release",
            waits is not None and may(recording, "decide_release", user),
        ),
    ]
    fits = {"set_legal_hold": not recording.under_legal_hold, "lift_legal_hold": recording.under_legal_hold}
    found += [
        (words, page, fits[verb] and may(recording, verb, user))
        for verb, page, words in STEPS
        if verb in HOLDS
    ]
    found.append(("Who looked at it, or asked in vain", "recording-trail", user.holds("audit.who_viewed")))
    return [(words, address(page, recording)) for words, page, is_so in found if is_so]


def _looked_at(row: Any) -> str:
    if row.reviewed_by is None:
        return "Nobody has looked at this opening yet"
    found = "It was right" if row.was_right else "It was not right"
    return f"{found}. {row.review_says} ({row.reviewed_by})"


def _decided(row: Any) -> str:
    if row.decided_by is None:
        return "Nobody has decided yet"
    return f"{'Agreed' if row.is_agreed else 'Refused'}. {row.decided_because} ({row.decided_by})"
