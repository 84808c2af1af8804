"""Asking the policy of the day, and keeping its answer with the request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from policies.decisions import Situation, StanceAnswer, stance_for
from policies.matrix import matrix_of, telling_of, version_for
from policies.models import PolicyVersion
from policies.telling import ThingsToTell, things_to_tell
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.decisions import Reason
from recordings_gov.patients.models import Patient
from requests_app import vocabulary
from requests_app.concentration import why_quiet
from requests_app.decisions import PATIENT, Colleague, Tapped, local_reasons, must_tell, situation_of, told_as
from requests_app.models import RecordingRequest, Said, StaffAnswer, StaffObjection
from requests_app.panels import joined, kept_situation
from requests_app.pregnancy_scan import offers_at_the_end
from requests_app.situation_checks import check_situation
from requests_app.speaking import ADULT_YEARS
from requests_app.taking_in import check_team, take_in
from requests_app.zones import offers_instead

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


def ask_policy(department: Department, version: PolicyVersion | None, tapped: Tapped) -> Asked:
    """The answer of the version in force here today; what safety and this exam add. Rules: R-007, R-036."""
    matrix = matrix_of(version)
    situation = situation_of(tapped)
    answer = stance_for(situation, matrix)
    always = {term.id for term in matrix.conditions.values() if term.always}
    came = told_as(tapped.came_to_light, answer.verdict)
    things = things_to_tell(situation, answer, telling_of(version), came)
    pinned = _pinned(answer, things, version, always)
    pinned["reasons"] += [_kept(reason) for reason in local_reasons(tapped)]
    pinned["reasons"] += [_kept(reason) for reason in why_quiet(department, situation, tapped.scan_phase)]
    ours = offers_instead(matrix, situation.zones) + offers_at_the_end(situation, tapped.scan_phase)
    pinned["alternatives"] = [*_offered(ours), *pinned["alternatives"]]
    pinned["zones"] = [zone.name for zone in matrix.zones if zone.id in situation.zones]
    return Asked(version, situation, answer, things, pinned)


def _offered(names: Iterable[str]) -> list[dict[str, str]]:
    """Offers of ours, whatever a policy adds."""
    known = vocabulary.words("offer")
    return [{"id": name, "label": known[name]["label"], "says": known[name]["says"]} for name in names]


def things_before(version: PolicyVersion | None, recorder: str) -> ThingsToTell:
    """What is to be told whatever they ask for, before enough is tapped to ask the policy."""
    who = PATIENT if recorder in ("", PATIENT) else "person_with_them"
    nothing = StanceAnswer("no_answer")
    asked = Situation(setting="", modality="", media=(), recorder=who)
    return things_to_tell(asked, nothing, telling_of(version))


def _pinned(answer: StanceAnswer, things: ThingsToTell, version: Any, always: set[str]) -> dict[str, Any]:
    """The answer as it is shown and kept: a later version does not change it."""
    return {
        "verdict": answer.verdict,
        "headline": answer.headline,
        "patient_headline": answer.patient_headline,
        "patient_words": list(answer.patient_words),
        "reasons": [_kept(reason) for reason in answer.reasons],
        "conditions": [
            _kept(wanted) | {"id": wanted.id, "always": wanted.id in always, "patient": wanted.patient}  # type: ignore[attr-defined]
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
    local = take_in(request, outcome)
    here = with_objections(answers, request.settings_here).values()
    check_team(request, outcome, here)
    version = version_for(request.department, clock.today())
    check_situation(request, matrix_of(version))
    true_here = circumstances(request.patient, here, request.media)
    panels = joined([{"circumstances": true_here}, *kept_situation(request)])
    asked = ask_policy(
        request.department,
        version,
        Tapped(
            setting=request.setting,
            modality=request.modality,
            media=tuple(request.media),
            subject=request.subject,
            recorder=request.recorder,
            reasons=tuple(request.reasons),
            needs=tuple(request.needs),
            purpose=request.purpose,
            location=request.location,
            **panels,
            exam_rule=local.exam_rule_reason,
            came_to_light=request.came_to_light,
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
