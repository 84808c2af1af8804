"""What was passed on outside; and past uses, when a form is found never to have counted."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from consent.asking_use import ON, SWITCH
from consent.models import Disclosure, Recording, UseCheck
from consent.views.showing_library import is_now
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.incidents.models import Incident
from tests.consent.endings import invalid, recorded, taken_back
from tests.consent.leaving import article_of, disclosed, ordered, planned, released
from tests.consent.situations import RECORD, TEACHING, explained, signed, started
from tests.consent.test_holding_copies import asked, downloaded, given

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    return recorded(signed_form, media_studio)


@pytest.mark.rule("R-072", "E")
@pytest.mark.rule("R-073", "E")
def test_each_passing_on_stands_in_the_log_with_ground_reference_and_approver(
    recording: Recording, consultant: Any, caldicott_guardian: Any, signed_in: Any
) -> None:
    before = is_now(recording)
    disclosed(recording, consultant)
    public = {"basis": "public_interest", "basis_reference": "Minute 4"}
    disclosed(recording, caldicott_guardian, **public)
    court, interest = Disclosure.objects.order_by("pk")
    assert (court.to, court.basis, court.basis_reference) == ("The County Court", "court", "Order 12/2026")
    assert (court.approver, interest.approver) == (None, caldicott_guardian)
    assert recording.custody.filter(step="disclosed", to="The County Court").count() == 2
    disclosed(recording, consultant, basis="consent", basis_reference="", permission=article_of(recording))
    assert is_now(recording) == before
    client = signed_in(caldicott_guardian)
    assert "Minute 4" in client.get(interest.get_absolute_url()).content.decode()
    assert client.get(reverse("consent:disclosure-list")).content.decode().count("The County Court") == 3


@pytest.mark.rule("R-072", "E")
def test_what_is_in_quarantine_goes_only_where_law_or_a_court_asks_and_by_the_office(
    recording: Recording, consultant: Any, ig_manager: Any, media_studio: Any
) -> None:
    recording.quarantine(by=media_studio, reason="Found under the wrong name")
    asked: dict[str, Any] = {"use": "disclose", "basis_reference": "Order 12/2026"}

    def answers(who: Any, basis: str) -> str:
        return str(UseCheck.ask(by=who, recording=recording, basis=basis, **asked).verdict)

    for basis in ("consent", "law", "court", "public_interest"):
        assert answers(consultant, basis) == "unavailable"
    assert [answers(ig_manager, basis) for basis in ("law", "court")] == ["yes", "yes"]
    assert [answers(ig_manager, basis) for basis in ("consent", "public_interest")] == ["unavailable"] * 2


@pytest.mark.rule("R-155", "E")
def test_past_uses_of_a_form_that_never_counted_become_the_incident(
    recording: Recording, consultant: Any, media_studio: Any, ig_manager: Any
) -> None:
    publication, order = released(recording, media_studio), ordered(recording, consultant)
    order.make(by=media_studio, colour_checked=True, identity_checked=True)
    check = disclosed(recording, consultant)
    never = planned(recording, consultant)
    invalid(recording.form, ig_manager)  # type: ignore[arg-type]
    told = Incident.objects.get().what_happened
    for says in (
        f"Given to a publisher: {publication.reference}, {recording.reference}, Example Press, not out",
        f"Printed: {order.reference}, {recording.reference}, 1 for {consultant}",
        f"Passed on: {check.disclosure.reference}, {recording.reference}, to The County Court",
    ):
        assert says in told
    assert never.reference not in told
    publication.refresh_from_db()
    assert (publication.status, publication.notice_is_owed) == ("stopped", True)


@pytest.mark.rule("R-136", "E")
def test_after_a_death_what_was_agreed_stands_and_what_was_not_is_shut_and_shown(
    recording: Recording, media_studio: Any, consultant: Any, signed_in: Any
) -> None:
    publication, order = planned(recording, media_studio), ordered(recording, consultant)
    address = reverse("consent:after-death")
    client = signed_in(media_studio)
    assert publication.reference not in client.get(address).content.decode()
    died_yesterday(recording)
    page = client.get(address).content.decode()
    still = page.index("May still leave")
    assert page.index(publication.reference) > still
    assert page.index(order.reference) > still
    with pytest.raises(ValidationError, match="names this use"):
        planned(recording, media_studio, permission=None)
    shut = recording.form.permissions.get(kind="record")  # type: ignore[union-attr]
    taken_back(recording.form, consultant, who="representative", who_name="A Son", permissions=[shut.pk])  # type: ignore[arg-type]
    order.refresh_from_db()
    assert order.status == "stopped"


@pytest.mark.rule("R-136", "E")
def test_what_rested_on_no_signature_may_not_leave_any_more_once_they_have_died(
    consultant: Any,
    department: Any,
    patient: Any,
    media_studio: Any,
    head_of_media_studio: Any,
    ig_manager: Any,
    signed_in: Any,
) -> None:
    form = signed(explained(started(consultant, department, patient, RECORD), consultant), consultant)
    recording = recorded(form, media_studio)
    recording.keep_anonymised(by=media_studio, how="Cropped to the nail")
    recording.read_again(by=head_of_media_studio, looked_for="Face, marks, labels")
    Setting.choose(by=ig_manager, name=SWITCH, department=None, value=ON, reason="A pilot")
    publication = planned(recording, media_studio, permission=None)
    publication.read_contract(by=media_studio, clause="none", contract_reference="EP-1")
    order, copy = ordered(recording, consultant, aim="teaching"), asked(recording, consultant, aim="teaching")
    copy.undertake(by=consultant)
    died_yesterday(recording)
    client = signed_in(media_studio)
    page = client.get(reverse("consent:after-death")).content.decode()
    shut = page[page.index("May not leave any more") : page.index("May still leave")]
    for row, leave in (
        (publication, lambda: publication.release(by=media_studio)),
        (order, lambda: order.make(by=media_studio, colour_checked=True, identity_checked=True)),
        (copy, lambda: copy.release(by=media_studio)),
    ):
        assert row.reference in shut
        assert "has died" in client.get(row.get_absolute_url()).content.decode()
        with pytest.raises(ValidationError, match="has died"):
            leave()


@pytest.mark.rule("R-155", "E")
def test_teaching_with_it_since_a_further_form_that_never_counted_is_part_of_the_incident(
    consultant: Any, department: Any, patient: Any, media_studio: Any, ig_manager: Any
) -> None:
    first = signed(explained(started(consultant, department, patient, RECORD), consultant), consultant)
    recording = recorded(first, media_studio)
    asks = {"made_for": "secondary", "further_to": recording}
    further = started(consultant, department, patient, TEACHING, **asks)
    further = signed(explained(further, consultant), consultant)
    for_care = given(recording, consultant, media_studio)
    download = downloaded(recording, consultant)
    UseCheck.ask(by=consultant, recording=recording, use="view")
    invalid(further, ig_manager)
    told = Incident.objects.get().what_happened
    assert f"Copied: {download.reference}" in told
    assert for_care.reference not in told
    assert "Look at it" not in told
    assert further.invalidation.uses == 2


def died_yesterday(recording: Recording) -> None:
    with acting_as(None, job="arranging a test"):
        recording.patient.death_date = clock.today() - timedelta(days=1)
        recording.patient.save()
