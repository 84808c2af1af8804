"""How an incident is told on its page and on paper: facts with their values, and the steps one may take."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from recordings_gov.incidents import triage as triaging
from recordings_gov.incidents.missing import Missing
from recordings_gov.incidents.models.correcting import BREACHES
from recordings_gov.incidents.models.facts import said
from recordings_gov.incidents.models.words import PATIENTS_RECORD, WE_RECORD, Care, Kind
from recordings_gov.notifications.models import Message
from recordings_gov.pages.templatetags.pages import bdi

# Code of the step, its words, the verb that does it; shown when the verb may be done.
STEPS: tuple[tuple[str, str, str, str], ...] = (
    ("At once", "playbook", "Tick the playbook", "note_steps"),
    ("At once", "care", "Say whether care went on", "say_how_care_went"),
    ("At once", "care-escalate", "Care stopped: who was told", "escalate_stopped_care"),
    ("At once", "care-offer", "Care stopped: offered again", "offer_care_again"),
    ("At once", "care-review", "Care stopped: review the reason", "review_stopped_care"),
    ("At once", "said", "Write down what was said", "say_what_was_said"),
    ("At once", "patient", "Link the patient", "link_patient"),
    ("At once", "datix", "Give the Datix reference", "give_datix"),
    ("At once", "take-on", "Say who looks after it", "take_on"),
    ("At once", "concern", "A worry about care", "raise_concern"),
    ("Look into it", "triage", "What was shared", "triage_disclosure"),
    ("Look into it", "data", "Data of ours?", "decide_data_incident"),
    ("Look into it", "taken", "Data taken without our consent?", "say_taken"),
    ("Look into it", "code", "Is a professional code touched?", "ask_about_code"),
    ("Look into it", "severity", "How serious it is", "judge_severity"),
    ("Look into it", "escalate", "Escalate, or not", "decide_escalation"),
    ("Look into it", "refer", "Send it on", "refer"),
    ("Look into it", "referral-answer", "An office answered", "hear_back"),
    ("Look into it", "concern-answer", "Answer the worry about care", "answer_concern"),
    ("Look into it", "offences", "Possible offences to ask about", "consider"),
    ("Look into it", "civil", "Civil routes to ask about", "consider"),
    ("Look into it", "proceedings", "Proceedings expected?", "flag_proceedings"),
    ("Answer and explain", "acknowledge", "Say that it has come", "acknowledge"),
    ("Answer and explain", "respond", "Give the first real answer", "respond"),
    ("Answer and explain", "candour", "Is an explanation owed?", "decide_candour"),
    ("Answer and explain", "explain", "Write down the conversation", "explain"),
    ("Answer and explain", "confirm", "Confirm it on the incident report", "confirm_on_report"),
    ("Put it right", "act", "Plan what is put right", "plan_action"),
    ("Put it right", "act-done", "It is put right", "finish_action"),
    ("Put it right", "no-action", "Nothing is to be put right", "need_no_action"),
    ("Put it right", "recurrence", "Has it happened again?", "check_recurrence"),
    ("Close", "deputy", "Name a deputy for the review", "name_deputy"),
    ("Close", "review", "Review it", "review"),
    ("Close", "close", "Close it", "close"),
    ("Close", "reopen", "Open it again", "reopen"),
)


def step_url(incident: Any, step: str) -> str:
    """The page that asks for a missing fact; the note's own page for the note."""
    if step == "note":
        note = incident.candour_note
        return str(note.get_absolute_url() if note else incident.get_absolute_url())
    return reverse(f"incidents:incident-{step}", kwargs={"reference": incident.reference})


def steps(
    incident: Any, user: Any, referrals: Sequence[Any], actions: Sequence[Any]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every step this person may take now, by group; those that mean nothing here are left out."""
    idle = {
        "referral-answer": all(each.answered_on for each in referrals),
        "act-done": all(each.done_on for each in actions),
        "no-action": bool(actions) or incident.kind in BREACHES,
        "review": not (user.can("incident.review", incident) or user == incident.review_deputy),
    }
    grouped: dict[str, list[tuple[str, str]]] = {}
    rights: dict[str, bool] = {}
    for group, step, label, verb in STEPS:
        rule = getattr(type(incident), verb).transition
        right = rule["allowed"]
        if right not in rights:
            rights[right] = bool(user.can(right, incident))
        if idle.get(step) or incident.status not in rule["source"] or not rights[right]:
            continue
        if _means_something(incident, step):
            grouped.setdefault(group, []).append((label, step_url(incident, step)))
    return list(grouped.items())


def missing_links(
    incident: Any, user: Any, missing: Sequence[Missing], offered: Sequence[tuple[str, list[tuple[str, str]]]]
) -> list[dict[str, Any]]:
    """What is missing, with a link where this person may give it."""
    open_to_them = {url for _, links in offered for _, url in links}
    if user.can("note.view", incident):
        open_to_them.add(step_url(incident, "note"))
    urls = [(each, step_url(incident, each.step)) for each in missing]
    return [
        {"title": each.says, "url": url if url in open_to_them else "", "rules": each.rules}
        for each, url in urls
    ]


def _means_something(incident: Any, step: str) -> bool:
    asked = {
        "care": incident.kind in PATIENTS_RECORD,
        "care-escalate": incident.care == Care.STOPPED,
        "care-offer": incident.care == Care.STOPPED,
        "care-review": incident.care == Care.STOPPED,
        "said": incident.kind in PATIENTS_RECORD,
        "patient": incident.patient_id is None,
        "triage": incident.kind == Kind.DISCLOSURE,
        "data": incident.may_be_data_incident,
        "taken": incident.may_be_data_incident,
        "code": incident.kind in WE_RECORD,
        "concern": incident.kind in PATIENTS_RECORD,
        "concern-answer": incident.concern == "raised",
        "offences": incident.kind == Kind.DISCLOSURE,
        "civil": incident.kind == Kind.DISCLOSURE,
        "respond": incident.responded_on is None,
        "explain": incident.candour == "owed" and incident.explained_on is None,
        "confirm": incident.explained_on is not None,
    }
    return asked.get(step, True)


def facts(incident: Any, *, masked: bool) -> list[tuple[str, Any]]:
    """What is known, in the order it is told; a fact nobody has given is left out."""
    told: list[tuple[str, Any]] = [("What happened", incident.get_kind_display())]
    if incident.patient and not masked:
        told.append(("Patient", format_html("{}, {}", bdi(incident.patient.name), incident.patient.number)))
    elif incident.patient:
        told.append(("Patient", "Linked; your role does not see who it is"))
    told += [
        (
            "Whose recording",
            "We made it" if incident.relates_to_policy else "A patient, or somebody with them",
        ),
        ("Department", incident.department.name),
        ("Happened", _day(incident.happened_on) or "Not known"),
        ("Came to light", _day(incident.discovered_on)),
        ("Came to us", _day(incident.received_on)),
        ("Where", incident.place),
        ("Reported by", incident.raised_by.name),
        ("About", incident.about_reference),
        ("Looked after by", incident.handler.name if incident.handler else "Nobody yet"),
        ("Datix reference", incident.datix_reference),
        ("Care", _with(incident.get_care_display(), incident.care_words)),
        ("Care stopped: who was told", _with(incident.care_escalated_to, _day(incident.care_escalated_on))),
        ("Care offered again", _day(incident.care_offered_on)),
        ("Care rightly stopped because", incident.care_review_words),
        ("Script used", incident.get_script_used_display()),
        ("Advised", incident.advice_words),
        ("Told what the recording is", incident.get_status_told_display()),
        ("Every device left alone", incident.get_nothing_seized_display()),
        ("Nothing said about an offence", incident.get_no_offence_said_display()),
        ("Why not", incident.scene_words),
        ("Worry about care", _with(incident.get_concern_display(), incident.concern_words)),
        ("What came of the worry", _with(incident.concern_found, _day(incident.concern_answered_on))),
        ("Data incident of ours", _with(incident.get_is_data_incident_display(), incident.data_reason)),
        ("Data taken without our consent", _with(incident.get_taken_display(), incident.taken_words)),
        ("Under which Act", incident.taken_act),
        ("Profession of whoever recorded", incident.profession_label),
        ("Their code", incident.code),
        ("Is that code touched", _with(incident.get_code_touched_display(), incident.code_words)),
        ("Severity", _with(incident.get_severity_display(), incident.severity_words)),
        ("May be serious misconduct", incident.get_serious_misconduct_display()),
        ("Escalated", _with(incident.get_escalated_display(), incident.escalation_reason)),
        ("Escalated to", incident.escalated_to.name if incident.escalated_to else ""),
        ("Proceedings expected", _with(incident.get_proceedings_display(), incident.proceedings_words)),
        ("Records kept unchanged", incident.to_preserve),
        ("Implied meaning", incident.get_implied_meaning_display()),
        ("Cause of action", incident.cause_of_action),
        ("Acknowledged", _day(incident.acknowledged_on)),
        ("First real answer", _with(_day(incident.responded_on), incident.answer)),
        ("Explanation owed", _with(incident.get_candour_display(), incident.candour_reason)),
        ("Explained", _with(incident.get_explained_to_display(), _day(incident.explained_on))),
        ("Confirmed on the incident report", _day(incident.confirmed_on_report_on)),
        ("Confirmed in the health record", _day(incident.confirmed_in_record_on)),
        ("All put right", _day(incident.corrected_on)),
        ("Nothing to put right because", incident.no_action_reason),
        ("Happened again?", _with(incident.get_recurrence_display(), incident.recurrence_words)),
        ("Reviewed", _with(incident.reviewed_by.name if incident.reviewed_by else "", incident.review_words)),
        ("Deputy for the review", incident.review_deputy.name if incident.review_deputy else ""),
        ("Closed", _day(incident.closed_on)),
        ("Opened again because", incident.reopened_reason),
    ]
    return [(label, value) for label, value in told if value]


def triage_of(incident: Any) -> dict[str, Any] | None:
    """What the triage of a disclosure says now, with its reasons; None before one was made."""
    if not incident.triage:
        return None
    answer = triaging.triage(incident.shared())
    return {
        "says": triaging.SAYS[answer.verdict],
        "publication": incident.get_publication_display(),
        "reasons": answer.reasons,
        "conditions": answer.conditions,
        "to_find_out": answer.obstacles,
    }


def beside(incident: Any, user: Any) -> list[Any]:
    """Other incidents of the same event that this person may see: by reference, never by name."""
    rows = type(incident).objects.visible_to(user)
    found = list(rows.filter(same_event_as=incident).order_by("pk"))
    if incident.same_event_as_id:
        found += rows.filter(pk=incident.same_event_as_id)
    return found


def undelivered(incident: Any) -> list[Message]:
    """Messages about it that did not go out, and why: an address that bounces must not pass in silence."""
    rows = Message.objects.filter(
        key__startswith=f"incident:{incident.reference}:", given_up_at__isnull=False
    ).select_related("to")
    return list(rows.order_by("pk"))


def _day(day: Any) -> str:
    return said(day) if day else ""


def _with(value: Any, words: str) -> str:
    return f"{value}: {words}" if value and words else str(value or "")
