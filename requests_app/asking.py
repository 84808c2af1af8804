"""Asking the policy of the day, and keeping its answer with the request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from policies.decisions import Situation, StanceAnswer, stance_for
from policies.matrix import matrix_of, telling_of, version_for
from policies.telling import ThingsToTell, things_to_tell
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.decisions import Reason
from recordings_gov.patients.models import Patient
from requests_app import vocabulary
from requests_app.decisions import PATIENT, Colleague, Tapped, must_tell, situation_of
from requests_app.models import RecordingRequest, Said, StaffAnswer, StaffObjection

ADULT_YEARS = 18
NOT_TOLD = "Tick what you told the patient, or say why you could not"
NOT_ALL_TOLD = "Tick all of it, or untick it and say why you could not tell the patient"


@dataclass(frozen=True)
class Asked:
    """What was asked of which version, and its answer."""

    version: Any
    situation: Situation
    answer: StanceAnswer
    things: ThingsToTell
    pinned: dict[str, Any]


def ask_policy(department: Department, tapped: Tapped) -> Asked:
    """The answer of the department's policy, else the Trust's, as it stands today. Rules: R-007, R-036."""
    version = version_for(department, clock.today())
    matrix = matrix_of(version)
    situation = situation_of(tapped)
    answer = stance_for(situation, matrix)
    always = {term.id for term in matrix.conditions.values() if term.always}
    things = things_to_tell(situation, answer, telling_of(version))
    return Asked(version, situation, answer, things, _pinned(answer, things, version, always))


def things_before(department: Department, recorder: str) -> ThingsToTell:
    """What is to be told whatever they ask for, before enough is tapped to ask the policy."""
    who = PATIENT if recorder in ("", PATIENT) else "person_with_them"
    nothing = StanceAnswer("no_answer")
    asked = Situation(setting="", modality="", media=(), recorder=who)
    return things_to_tell(asked, nothing, telling_of(version_for(department, clock.today())))


def _pinned(answer: StanceAnswer, things: ThingsToTell, version: Any, always: set[str]) -> dict[str, Any]:
    """The answer as it is shown and kept: a later version does not change it."""
    return {
        "verdict": answer.verdict,
        "headline": answer.headline,
        "patient_headline": answer.patient_headline,
        "reasons": [_kept(reason) for reason in answer.reasons],
        "conditions": [
            _kept(wanted) | {"id": wanted.id, "always": wanted.id in always}  # type: ignore[attr-defined]
            for wanted in answer.conditions
        ],
        "alternatives": [
            {"id": offer.id, "label": vocabulary.label("offer", offer.id), "says": offer.staff}
            for offer in answer.alternatives
        ],
        "to_tell": [{"says": row.says, "ids": list(row.ids)} for row in things.rows]
        + [{"says": point.tick, "ids": [point.id]} for point in things.extra],
        "rows": list(answer.row_ids),
        "policy": str(version.policy.title) if version else "",
        "number": version.number if version else None,
        "day": clock.today().isoformat(),
    }


def _kept(reason: Reason) -> dict[str, Any]:
    return {"says": reason.says, "rules": list(reason.rules), "section": reason.section}


def with_objections(answers: Mapping[Any, str], settings: Iterable[str]) -> dict[Any, Colleague]:
    """Each person's answer, *no* to pictures wherever an objection covers them. Rules: R-056, R-165."""
    found = _objections(answers, settings)
    return {person: _colleague(said, found.get(person.pk)) for person, said in answers.items()}


def _objections(people: Iterable[Any], settings: Iterable[str]) -> dict[Any, StaffObjection]:
    """By person, the objections that hold today in one of these settings."""
    here = tuple(settings)
    active = StaffObjection.objects.active_on(clock.today()).filter(person__in=list(people))
    return {objection.person_id: objection for objection in active if objection.is_about(here)}


def _colleague(said: str, objection: StaffObjection | None) -> Colleague:
    if objection is None:
        return Colleague(said)
    return Colleague(
        Said.NO if objection.covers_image else said, objection.covers_image, objection.covers_voice
    )


def circumstances(
    patient: Patient | None, here: Iterable[Colleague], media: Iterable[str]
) -> tuple[str, ...]:
    """What else the policy asks about: the patient is a child, somebody's objection covers these media."""
    child = patient is not None and patient.age_on(clock.today()) < ADULT_YEARS
    tapped = tuple(media)
    objected = any(one.is_covered(tapped) for one in here)
    return (*(("child",) if child else ()), *(("active_objection",) if objected else ()))


def pin_answer(request: RecordingRequest, outcome: str, answers: Mapping[Any, str]) -> None:
    """Ask for an unsaved request; keep answer, version and purpose with it, and check what was told.

    Raises ValidationError when the patient was not told all of it and no reason is given.
    Rules: R-040, R-236, R-238.
    """
    here = with_objections(answers, request.settings_here).values()
    asked = ask_policy(
        request.department,
        Tapped(
            setting=request.setting,
            modality=request.modality,
            media=tuple(request.media),
            subject=request.subject,
            recorder=request.recorder,
            reasons=tuple(request.reasons),
            needs=tuple(vocabulary.needs(request.reasons)),
            purpose=request.purpose,
            circumstances=circumstances(request.patient, here, request.media),
        ),
    )
    request.policy_version, request.purpose = asked.version, asked.situation.purpose
    request.media = list(asked.situation.media)
    request.stance, request.answer = asked.answer.verdict, asked.pinned
    if request.told and set(asked.things.must) - set(request.told):
        raise ValidationError({"told": NOT_ALL_TOLD})
    if must_tell(outcome) and not request.told and not request.not_told_reason:
        raise ValidationError({"told": NOT_TOLD})


def keep_answers(request: RecordingRequest, by: Any, answers: Mapping[Any, str]) -> None:
    """One row a colleague; an objection is applied whatever was tapped. Rules: R-056, R-165."""
    found = _objections(answers, request.settings_here)
    for person, said in answers.items():
        objection = found.get(person.pk)
        one = _colleague(said, objection)
        StaffAnswer(
            request=request,
            person=person,
            answer=one.answer,
            said_by=by,
            objection=objection,
            image_objected=one.image_objected,
            voice_objected=one.voice_objected,
            seen_at=clock.now() if person == by else None,
        ).save()
