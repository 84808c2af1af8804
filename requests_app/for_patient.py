"""What the request's page says of the patient's side: told, given, missing, and the papers to take away."""

from typing import Any

from recordings_gov import clock
from recordings_gov.workflow import may
from requests_app import informing, leaflets
from requests_app.forms.informed import AdviseForm
from requests_app.models import Made, RecordingRequest
from requests_app.models.words import Ended
from requests_app.models.words_asked import CameToLight
from requests_app.papers import words
from requests_app.papers.making import papers_of


def status_is_due(record: RecordingRequest) -> bool:
    """Whether the paper on the status of a recording belongs here: made against our policy, or hidden."""
    against = record.outcome == Ended.WENT_AHEAD_CONTRARY
    came = record.came_to_light in (CameToLight.CONTINUED, CameToLight.COVERT)
    return bool(against or came or record.recording_made == Made.FOUND)


def section(record: RecordingRequest, user: Any, masked: bool) -> dict[str, Any]:
    """For the template; nothing of it for somebody to whom the patient is hidden."""
    if masked:
        return {"for_patient": None}
    follows = may(record, "inform", user)
    language = record.supplied_language or (record.patient.language if record.patient else "")
    every = leaflets.links(record.department, language)
    return {
        "for_patient": {
            "warnings": informing.warnings(record.as_informed()),
            "rows": facts(record),
            "may_inform": follows,
            "advise_form": AdviseForm(record=record) if follows else None,
            "leaflets": every,
            "language": words.name_of(language, "their") if language.split("-")[0] not in ("", "en") else "",
            "has_theirs": any(one["is_theirs"] for one in every),
            "made": papers_of(record),
            "status_is_due": status_is_due(record),
        }
    }


def facts(record: RecordingRequest) -> list[tuple[str, str]]:
    """What was told and given, in words; what was not asked is left out."""
    needs = informing.needs_of(record.as_informed())
    rows = [
        ("Explained", _explained(record)),
        ("Came first", record.get_explained_display() if record.explained else ""),
        ("Leaflet", _leaflet(record)),
        ("Told before by", _notice(record)),
        ("Needs", ", ".join(informing.label("need", each) for each in needs).capitalize()),
        ("Help given", _supplied(record)),
        ("Advice", "; ".join(_advice(record, code) for code in record.all_advised)),
        ("Written summary", _summary(record)),
        ("Last said", _last(record)),
    ]
    return [(label, str(value)) for label, value in rows if value]


def _explained(record: RecordingRequest) -> str:
    if record.told_at is None:
        return ""
    by = record.told_by or record.logged_by
    return f"{_moment(record.told_at)}, by {by.name}"


def _moment(at: Any) -> str:
    here = clock.local(at)
    return f"{here:%H:%M} on {here.day} {here:%B %Y}"


def _leaflet(record: RecordingRequest) -> str:
    how = informing.label("leaflet_how", record.leaflet_how) if record.leaflet_how else ""
    edition = record.leaflet_edition
    return f"{how}: {leaflets.said(edition)} ({edition.reference})" if edition else how


def _notice(record: RecordingRequest) -> str:
    said = informing.label("notice", record.notice) if record.notice else ""
    return f"{said}: {record.notice_version}" if record.notice_version else said


def _supplied(record: RecordingRequest) -> str:
    parts = [
        record.supplied_words
        if each == "other" and record.supplied_words
        else informing.label("supplied", each)
        for each in record.supplied
    ]
    in_language = f" ({words.name_of(record.supplied_language)})" if record.supplied_language else ""
    return f"{', '.join(parts)}{in_language}" if parts else ""


def _advice(record: RecordingRequest, code: str) -> str:
    nation = record.department.site.nation
    return (
        informing.label_of_complaint(nation)
        if code == informing.COMPLAIN
        else informing.label("advised", code)
    )


def _summary(record: RecordingRequest) -> str:
    said = informing.label("summary", record.summary) if record.summary else ""
    form = informing.label("summary_form", record.summary_form).lower() if record.summary_form else ""
    return f"{said}, {form}" if form else said


def _last(record: RecordingRequest) -> str:
    return f"{_moment(record.informed_at)}, by {record.informed_by.name}" if record.informed_by else ""
