"""Joining a request that a colleague logged: one is there too, and answers for oneself."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.audit.acting import acting_as
from requests_app.asking import keep_answers
from requests_app.models import RecordingRequest, Said, StaffAnswer
from requests_app.reopening import reopen_if_waiting


def join(request: RecordingRequest, *, by: Any, says: str) -> None:
    """Stand among those who are there with one's own answer; a no reopens what waits. Rules: R-056, R-165.

    A second joining changes nothing but a changed answer. Raises PermissionDenied, ValidationError.
    """
    if says not in (Said.YES, Said.NO):
        raise ValidationError("Say whether you may be in it")
    with transaction.atomic(), acting_as(by):
        locked = RecordingRequest._base_manager.select_for_update(of=("self",)).get(pk=request.pk)
        if not by.can("request.follow_up", locked):
            raise PermissionDenied(f"{by} may not join {locked}.")
        before = StaffAnswer.objects.filter(request=locked, person=by).first()
        answer = _answered(locked, before, by, says)
        log.record("recordingrequest.join", locked)
        if answer.answer == Said.NO and (before is None or before.answer != Said.NO):
            reopen_if_waiting(answer, by)


def _answered(request: RecordingRequest, before: StaffAnswer | None, by: Any, says: str) -> StaffAnswer:
    if before is None:
        keep_answers(request, by, {by: says})
        made: StaffAnswer = StaffAnswer.objects.get(request=request, person=by)
        return made
    changed: StaffAnswer = StaffAnswer.objects.get(pk=before.pk)
    changed.answer = Said.NO if changed.image_objected else Said(says)
    changed.said_by, changed.seen_at = by, clock.now()
    changed.save()
    return changed
