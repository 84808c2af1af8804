"""The words of the note: what was recorded, of an examination, a discussion or a treatment."""

from dataclasses import dataclass
from typing import Any

from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from requests_app import after_notes, situation_facts, speaking, vocabulary
from requests_app.decisions import PATIENT, ROOM_OR_TEAM, SCREEN
from requests_app.models import RecordingRequest

KINDS = {"discussion": "discussion", "treatment": "treatment"}


@dataclass(frozen=True)
class Wording:
    """A note's kind, its text, and in words why the patient could not be told."""

    kind: str
    text: str
    not_told: str


def worded(request: RecordingRequest, by: Any) -> Wording:
    """The note of this request as far as is known now; KeyError for a placeholder nobody fills.

    It never says who takes no part, and says *patient* or *service user* as the department does.
    Rules: R-008, R-040, R-041.
    """
    wording = vocabulary.note_words()
    kind = after_notes.kind_of(request) or kind_of(request)
    facts = _facts(request, by)
    outcome = request.outcomes.order_by("-pk").first()
    facts |= {
        "reason": outcome.reason.rstrip(".") if outcome else "",
        "need_met": outcome.need_met if outcome else "",
    }
    parts = [wording["template"][kind]["text"]]
    parts += [after_notes.ended(request, kind, wording)] if request.outcome else []
    parts += [wording["snippet"][name] for name in _snippets(request, facts)]
    return Wording(kind, " ".join(part.format(**facts) for part in parts), facts["not_told"])


def kind_of(request: RecordingRequest) -> str:
    """Which template: by what is recorded, and else by the setting that was asked about. Rules: R-041."""
    if request.subject == SCREEN:
        return "picture_of_screen"
    if request.subject == ROOM_OR_TEAM:
        return "team_picture"
    return KINDS.get(asked_setting(request), "examination")


def asked_setting(request: RecordingRequest) -> str:
    """The explanation is a discussion in whatever room."""
    return "discussion" if request.subject == "explanation" else request.setting


def _facts(request: RecordingRequest, by: Any) -> dict[str, str]:
    moment = clock.local(request.logged_at)
    recorder = vocabulary.phrase("recorder", request.recorder)
    not_told = request.not_told_words or (
        vocabulary.phrase("not_told", request.not_told_reason) if request.not_told_reason else ""
    )
    where = (
        vocabulary.label("modality", request.modality),
        request.room,
        situation_facts.note_place(request),
    )
    place = ", ".join(part for part in where if part)
    person = vocabulary.note_words()["person"][
        Setting.objects.value_of("person-word", request.department, "patient")
    ]
    willing = request.answers.willing().select_related("person")
    return {
        **person,
        **situation_facts.note_facts(request),
        **after_notes.note_facts(request),
        "medium": vocabulary.listed(vocabulary.phrase("medium", code) for code in request.media),
        "subject": vocabulary.phrase("subject", request.subject),
        "visit": vocabulary.note_words()["visit"][asked_setting(request)],
        "date": f"{moment.day} {moment:%B %Y}",
        "time": f"{moment:%H:%M}",
        "place": place,
        "made": vocabulary.note_words()["made"][request.recording_made],
        "recorder": recorder,
        "Recorder": recorder.capitalize(),
        "authority": request.authority,
        "not_told": not_told,
        "need": vocabulary.listed(vocabulary.phrase("reason", code) for code in request.needs),
        "offered": vocabulary.listed(_offer(request, code) for code in request.offered),
        "staff": vocabulary.listed(sorted({one.person.job_title or "staff" for one in willing})) or "nobody",
        "author": ", ".join(part for part in (by.name, by.job_title) if part),
        "written_at": f"{clock.local(clock.now()):%H:%M} on {clock.today().day} {clock.today():%B %Y}",
    }


def _offer(request: RecordingRequest, code: str) -> str:
    offers = {offer["id"]: offer["label"] for offer in request.answer.get("alternatives", ())}
    return str(offers.get(code, code.replace("_", " "))).lower()


def _snippets(request: RecordingRequest, facts: dict[str, str]) -> list[str]:
    """Which further sentences are true of this request."""
    found = []
    if request.recorder != PATIENT:
        decider = request.facts().decider
        agreed, spoken_for = speaking.agrees(decider), decider.needs_somebody
        by_another = "third_party_representative" if spoken_for else "third_party"
        found.append(by_another if agreed else "third_party_without")
    found += ["need"] if facts["need"] else []
    found += ["need_met"] if facts["need_met"] else []
    found += ["offered"] if request.offered else []
    found += ["told"] if request.told else []
    found += ["told_not"] if request.not_told_reason else []
    found += situation_facts.note_snippets(request)
    found += after_notes.note_snippets(request)
    return [*found, "signed"]
