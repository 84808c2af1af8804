"""Edits: four kinds and inversion, of the whole image, labelled, by a registered practitioner."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent.editing import KINDS, EditCase, may_edit
from consent.models import Edit, Recording
from tests.consent.endings import recorded, taken_back

db = pytest.mark.django_db
OURS = {
    "whole_image": True,
    "because": "For the clinic",
    "register": "Register of medical illustrators",
    "registration_number": "MI 204",
}


@pytest.mark.rule("R-178", "E")
@pytest.mark.rule("R-179", "E")
@pytest.mark.rule("R-121", "E")
def test_only_the_listed_edits_of_the_whole_image_labelled_by_who_is_registered() -> None:
    for kind in KINDS:
        needs_label = kind in ("contrast", "colour", "inversion")
        assert (may_edit(EditCase(frozenset({kind}))).verdict == "no") is needs_label, kind
        assert may_edit(EditCase(frozenset({kind}), is_labelled=True)).verdict == "yes", kind
    good = EditCase(frozenset(KINDS), is_labelled=True)
    assert may_edit(good).verdict == "yes"
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"kinds": frozenset()}, "what was changed"),
        ({"kinds": frozenset({"crop", "cloning"})}, "Only cropping"),
        ({"whole_image": False}, "whole image"),
        ({"is_labelled": False}, "label"),
        ({"is_registered": False}, "registered medical illustration"),
        ({"state": "quarantined"}, "quarantine"),
        ({"state": "held"}, "before they have been asked"),
    )
    for change, words in refused:
        answer = may_edit(EditCase(**(vars(good) | change)))
        assert answer.verdict == "no", change
        assert words in answer.obstacles[0].says


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    return recorded(signed_form, media_studio)


@db
@pytest.mark.rule("R-121", "E")
@pytest.mark.rule("R-178", "E")
@pytest.mark.rule("R-179", "E")
def test_an_edit_is_a_new_item_and_the_original_stays_as_it_was(
    recording: Recording, consultant: Any, media_studio: Any
) -> None:
    with pytest.raises(PermissionDenied):
        Edit.make(by=consultant, recording=recording, kinds=["crop"], **OURS)
    for change, words in (
        ({"registration_number": " "}, "registered"),
        ({"kinds": ["inversion"]}, "label"),
        ({"whole_image": False}, "whole image"),
    ):
        with pytest.raises(ValidationError, match=words):
            Edit.make(by=media_studio, recording=recording, **(OURS | {"kinds": ["crop"]} | change))
    before = recording.history.count()
    made = Edit.make(
        by=media_studio, recording=recording, kinds=["crop", "inversion"], label="Inverted", **OURS
    )
    assert (made.changed, made.recording) == ("Cropped, The whole image inverted", recording)
    assert recording.history.count() == before
    step = recording.custody.last()
    assert (step.step, step.to) == ("edited", made.reference)
    as_it_was_opened = Recording.objects.get(pk=recording.pk)
    recording.quarantine(by=media_studio, reason="Of somebody else")
    with pytest.raises(ValidationError, match="quarantine"):
        Edit.make(by=media_studio, recording=as_it_was_opened, kinds=["crop"], **OURS)


@db
def test_an_edit_is_seen_with_its_original_and_shut_with_it(
    recording: Recording, consultant: Any, media_studio: Any, other_radiographer: Any, signed_in: Any
) -> None:
    page = f"/consent/recordings/{recording.reference}/edit/"
    assert signed_in(consultant).get(page).status_code == 403
    sent = {"kinds": ["contrast"], "whole_image": "on", "label": "Lighter", **OURS}
    answer = signed_in(media_studio).post(page, sent)
    made = Edit.objects.get()
    assert answer.url == made.get_absolute_url()
    assert b"MI 204" in signed_in(media_studio).get(page).content
    assert b"Lighter" in signed_in(consultant).get(made.get_absolute_url()).content
    assert b"Lighter" in signed_in(consultant).get(recording.get_absolute_url()).content
    assert signed_in(other_radiographer).get(made.get_absolute_url()).status_code == 404
    taken_back(recording.form, consultant)
    assert signed_in(consultant).get(made.get_absolute_url()).status_code == 404
