"""The words in which the timeline tells what happened to an incident."""

from collections.abc import Callable
from typing import Any

Text = Callable[[dict[str, Any]], str] | None


def _changed(field: str, says: str = "{}") -> Text:
    """The new value of ``field`` in a sentence; nothing when it did not change."""

    def text(body: dict[str, Any]) -> str:
        change = body.get(field)
        return says.format(change[1]) if isinstance(change, list) and change[1] else ""

    return text


TOLD: dict[str, tuple[str, Text]] = {
    "incident.report": ("Reported", None),
    "incident.link_patient": ("Patient linked", None),
    "incident.say_how_care_went": ("Care written down", _changed("care_words")),
    "incident.say_what_was_said": ("What was said is written down", None),
    "incident.escalate_stopped_care": ("Care stopped: somebody was told", _changed("care_escalated_to")),
    "incident.offer_care_again": ("Care offered again", None),
    "incident.review_stopped_care": ("Reason for stopping care reviewed", _changed("care_review_words")),
    "incident.raise_concern": ("Worry about care written down", None),
    "incident.answer_concern": ("Worry about care answered", None),
    "incident.triage_disclosure": ("Disclosure triaged", _changed("triage")),
    "incident.decide_data_incident": ("Decided on data of ours", _changed("data_reason")),
    "incident.weigh_civil_routes": ("Civil routes weighed", None),
    "incident.flag_proceedings": ("Proceedings considered", _changed("proceedings_words")),
    "incident.take_on": ("Somebody looks after it", None),
    "incident.give_datix": ("Datix reference given", _changed("datix_reference")),
    "incident.acknowledge": ("Acknowledged", None),
    "incident.respond": ("First real answer given", None),
    "incident.judge_severity": ("Severity judged", _changed("severity_words")),
    "incident.decide_escalation": ("Decided on escalation", _changed("escalation_reason")),
    "incident.refer": ("Sent on", None),
    "incident.hear_back": ("An office answered", None),
    "incident.consider": ("Points for the legal team kept", None),
    "incident.note_steps": ("Playbook ticked", None),
    "incident.decide_candour": ("Decided on candour", _changed("candour_reason")),
    "incident.explain": ("Explained; note drafted", None),
    "incident.confirm_on_report": ("Confirmed on the incident report", None),
    "incident.confirm_in_record": ("Confirmed in the health record", None),
    "incident.plan_action": ("Planned what is put right", None),
    "incident.finish_action": ("Something is put right", None),
    "incident.need_no_action": ("Nothing is to be put right", _changed("no_action_reason")),
    "incident.check_recurrence": ("Checked for recurrence", _changed("recurrence_words")),
    "incident.name_deputy": ("Deputy named for the review", None),
    "incident.review": ("Reviewed", _changed("review_words")),
    "incident.close": ("Closed", None),
    "incident.reopen": ("Opened again", _changed("reopened_reason")),
    "evaluation.hold": ("Meeting written down", None),
}
