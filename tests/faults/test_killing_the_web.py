"""The web processes are killed under load: what was acknowledged is kept, what is sent again is kept once."""

import signal
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Flag
from typing import Any

import pytest
from django.db import connection

from recordings_gov.audit.models import Event
from recordings_gov.launch.children import until
from requests_app.models import RecordingRequest
from tests.faults.scanner import request_form, save
from tests.faults.visitor import Fields, Visitor
from tests.servers.web import running_web

pytestmark = pytest.mark.django_db(transaction=True)


class Journal:
    """What one visitor sent, and where the service said that it is."""

    def __init__(self, site: str) -> None:
        self.visitor = Visitor(site, "radiographer")
        self.forms: list[Fields] = [request_form(self.visitor) for _ in range(12)]
        self.acknowledged: dict[int, str] = {}

    def write(self, stop: Flag) -> None:
        """Send one form after the other until told to stop or nobody answers."""
        for number, form in enumerate(self.forms):
            if stop.is_set():
                return
            answer = save(self.visitor, form)
            if answer.status == 302:
                self.acknowledged[number] = answer.location

    def send_again(self, site: str) -> None:
        """Whatever was not acknowledged, in the same session, to the service as it came back."""
        self.visitor.site = site
        for number, form in enumerate(self.forms):
            answer = save(self.visitor, form)
            assert answer.status == 302, (answer.status, answer.text[:500])
            assert self.acknowledged.setdefault(number, answer.location) == answer.location


def killed_under_load(house: dict[str, str]) -> None:
    stop = Flag()
    with running_web(house) as web:
        journals = [Journal(web.url) for _ in range(2)]
        with ThreadPoolExecutor(2) as writers:
            writing = [writers.submit(journal.write, stop) for journal in journals]
            assert until(lambda: all(len(journal.acknowledged) >= 3 for journal in journals), 60)
            web.child.signal(signal.SIGKILL)
            stop.set()
            for done in writing:
                done.result()
    acknowledged = {place for journal in journals for place in journal.acknowledged.values()}
    assert acknowledged <= kept()
    with running_web(house) as web:
        for journal in journals:
            journal.send_again(web.url)
    sent = [place for journal in journals for place in journal.acknowledged.values()]
    assert len(sent) == len(set(sent)) == 24
    assert kept() >= set(sent)


def kept() -> set[str]:
    """The requests in the database, each with its history and its event, or the test fails."""
    rows = list(RecordingRequest.objects.all())
    made = Event.objects.filter(action="recordingrequest.log").values_list("object_id", flat=True)
    assert sorted(made) == sorted(row.pk for row in rows)
    connection.close()
    return {row.get_absolute_url() for row in rows}


@pytest.mark.fault
def test_every_acknowledged_request_is_there_once_after_the_web_is_killed(
    radiographer: Any, patient: Any, house: dict[str, str]
) -> None:
    killed_under_load(house)
    assert RecordingRequest.objects.count() == 24


@pytest.mark.long_fault
def test_ten_kills_lose_and_double_nothing(radiographer: Any, patient: Any, house: dict[str, str]) -> None:
    for _ in range(10):
        killed_under_load(house)
    assert RecordingRequest.objects.count() == 240
