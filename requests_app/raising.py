"""From a request to its incident: the facts that are carried over, and what is said to it later."""

from datetime import date
from typing import Any

from recordings_gov import clock
from recordings_gov.incidents.followups import Link
from recordings_gov.incidents.models import Incident
from recordings_gov.incidents.models.words import Care
from requests_app import vocabulary
from requests_app.models.raised_incident import RaisedIncident
from requests_app.models.recording_request import RecordingRequest
from requests_app.models.words_after import KIND_OF, Matter


def report(
    request: RecordingRequest,
    *,
    by: Any,
    matter: str,
    strand: str,
    what_happened: str,
    discovered_on: date | None,
) -> Incident:
    """Report it with what the request knows, and keep which incident it is. Rules: R-203, R-211."""
    incident = Incident.report(
        by=by,
        kind=KIND_OF[Matter(matter)],
        department=request.department,
        patient=request.patient,
        happened_on=clock.local(request.logged_at).date(),
        discovered_on=discovered_on or clock.today(),
        relates_to_policy=False,
        care=request.care,
        care_words=request.care_words,
        place=", ".join(
            part for part in (vocabulary.label("modality", request.modality), request.room) if part
        ),
        what_happened=f"{what_happened}\n\n{carried_over(request)}",
        about_type=request._meta.label_lower,
        about_reference=request.reference,
    )
    RaisedIncident(request=request, strand=strand, matter=matter, incident=incident, raised_by=by).save()
    return incident


def carried_over(request: RecordingRequest) -> str:
    """What the request says of the recording, in sentences; nobody is named. Rules: R-045, R-203."""
    recorder = vocabulary.label("recorder", request.recorder).lower()
    moment = clock.local(request.logged_at)
    told = "told that a note would be made" if request.told_at else "not told of the note"
    if request.not_told_reason:
        told += f" ({vocabulary.phrase('not_told', request.not_told_reason)})"
    parts = [
        f"From request {request.reference} of {moment.day} {moment:%B %Y}, {moment:%H:%M}.",
        f"To be recorded: {request.what.lower()}, by: {recorder}.",
        f"For: {vocabulary.phrase('purpose', request.purpose)}.",
        f"Our policy's answer: {request.answer.get('headline', '')}.",
        f"Ended so far: {_ended(request)}.",
        f"Patient: {told}.",
    ]
    if request.offered:
        parts.append(f"Offered: {vocabulary.listed(_offers(request))}.")
    return " ".join(parts)


def _ended(request: RecordingRequest) -> str:
    said = [str(row.get_ended_display()).lower() for row in request.outcomes.order_by("pk")]
    return ", then ".join(said) or "not said"


def _offers(request: RecordingRequest) -> list[str]:
    return [vocabulary.label("offer", code).lower() for code in request.offered]


def pass_on(request: RecordingRequest, by: Any, step: str, **said: Any) -> None:
    """Say the same of stopped care to the request's open incident, where this person may. Rules: R-022."""
    for row in request.raised_incidents.select_related("incident"):
        incident = row.incident
        if incident.is_open and incident.care == Care.STOPPED and by.can("incident.follow_up", incident):
            getattr(incident, step)(by=by, **said)


def on_the_incidents_page(incident: Any, user: Any) -> list[Link]:
    """The request it came from, for whoever may open it: by reference, never by name. Rules: R-203, R-211."""
    if incident.about_type != RecordingRequest._meta.label_lower:
        return []
    rows = RecordingRequest.objects.visible_to(user).filter(reference=incident.about_reference)
    return [
        Link(f"Request {row.reference}: {row.what.lower()}", row.get_absolute_url(), row.get_status_display())
        for row in rows
    ]
