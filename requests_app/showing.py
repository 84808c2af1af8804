"""A request as its page shows it: facts, the answer of the day, what has happened and what is next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from recordings_gov import clock
from recordings_gov.notes.models import HealthRecordNote, NoteStatus
from recordings_gov.pages import timeline
from recordings_gov.workflow import may
from requests_app import after_showing, asked_facts, for_patient, home_words, situation_facts, vocabulary
from requests_app.decisions import PATIENT
from requests_app.forms.steps import WasItMadeForm
from requests_app.models import CopyOffer, Made, RecordingRequest, RequestStatus, Said, StaffAnswer
from requests_app.noting import note_of
from requests_app.scanner import panel

HIDDEN = "Hidden"


@dataclass(frozen=True)
class OfDepartment:
    """As much of a row of the list as the role table asks about."""

    department_id: int | None


def masked_for(user: Any, department: int | None) -> bool:
    """Whether this person sees that there is a patient but not who, in a list. It fails to hidden."""
    grant = user.can("request.view", OfDepartment(department))
    return not grant or grant.is_masked


def request_page(record: RecordingRequest, user: Any, masked: bool) -> dict[str, Any]:
    """What the template needs beyond the record."""
    note = note_of(record)
    asks = may(record, "say_whether_made", user) and record.recording_made == Made.NOT_KNOWN
    return {
        "title": HIDDEN if masked else who(record),
        "tags": _tags(record, note),
        "note": note,
        "may_file": note is not None and may(note, "file_by_hand", user),
        "may_reword": note is not None and may(note, "reword", user),
        "note_state": _note_state(note) if note else "",
        "asked_rules": ("R-040", "R-041"),
        "asks": asks,
        "ask_form": WasItMadeForm() if asks else None,
        "may_record": may(record, "record_outcome", user),
        "may_note_copy": record.recording_made != Made.NO
        and may(record, "note_copy", user)
        and not CopyOffer.objects.filter(request=record).exists(),
        "facts": _facts(record, masked),
        "panel": panel(record.answer),
        "day": record.logged_at,
        "timeline": _timeline(record, note),
        **for_patient.section(record, user, masked),
        **after_showing.afterwards(record, user, masked),
    }


def who(record: RecordingRequest) -> str:
    """The patient's name, else the number as it was typed."""
    return record.patient.name if record.patient else f"Number {record.number_as_typed}"


def _note_state(note: HealthRecordNote) -> str:
    """Drafted when, owed by when, filed where."""
    drafted = clock.local(note.created_at)
    words = [f"Drafted at {drafted:%H:%M} on {drafted.day} {drafted:%B} from this request."]
    if note.status == NoteStatus.FILED:
        words.append(f"In the record as {note.record_reference}.")
    elif note.owed_by:
        words.append(f"To be filed by {note.owed_by.day} {note.owed_by:%B %Y}.")
    else:
        words.append("Not owed yet.")
    return " ".join(words)


def _tags(record: RecordingRequest, note: HealthRecordNote | None) -> list[tuple[str, str]]:
    tags = []
    if record.status == RequestStatus.REOPENED:
        tags.append(("Reopened", "orange"))
    if record.outcome:
        word = vocabulary.words("outcome")[record.outcome]
        tags.append((word["label"], word["colour"]))
    if note is not None and record.status != RequestStatus.CLOSED:
        words = {NoteStatus.DRAFTED: ("Note drafted", "yellow"), NoteStatus.FILED: ("Note filed", "green")}
        tags.append(words.get(NoteStatus(note.status), (note.get_status_display(), "blue")))
    elif record.status == RequestStatus.CLOSED:
        tags.append(("Closed", "grey"))
    return tags


def _facts(record: RecordingRequest, masked: bool) -> list[tuple[str, Any]]:
    patient = record.patient
    number = f"{patient.number}, born {patient.birth_date.day} {patient.birth_date:%B %Y}" if patient else ""
    rows = [
        ("Patient", HIDDEN if masked else ", ".join(part for part in (who(record), number) if part)),
        (
            "Where",
            ", ".join(part for part in (vocabulary.label("modality", record.modality), record.room) if part),
        ),
        ("Setting", vocabulary.label("setting", record.setting)),
        *situation_facts.page_rows(record),
        ("What", record.what),
        ("Who will record", _recorder(record)),
        ("Why", ", ".join(vocabulary.label("reason", code) for code in record.reasons) or "Not said"),
        ("For", vocabulary.phrase("purpose", record.purpose).capitalize()),
        ("Colleagues", _colleagues(record, masked)),
        ("Told", _told(record)),
        *asked_facts.page_rows(record, masked),
        ("A copy for us", _copy(record)),
        ("Chosen at home", home_words.said(record.home_choices) if record.home_choices else ""),
        ("Offered", ", ".join(vocabulary.label("offer", code) for code in record.offered) or "Nothing"),
        ("Recording made", record.get_recording_made_display()),
    ]
    return [(label, value) for label, value in rows if value]


def _recorder(record: RecordingRequest) -> str:
    said = vocabulary.label("recorder", record.recorder)
    if record.recorder == PATIENT:
        return said
    spoken = f", {record.authority}" if record.authority else ""
    return f"{said}. The patient's own answer: {record.get_permission_display().lower()}{spoken}"


def _colleagues(record: RecordingRequest, masked: bool) -> str:
    answers = list(record.answers.select_related("person").order_by("person__name"))
    if masked:
        willing = sum(one.answer == "yes" for one in answers)
        return f"{len(answers)} here, {willing} may be in it" if answers else ""
    return "; ".join(_answer(one) for one in answers)


def _answer(one: StaffAnswer) -> str:
    aloud = (
        " (said aloud, written down by somebody else)"
        if one.was_said_aloud and one.answer == Said.YES
        else ""
    )
    met = f"; wish about the voice: {one.get_voice_met_display().lower()}" if one.voice_met else ""
    return f"{one.person.name}: {one.get_answer_display().lower()}{aloud}{met}"


def _copy(record: RecordingRequest) -> str:
    offer = CopyOffer.objects.filter(request=record).first()
    if offer is None:
        return ""
    then = f"yes. {offer.get_held_as_display()}" if offer.is_accepted else f"no. {offer.why_not}"
    return f"{offer.get_came_display()}: {then}"


def _told(record: RecordingRequest) -> str:
    if record.not_told_reason:
        why = record.not_told_words or vocabulary.label("not_told", record.not_told_reason).lower()
        return f"Not told: {why}"
    said = [row["says"] for row in record.answer.get("to_tell", ()) if set(row["ids"]) <= set(record.told)]
    return format_html_join(SafeString("<br>"), "{}", ((each,) for each in said))


def _timeline(record: RecordingRequest, note: HealthRecordNote | None) -> list[dict[str, Any]]:
    """Newest first, with what is still to come on top."""
    done = timeline.entries(record, note) if note else timeline.entries(record)
    if done:
        done[0]["state"] = "now"
    return [*_to_come(record, note), *done]


def _to_come(record: RecordingRequest, note: HealthRecordNote | None) -> list[dict[str, Any]]:
    if note is not None and note.is_owed and note.owed_by:
        due = note.owed_by
        return [{"title": "Note to be filed", "when": f"Due {due.day} {due:%B %Y}", "state": "next"}]
    if record.status == RequestStatus.OUTCOME_GIVEN and record.recording_made == Made.NOT_KNOWN:
        return [{"title": "Say whether a recording was made", "when": "When the visit ends", "state": "next"}]
    return []


def say_events() -> None:
    """How the events of requests and of objections are told on a timeline."""
    timeline.say("recordingrequest.log", "Request logged", _logged)
    timeline.say("recordingrequest.record_outcome", "How it ended", _ended)
    timeline.say("recordingrequest.say_whether_made", "Said whether a recording was made", _made)
    timeline.say("recordingrequest.take_note_as_filed", "Closed: the note is in the record")
    timeline.say("healthrecordnote.owe", "Note owed", _owed)
    timeline.say("staffobjection.register", "Objection registered")
    timeline.say("staffobjection.vary", "Objection changed")
    timeline.say("staffobjection.lift", "Objection lifted")
    timeline.say("recordingrequest.note_copy", "Said whether a copy is to come to us")
    timeline.say("recordingrequest.inform", "Said what they had and were given")
    timeline.say("recordingrequest.advise", "Advice given")
    timeline.say("recordingrequest.give_summary", "A written summary was given")
    timeline.say("recordingrequest.reopen", "Reopened: who may be in it has changed")
    timeline.say("recordingrequest.say_how_voice_was_met", "Said how a wish about a voice was met")


def _logged(body: dict[str, Any]) -> str:
    headline = body.get("answer", {}).get("headline", "")
    return f"In {body['room']}. {headline}." if body.get("room") else f"{headline}."


def _ended(body: dict[str, Any]) -> str:
    return f"{vocabulary.label('outcome', body['outcome'][1])}." if "outcome" in body else ""


def _made(body: dict[str, Any]) -> str:
    return (
        f"Recording made: {Made(body['recording_made'][1]).label.lower()}."
        if "recording_made" in body
        else ""
    )


def _owed(body: dict[str, Any]) -> str:
    if "owed_by" not in body:
        return "In new words."
    due = date.fromisoformat(body["owed_by"][1])
    return f"To be filed by {due.day} {due:%B %Y}."
