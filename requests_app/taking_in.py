"""What a request is told before the policy is asked: needs known from before, and where it goes."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from recordings_gov import clock
from requests_app import routing
from requests_app.decisions import SCREEN, Colleague
from requests_app.local import Local, local_of
from requests_app.models import RecordingRequest
from requests_app.models.words import AGREEMENTS
from requests_app.models.words_asked import Pictured
from requests_app.panels.screen import LOOK_FIRST
from requests_app.panels.team import NOBODY_YET
from requests_app.speaking import Decider, what_is_missing


def take_in(request: RecordingRequest, outcome: str) -> Local:
    """Fill in an unsaved request what follows from patient and department; the department's settings.

    Raises ValidationError by field while who decides for the patient is not clear. Rules: R-009, R-010,
    R-013, R-017, R-033, R-164.
    """
    is_agreed = outcome in AGREEMENTS
    missing = what_is_missing(decider_of(request), is_agreed)
    if request.subject == SCREEN and is_agreed and not request.others_in_view:
        missing["others_in_view"] = LOOK_FIRST
    if missing:
        raise ValidationError(missing)
    local = local_of(request.department)
    routed = routing.route_of(
        request.recorder, request.used_by, request.employee, request.service, local.held
    )
    request.route, request.route_reference = routed.route, routed.reference
    request.known_needs = list(request.patient.access_needs) if request.patient else []
    return local


def check_team(request: RecordingRequest, outcome: str, here: Iterable[Colleague]) -> None:
    """A picture of the team is agreed with those who said yes, or it is not of the team. Rules: R-165."""
    nobody = not any(one.may_be_in_it for one in here)
    if Pictured.TEAM in request.pictured and outcome in AGREEMENTS and nobody:
        raise ValidationError({"pictured": NOBODY_YET})


def decider_of(request: RecordingRequest) -> Decider:
    """Who decides, with the patient's age of the day."""
    return Decider(
        request.recorder,
        request.permission,
        request.authority,
        request.understands,
        request.speaks,
        request.best_interests,
        request.patient.age_on(clock.today()) if request.patient else None,
    )
