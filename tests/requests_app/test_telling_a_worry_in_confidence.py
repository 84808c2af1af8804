"""A worry is for its person and whom they name; support is shown, asked for and offered."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.audit.models import Event, Payload
from recordings_gov.pages.needs import needs_of
from requests_app import confidence
from requests_app.models import ConcernStatus, ConcernWords, RecordingRequest, StaffConcern
from requests_app.models.words_after import Support

Log = Callable[..., RecordingRequest]
WORRY = "I am afraid that my stammer ends up online"


def address(name: str, record: Any) -> str:
    return reverse(f"requests:{name}", kwargs={"reference": record.reference})


@pytest.fixture
def told(log: Log, student: Any, colleague: Any) -> StaffConcern:
    return StaffConcern.tell(
        by=student, request=log(), words=WORRY, named=colleague, support_wanted=["talk", "speak_up"]
    )


@pytest.mark.rule("R-016", "R")
def test_its_person_and_whom_they_name_read_it_and_nobody_else(
    told: StaffConcern,
    signed_in: Any,
    student: Any,
    colleague: Any,
    radiographer: Any,
    governance_lead: Any,
    caldicott_guardian: Any,
    ig_manager: Any,
) -> None:
    for reader in (student, colleague):
        assert WORRY in signed_in(reader).get(told.get_absolute_url()).content.decode()
        assert Event.objects.about(told).filter(action="staffconcern.words_read", actor=reader).exists()
    for other in (radiographer, governance_lead, caldicott_guardian, ig_manager):
        browser = signed_in(other)
        for page in ("concern-detail", "concern-support", "concern-take-back"):
            assert browser.get(address(page, told)).status_code == 404


@pytest.mark.rule("R-016", "R")
def test_the_request_shows_nothing_of_it_to_anybody_else(
    told: StaffConcern, signed_in: Any, student: Any, radiographer: Any, governance_lead: Any
) -> None:
    page = told.request.get_absolute_url()
    assert told.get_absolute_url() in signed_in(student).get(page).content.decode()
    for other in (radiographer, governance_lead):
        shown = signed_in(other).get(page).content.decode()
        assert told.reference not in shown
        assert student.name not in shown
    assert (
        not Event.objects.about(told.request).filter(actor=student).exclude(action__endswith=".read").exists()
    )


@pytest.mark.both
def test_its_words_stand_nowhere_in_the_database(told: StaffConcern) -> None:
    payloads = Payload.objects.filter(event__in=Event.objects.about(told)).values_list("body", flat=True)
    assert confidence.digest(WORRY) in str(list(payloads))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("requests_app_", "audit_", "pages_")):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                assert "stammer" not in str(cursor.fetchall()), table


@pytest.mark.rule("R-016", "R")
def test_the_support_that_was_shown_asked_for_and_offered_is_kept(
    told: StaffConcern, student: Any, colleague: Any
) -> None:
    assert told.support_shown == list(Support.values)
    assert told.support_wanted == ["talk", "speak_up"]
    with pytest.raises(ValidationError, match="Only whom they told"):
        told.offer_support(by=student, support_offered=["talk"])
    with pytest.raises(ValidationError, match="Say which support"):
        told.offer_support(by=colleague, support_offered=[])
    told.offer_support(by=colleague, support_offered=["talk"])
    assert told.support_offered == ["talk"]
    assert told.support_offered_at is not None


def test_only_somebody_with_a_part_in_the_visit_tells_a_worry_about_it(
    log: Log, other_radiographer: Any, colleague: Any
) -> None:
    request = log()
    with pytest.raises(PermissionDenied):
        StaffConcern.tell(by=other_radiographer, request=request, words=WORRY)
    with pytest.raises(ValidationError, match="somebody else"):
        StaffConcern.tell(by=colleague, request=request, words=WORRY, named=colleague)
    assert not StaffConcern.objects.exists()


def test_taking_it_back_deletes_the_words(told: StaffConcern, student: Any, colleague: Any) -> None:
    with pytest.raises(ValidationError, match="Only whoever told it"):
        told.take_back(by=colleague)
    told.take_back(by=student)
    assert told.status == ConcernStatus.TAKEN_BACK
    assert not ConcernWords.objects.exists()
    assert not StaffConcern.objects.visible_to(student).exists()


def test_who_is_named_has_it_on_their_home_page_until_they_read_it(
    told: StaffConcern, signed_in: Any, colleague: Any, student: Any
) -> None:
    (need,) = [each for each in needs_of(colleague, clock.today()) if "worry" in each.deed]
    assert student.name not in need.deed + need.detail
    assert signed_in(colleague).get(need.url).status_code == 200
    assert not [each for each in needs_of(colleague, clock.today()) if "worry" in each.deed]


def test_it_is_told_answered_and_taken_back_on_its_pages(
    log: Log, student: Any, colleague: Any, other_radiographer: Any, signed_in: Any
) -> None:
    request = log()
    page = address("request-concern", request)
    browser = signed_in(student)
    shown = browser.get(page).content.decode()
    assert "No role opens it" in shown
    assert "Freedom to Speak Up" in shown
    assert "data-draft-url" not in shown
    assert "Say what worries you" in browser.post(page, {}).content.decode()
    assert browser.post(page, {"words": WORRY, "named": str(other_radiographer.pk)}).status_code == 422
    posted = {"words": WORRY, "named": str(colleague.pk), "support_wanted": ["talk"]}
    answer = browser.post(page, posted, follow=True).content.decode()
    concern = StaffConcern.objects.get()
    assert WORRY in answer
    assert "Where you may turn" in answer
    again = browser.post(page, posted)
    assert "You have told a worry about this visit already" in again.content.decode()
    assert browser.get(address("concern-support", concern)).status_code == 404
    browser = signed_in(colleague)
    assert "A talk with my manager" in browser.get(concern.get_absolute_url()).content.decode()
    assert browser.get(address("concern-take-back", concern)).status_code == 404
    assert browser.post(address("concern-support", concern), {"support_offered": ["talk"]}).status_code == 302
    assert "Support offered" in browser.get(concern.get_absolute_url()).content.decode()
    browser = signed_in(student)
    assert browser.post(address("concern-take-back", concern)).status_code == 302
    assert browser.get(concern.get_absolute_url()).status_code == 404
