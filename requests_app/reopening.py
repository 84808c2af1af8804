"""A no that arrives while a visit is under way: kept with the request, which is then looked at again."""

from typing import Any

from requests_app.decisions import PICTURES, VOICES
from requests_app.models.recording_request import RecordingRequest
from requests_app.models.staff_answer import StaffAnswer
from requests_app.models.staff_objection import StaffObjection
from requests_app.models.words import Made, RequestStatus, Said

WAITING = {"status": RequestStatus.OUTCOME_GIVEN, "recording_made": Made.NOT_KNOWN}


def apply_to_visits(objection: StaffObjection, by: Any) -> None:
    """An objection holds in visits under way too; those it changes are reopened. Rules: R-056, R-165."""
    rows = StaffAnswer.objects.filter(person=by, **{f"request__{name}": is_ for name, is_ in WAITING.items()})
    for answer in rows.select_related("request"):
        if objection.is_about(answer.request.settings_here) and _is_new(objection, answer):
            _apply(objection, answer)
            reopen_if_waiting(answer, by)


def reopen_if_waiting(answer: StaffAnswer, by: Any) -> None:
    """Reopen the request of an answer that changed, as long as nobody knows of a recording."""
    request = RecordingRequest.objects.get(pk=answer.request_id)
    if {name: getattr(request, name) for name in WAITING} == WAITING:
        request.reopen(by=by)


def _is_new(objection: StaffObjection, answer: StaffAnswer) -> bool:
    media = answer.request.media
    pictured = objection.covers_image and any(medium in PICTURES for medium in media)
    heard = objection.covers_voice and any(medium in VOICES for medium in media)
    return (pictured and not answer.image_objected) or (heard and not answer.voice_objected)


def _apply(objection: StaffObjection, answer: StaffAnswer) -> None:
    answer.objection = objection
    answer.image_objected = answer.image_objected or objection.covers_image
    answer.voice_objected = answer.voice_objected or objection.covers_voice
    if answer.image_objected:
        answer.answer = Said.NO
    answer.event_action = "staffanswer.objected"
    answer.save()
