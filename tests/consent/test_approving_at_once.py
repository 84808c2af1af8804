"""Two people, one instant, real threads on PostgreSQL."""

import threading

import pytest
from django.db import connection

from consent.models import Approval, Office, Registration
from recordings_gov.audit.models import Event
from recordings_gov.workflow import WrongState
from tests.consent.situations import ready

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
TOGETHER = 2


@pytest.fixture(autouse=True)
def row_locks():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite takes one writer at a time: there is no row lock to prove")


def at_once(*acts):
    """Run all acts in threads that start together; what each raised, or None."""
    barrier, raised = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait(timeout=60)
            act()
        except Exception as error:  # noqa: BLE001
            raised[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=row) for row in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return raised


def approving(registration, by, office):
    own = Registration.objects.get(pk=registration.pk)
    return lambda: own.approve(by=by, office=office, seen=own.digest)


@pytest.fixture
def slow_approvals(monkeypatch):
    """Each approval stays open until the other could be written too: only a lock keeps them apart."""
    both_wrote = threading.Event()
    written, save = [], Approval.save

    def lingering(self, *args, **kwargs):
        save(self, *args, **kwargs)
        written.append(self)
        if len(written) == TOGETHER:
            both_wrote.set()
        both_wrote.wait(timeout=1)

    monkeypatch.setattr(Approval, "save", lingering)


@pytest.mark.rule("R-115")
def test_two_offices_in_the_same_instant_are_both_kept_and_it_is_active_once(
    radiographer, head_of_media_studio, ig_manager, slow_approvals
):
    registration = ready(radiographer)
    raised = at_once(
        approving(registration, head_of_media_studio, Office.MEDIA_STUDIO),
        approving(registration, ig_manager, Office.INFORMATION_GOVERNANCE),
    )
    assert raised == [None, None]
    registration.refresh_from_db()
    assert registration.approvals.standing().count() == TOGETHER
    assert registration.status == "active"
    moves = [
        event.payload.body for event in Event.objects.about(registration).filter(action__contains="approve")
    ]
    assert sum("status" in body for body in moves) == 1


@pytest.mark.rule("R-115")
def test_the_same_approver_in_two_tabs_makes_one_row(radiographer, head_of_media_studio):
    registration = ready(radiographer)
    tabs = [approving(registration, head_of_media_studio, Office.MEDIA_STUDIO) for _ in range(TOGETHER)]
    raised = at_once(*tabs)
    assert sum(error is None for error in raised) == 1
    assert any(isinstance(error, WrongState) for error in raised)
    assert Approval.objects.count() == 1


@pytest.mark.rule("R-115")
def test_approving_while_the_applicant_edits_never_approves_unseen_words(radiographer, head_of_media_studio):
    registration = ready(radiographer)
    editing = Registration.objects.get(pk=registration.pk)
    at_once(
        approving(registration, head_of_media_studio, Office.MEDIA_STUDIO),
        lambda: editing.correct(by=radiographer, purpose="Walking, for the record"),
    )
    registration.refresh_from_db()
    assert registration.purpose == "Walking, for the record"
    assert not registration.approvals.standing().exclude(digest_seen=registration.digest).exists()
