"""Tests that record by themselves: who puts one on the list, and what must be so each time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.implied import AT_THE_START, ImpliedPlan, may_be_listed, may_record_implied
from consent.models import Procedure, Recording
from consent.models.procedure import implied_list, list_version
from recordings_gov import clock
from tests.consent.situations import parts

GASTRIC = {
    "name": "Gastric emptying study",
    "exception": "organ_function",
    "because": "The pictures in sequence are the test.",
}
MADE = {
    "code": "ultrasound",
    "kind": "photograph",
    "shows": "Gallbladder",
    "anonymous_use_told": "yes",
}


def capture(by, department, patient, **words):
    now = clock.now()
    given = MADE | {"captured_at": now, "told_at": now - timedelta(minutes=10)} | words
    return Recording.capture_implied(by=by, department=department, patient=patient, **given)


@pytest.mark.rule("R-158", "C")
@pytest.mark.rule("R-158", "E")
def test_the_names_that_never_come_on_the_list():
    for name in (
        "Interventional radiology",
        "interventional  cardiology",
        "An intervention under X-ray",
        "Photographs of the wound",
        "Video of walking",
        "Camera images",
    ):
        assert may_be_listed(name).verdict == "no", name
    for name in (
        "Non-interventional radiology",
        "Non interventional MRI",
        "Videofluoroscopic swallow",
        "Laparoscopy",
    ):
        assert may_be_listed(name).verdict == "yes", name


@pytest.mark.rule("R-064", "E")
@pytest.mark.rule("R-158", "E")
def test_every_cell_of_recording_as_part_of_a_test():
    now = clock.now()
    hour = timedelta(hours=1)
    for on_list in (True, False):
        for told_at in (None, now - hour, now - hour / 4):
            for said_no in (True, False):
                for died in (True, False):
                    plan = ImpliedPlan(now, now - hour / 2, on_list, told_at, said_no, died)
                    is_fine = on_list and told_at == now - hour and not said_no and not died
                    assert (may_record_implied(plan).verdict == "yes") is is_fine, plan
    assert may_record_implied(ImpliedPlan(now, now + hour, True, now)).verdict == "no"
    conditions = may_record_implied(ImpliedPlan(now, now, True, now)).conditions
    assert "written consent" in conditions[0].says


@pytest.mark.django_db
@pytest.mark.rule("R-158", "C")
@pytest.mark.rule("R-064", "E")
def test_the_list_opens_with_four_examples_and_grows_by_two_people(
    consultant, ig_manager, head_of_media_studio, radiographer, both_offices
):
    assert [row.name for row in implied_list()] == [
        "Endoscopy",
        "Non-interventional radiology",
        "Ultrasound",
        "Fluorescein angiography",
    ]
    assert list_version() == 1
    for somebody in (radiographer, ig_manager, head_of_media_studio):
        with pytest.raises(PermissionDenied):
            Procedure.propose(by=somebody, **GASTRIC)
    for wrong in ({"name": "Interventional radiology"}, {"exception": "other"}, {"because": " "}):
        with pytest.raises(ValidationError):
            Procedure.propose(by=consultant, **(GASTRIC | wrong))
    asked = Procedure.propose(by=consultant, **GASTRIC)
    assert asked.reference not in {row.code for row in implied_list()}
    for somebody in (consultant, head_of_media_studio):
        with pytest.raises(PermissionDenied):
            asked.confirm(by=somebody)
    asked.confirm(by=ig_manager)
    assert implied_list()[-1].exception == "organ_function"
    assert (len(implied_list()), list_version()) == (5, 2)
    with pytest.raises(ValidationError):
        Procedure.propose(by=consultant, **(GASTRIC | {"name": "gastric emptying STUDY"}))
    asked.retire(by=ig_manager, because="No longer done here.")
    assert (len(implied_list()), list_version()) == (len(AT_THE_START), 3)


@pytest.mark.django_db
@pytest.mark.rule("R-064", "E")
@pytest.mark.rule("R-158", "E")
@pytest.mark.rule("R-065", "R")
def test_what_a_test_recorded_is_registered_without_a_form_once_they_were_told(
    signed_in, radiographer, department, other_department, patient
):
    now = clock.now()
    for wrong, says in (
        ({"code": "wound"}, "not on the list"),
        ({"told_at": None}, "told before the test"),
        ({"told_at": now, "captured_at": now - timedelta(hours=1)}, "only after"),
        ({"said_no": True}, "said no"),
        ({"anonymous_use_told": ""}, "whether it was explained"),
        ({"anonymous_use_told": "not_possible"}, "not practicable"),
    ):
        with pytest.raises(ValidationError, match=says):
            capture(radiographer, department, patient, **wrong)
    with pytest.raises(PermissionDenied):
        capture(radiographer, other_department, patient)
    made = capture(
        radiographer,
        department,
        patient,
        anonymous_use_told="not_possible",
        anonymous_use_because="She was in great pain.",
    )
    assert (made.basis, made.form, made.list_version) == ("implied", None, 1)
    page = signed_in(radiographer).get(made.get_absolute_url()).content.decode()
    assert "Ultrasound, on edition 1 of the list" in page
    assert "She was in great pain." in page


@pytest.mark.django_db
@pytest.mark.rule("R-158", "E")
def test_the_page_refuses_what_was_not_told_and_registers_what_was(signed_in, radiographer, patient):
    browser, now = signed_in(radiographer), clock.local(clock.now())
    url = f"{reverse('consent:implied-new')}?patient={patient.reference}"
    assert patient.family_name in browser.get(url).content.decode()
    given = {
        "code": "ultrasound",
        "kind": "photograph",
        "shows": "Gallbladder",
        "was_told": "no",
        "said_no": "no",
        "anonymous_use_told": "yes",
        "identifiable": "no",
        **parts(now, f"{now:%H:%M}", "told"),
        **parts(now, f"{now:%H:%M}", "captured"),
    }
    refused = browser.post(url, given)
    assert refused.status_code == 422
    assert "told before the test" in refused.content.decode()
    assert not Recording.objects.exists()
    assert browser.post(url, given | {"was_told": "yes"}).status_code == 302
    assert Recording.objects.get().basis == "implied"


@pytest.mark.django_db
@pytest.mark.rule("R-066", "R")
def test_who_made_an_anonymous_copy_and_how_is_kept_and_opens_nothing(
    signed_in, radiographer, media_studio, department, patient
):
    made = capture(radiographer, department, patient)
    with pytest.raises(PermissionDenied):
        made.keep_anonymised(by=radiographer, how="Cropped")
    with pytest.raises(ValidationError, match="blank"):
        made.keep_anonymised(by=media_studio, how=" ")
    browser = signed_in(media_studio)
    url = reverse("consent:recording-anonymised", args=[made.reference])
    assert "Consent is needed for every use, recognisable or not" in browser.get(url).content.decode()
    assert browser.post(url, {"how": "Name and face taken out"}).status_code == 302
    kept = made.anonymisations.get()
    assert (kept.by, kept.how) == (media_studio, "Name and face taken out")
    assert "Name and face taken out, by" in browser.get(made.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_the_pages_of_the_list_open_to_those_they_are_for(signed_in, consultant, ig_manager, outsider):
    asked = Procedure.propose(by=consultant, **GASTRIC)
    browser = signed_in(consultant)
    assert "Endoscopy" in browser.get(reverse("consent:procedure-list")).content.decode()
    assert "Gastric emptying" in browser.get(asked.get_absolute_url()).content.decode()
    assert signed_in(outsider).get(asked.get_absolute_url()).status_code in (403, 404)
    browser = signed_in(ig_manager)
    assert "Put it on the list" in browser.get(asked.get_absolute_url()).content.decode()
    assert browser.post(reverse("consent:procedure-confirm", args=[asked.reference]), {}).status_code == 302
    asked.refresh_from_db()
    assert asked.status == "listed"
