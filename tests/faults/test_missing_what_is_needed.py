"""Something that ought to be there is not: a clear sentence, and the rest of the service works."""

from pathlib import Path
from typing import Any

import pytest

from recordings_gov.documents.checks import LIBRARIES
from recordings_gov.notifications.models import Task
from requests_app.models import RecordingRequest
from tests.consent.situations import explained, started
from tests.faults.scanner import request_form, save
from tests.faults.visitor import Visitor
from tests.servers.web import running_web

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


def test_without_the_libraries_of_weasyprint_one_sentence_says_so_and_the_rest_works(
    consultant: Any, department: Any, patient: Any, house: dict[str, str], tmp_path: Path
) -> None:
    form = explained(started(consultant, department, patient), consultant)
    for library in LIBRARIES:  # the machine's linker looks here first, and finds files that are no libraries
        (tmp_path / library).touch()
    with running_web(house | {"LD_LIBRARY_PATH": str(tmp_path)}) as web:
        visitor = Visitor(web.url, "consultant")
        page = form.get_absolute_url()
        pressed = visitor.press(f"{page}print/", on=page)
        told = visitor.get(pressed.location)
        assert told.status == 200
        assert "apt-get install libpango-1.0-0" in told.text
        assert save(visitor, request_form(visitor)).status == 302
    assert RecordingRequest.objects.count() == 1


def test_with_no_policy_in_force_requests_are_logged_and_the_governance_lead_is_asked_once(
    radiographer: Any, patient: Any, governance_lead: Any, service: str
) -> None:
    visitor = Visitor(service, "radiographer")
    form = request_form(visitor)
    assert "Our policy has no answer yet" in visitor.post("/requests/log/", [*form, ("step", "answer")]).text
    for _ in range(2):
        assert save(visitor, request_form(visitor)).status == 302
    assert RecordingRequest.objects.filter(policy_version=None).count() == 2
    assert Task.objects.visible_to(governance_lead).undone().count() == 1
