"""What we hold of a patient: all that exists is counted, quarantine too, and each search is kept."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent import subject_access_documents
from consent.models import Recording, SubjectAccessSearch
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from tests.consent.situations import this_minute

pytestmark = pytest.mark.django_db
ASKED = {"request_reference": "SAR/2026/14", "reason": "The patient asks for all recordings"}
SHOWN = ("The left hand", "The scar", "The secret mark")


@pytest.fixture
def three(signed_form: Any, media_studio: Any) -> list[Recording]:
    """One open, one restricted, one in quarantine."""
    made = [
        Recording.capture(
            by=media_studio, form=signed_form, captured_at=this_minute(), kind="photograph", shows=shows
        )
        for shows in SHOWN
    ]
    made[1].restrict(by=media_studio, reason="A partner may read this")
    made[2].quarantine(by=media_studio, reason="Consent was taken back")
    return made


@pytest.mark.rule("R-102", "P")
def test_the_extract_counts_what_is_in_quarantine_and_says_nothing_else_of_it(
    three: list[Recording], ig_manager: Any, patient: Any
) -> None:
    search = SubjectAccessSearch.search(by=ig_manager, number=patient.nhs_number, **ASKED)
    assert (search.total, search.undecided) == (3, 1)
    assert [row["reference"] for row in search.found] == [row.reference for row in three[:2]]
    assert [row["what"] for row in search.found] == ["Photo: The left hand", "Photo"]
    assert "Information governance decides" in search.found[1]["state"]
    assert three[2].reference not in str(search.found)
    read = Event.objects.get(action="recording.extracted")
    assert read.payload.body["ids"] == [row.pk for row in three[:2]]
    with acting_as(ig_manager):
        document = subject_access_documents.printed(search)
        assert subject_access_documents.printed(search).pk == document.pk
    assert document.title.endswith("subject access extract")


@pytest.mark.rule("R-102", "P")
def test_that_nothing_is_held_is_an_answer_and_so_is_quarantine_alone(
    ig_manager: Any, patient: Any, signed_form: Any, media_studio: Any, signed_in: Any
) -> None:
    asked = ASKED | {"number": patient.nhs_number}
    page = signed_in(ig_manager).post(reverse("consent:sar-new"), asked, follow=True)
    nothing = SubjectAccessSearch.objects.get()
    assert (nothing.total, nothing.undecided) == (0, 0)
    assert "No recording of this patient is held" in page.content.decode()
    with acting_as(ig_manager):
        assert subject_access_documents.printed(nothing).title.endswith("subject access extract")
    shut = Recording.capture(
        by=media_studio, form=signed_form, captured_at=this_minute(), kind="photograph", shows="The left hand"
    )
    shut.quarantine(by=media_studio, reason="Consent was taken back")
    alone = SubjectAccessSearch.search(by=ig_manager, **asked)
    assert (alone.total, alone.undecided, alone.found) == (1, 1, [])


@pytest.mark.rule("R-102", "P")
def test_a_search_is_for_one_number_with_a_reason_by_three_offices(
    three: list[Recording],
    ig_manager: Any,
    medical_records: Any,
    consultant: Any,
    media_studio: Any,
    patient: Any,
) -> None:
    number = patient.nhs_number
    for wrong in (consultant, media_studio):
        with pytest.raises(PermissionDenied):
            SubjectAccessSearch.search(by=wrong, number=number, **ASKED)
    with pytest.raises(ValidationError, match="10 characters"):
        SubjectAccessSearch.search(by=ig_manager, number=number, **(ASKED | {"reason": "Asked"}))
    with pytest.raises(ValidationError, match="cannot be blank"):
        SubjectAccessSearch.search(by=ig_manager, number=number, **(ASKED | {"request_reference": " "}))
    before = Event.objects.filter(action="patient.searched").count()
    with pytest.raises(ValidationError, match="No patient"):
        SubjectAccessSearch.search(by=ig_manager, number="9999999999", **ASKED)
    assert Event.objects.filter(action="patient.searched").count() == before + 1
    SubjectAccessSearch.search(by=medical_records, number=number, **ASKED)


@pytest.mark.rule("R-102", "P")
def test_the_page_shows_the_extract_and_prints_it(
    signed_in: Any, three: list[Recording], ig_manager: Any, consultant: Any, dpo: Any, patient: Any
) -> None:
    assert signed_in(consultant).get("/consent/subject-access/").status_code == 403
    office = signed_in(ig_manager)
    made = office.post("/consent/subject-access/new/", {"number": patient.nhs_number, **ASKED})
    page = office.get(made["Location"]).content.decode()
    assert "3 recordings exist" in page
    assert "1 in quarantine: exists – IG decision required" in page
    assert three[0].reference in page
    for hidden in (*SHOWN[1:], three[2].reference):
        assert hidden not in page
    assert office.post(f"{made['Location']}print/").status_code == 302
    listed = office.get("/consent/subject-access/").content.decode()
    assert "SAR/2026/14" in listed
    assert patient.family_name not in listed
    # Somebody else of the three offices gives a reason first.
    assert "IG decision" not in signed_in(dpo).get(made["Location"]).content.decode()
