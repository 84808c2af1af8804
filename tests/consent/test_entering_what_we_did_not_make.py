"""A copy that a patient or family gave us comes after consent; an old recording needs no form to be kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.models import Recording, UseCheck
from recordings_gov import clock
from tests.consent.conftest import born
from tests.consent.situations import parts, signed, this_minute

pytestmark = pytest.mark.django_db
OLD = date(1988, 6, 1)


def donated(form: Any, by: Any, **words: Any) -> Recording:
    asked: dict[str, Any] = {
        "captured_at": this_minute(),
        "kind": "photograph",
        "shows": "The rash, in March",
        "given_by": "The patient’s mother, by e-mail",
    }
    return Recording.capture_donated(by=by, form=form, **(asked | words))


def legacy(by: Any, department: Any, **words: Any) -> Recording:
    asked: dict[str, Any] = {
        "department": department,
        "made_on": OLD,
        "kind": "photograph",
        "shows": "Left foot",
        "found": "Dr Old, in a drawer of the clinic",
    }
    return Recording.capture_legacy(by=by, **(asked | words))


@pytest.mark.rule("R-166", "E")
def test_a_copy_that_was_given_to_us_comes_after_both_signatures_and_from_media_studio(
    form: Any, consultant: Any, media_studio: Any
) -> None:
    with pytest.raises(ValidationError):
        donated(form, media_studio)
    signed(form, consultant)
    with pytest.raises(ValidationError, match="signed"):
        donated(form, media_studio, captured_at=clock.now() - timedelta(hours=3))
    with pytest.raises((PermissionDenied, ValidationError)):
        donated(form, consultant)
    with pytest.raises(ValidationError, match="only once it was consented"):
        donated(form, media_studio, given_by=" ")
    assert not Recording.objects.exists()
    made = donated(form, media_studio)
    assert (made.origin, made.basis, made.maker) == ("donated", "consent", "The patient’s mother, by e-mail")


@pytest.mark.rule("R-083", "E")
def test_an_old_recording_needs_no_form_before_1997_and_one_since_does(
    media_studio: Any, radiographer: Any, department: Any
) -> None:
    patient = born(1950)
    with pytest.raises(PermissionDenied):
        legacy(radiographer, department, patient=patient)
    for wrong, words in (
        ({"made_on": date(1997, 1, 1)}, "Since 1997"),
        ({"made_on": date(1940, 1, 1)}, "before the patient was born"),
        ({"found": ""}, "without consent or a named exception"),
    ):
        with pytest.raises(ValidationError, match=words):
            legacy(media_studio, department, patient=patient, **wrong)
    made = legacy(media_studio, department, patient=patient, made_on=date(1996, 12, 31))
    assert (made.basis, made.form, made.off_camera_due_on, made.library_due_on) == (
        "legacy",
        None,
        None,
        None,
    )
    made.upload(by=media_studio, library_number="OLD-1", named=made.file_name)
    assert made.uploaded_at
    assert UseCheck.ask(by=media_studio, recording=made, use="view").verdict == "yes"
    assert UseCheck.ask(by=media_studio, recording=made, use="teach").verdict == "new_form"


def test_both_are_entered_on_their_pages(
    signed_in: Any, signed_form: Any, media_studio: Any, patient: Any, department: Any, consultant: Any
) -> None:
    studio, now = signed_in(media_studio), clock.local(clock.now())
    page = reverse("consent:form-donated", kwargs={"reference": signed_form.reference})
    assert page in studio.get(signed_form.get_absolute_url()).content.decode()
    given = {
        "kind": "photograph",
        "shows": "The rash",
        "identifiable": "no",
        "given_by": "The patient",
        **parts(now, f"{now:%H:%M}", "captured"),
    }
    wrong = studio.post(page, given | {"offered_on": "REQ-0000-0000-0"})
    assert wrong.status_code == 422
    assert studio.post(page, given).status_code == 302
    made = Recording.objects.get()
    shown = studio.get(made.get_absolute_url()).content.decode()
    assert "A copy, given by the patient or family" in shown
    old = reverse("consent:legacy-new")
    found = studio.post(old, {"number": patient.nhs_number})
    assert found["Location"] == f"{old}?patient={patient.reference}"
    words = {"kind": "film", "shows": "Gait", "found": "A drawer", "identifiable": "yes"}
    day = {"made_on_day": "31", "made_on_month": "12", "made_on_year": "1990"}
    sent = words | day | {"department": str(department.pk)}
    assert studio.post(found["Location"], sent).status_code == 302
    assert Recording.objects.get(origin="legacy").seconds is None
    assert signed_in(consultant).get(old).status_code == 403
    assert signed_in(consultant).get(page).status_code == 403
