"""Other approved forms: two people put one on the list, and it asks for no more than it is mapped to."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent import local_form_paper
from consent.form_paper import context_of as form_context
from consent.form_paper import title_of
from consent.models import ConsentForm, LocalForm
from consent.paper_words import words_for
from consent.wording.form_words import every
from recordings_gov.audit.models import Event
from recordings_gov.documents.models import Document
from tests.consent.situations import RECORD, TEACHING, started
from tests.consent.test_filling_in_a_consent_form import NEW, answers
from tests.consent.test_printing_a_consent_form import text_of

pytestmark = pytest.mark.django_db
VIDEO = {
    "title": "Home video of a child, for teaching",
    "used_for": "A parent’s own film, shown in training",
    "kept_at": "Document store, F-12",
    "opens": ["teaching"],
}


@pytest.mark.rule("R-220", "C")
def test_a_form_is_used_only_once_somebody_else_has_approved_it(
    consultant: Any, department: Any, patient: Any, head_of_media_studio: Any, ig_manager: Any
) -> None:
    with pytest.raises(PermissionDenied):
        LocalForm.propose(by=consultant, **VIDEO)
    form = LocalForm.propose(by=head_of_media_studio, **VIDEO)
    wanted = {"made_for": "secondary", "local_form": form}
    with pytest.raises(ValidationError, match="may not be used"):
        started(consultant, department, patient, TEACHING, **wanted)
    with pytest.raises(ValidationError, match="You put it on the list"):
        form.approve(by=head_of_media_studio)
    form.approve(by=ig_manager)
    assert started(consultant, department, patient, TEACHING, **wanted).local_form == form
    with pytest.raises(ValidationError, match="cannot be used to ask for: health record"):
        started(consultant, department, patient, RECORD, TEACHING, local_form=form)
    form.retire(by=ig_manager, because="Ours is better")
    with pytest.raises(ValidationError, match="may not be used"):
        started(consultant, department, patient, TEACHING, **wanted)
    for opens in ([], ["everything"]):
        with pytest.raises(ValidationError, match="what it can be used to ask for"):
            LocalForm.propose(by=head_of_media_studio, **(VIDEO | {"title": "Other", "opens": opens}))


@pytest.mark.rule("R-220", "C")
def test_the_list_is_kept_on_its_pages_and_a_form_is_chosen_where_it_begins(
    signed_in: Any, consultant: Any, media_studio: Any, head_of_media_studio: Any, outsider: Any, patient: Any
) -> None:
    begin = f"{NEW}?patient={patient.reference}"
    assert "Which form do they sign?" not in signed_in(consultant).get(begin).content.decode()
    assert signed_in(outsider).get("/consent/other-forms/").status_code == 403
    studio = signed_in(media_studio)
    assert studio.post("/consent/other-forms/propose/", VIDEO | {"opens": []}).status_code == 422
    address = studio.post("/consent/other-forms/propose/", VIDEO)["Location"]
    assert "Approve it" not in studio.get(address).content.decode()
    assert studio.get(f"{address}approve/").status_code == 403
    head = signed_in(head_of_media_studio)
    assert "Approve it" in head.get(address).content.decode()
    assert "It can be used to ask for: Teaching" in head.get(f"{address}approve/").content.decode()
    head.post(f"{address}approve/")
    form = LocalForm.objects.get()
    assert form.status == "approved"
    client = signed_in(consultant)
    assert VIDEO["title"] in client.get(begin).content.decode()
    refused = client.post(begin, answers(local_form=form.pk))
    assert refused.status_code == 422
    assert "cannot be used to ask for" in refused.content.decode()
    client.post(begin, answers(local_form=form.pk, made_for="secondary", uses=["teaching"]))
    made = ConsentForm.objects.get()
    assert VIDEO["title"] in client.get(made.get_absolute_url()).content.decode()
    assert VIDEO["title"] in client.get("/consent/other-forms/").content.decode()
    head = signed_in(head_of_media_studio)
    head.post(f"{address}retire/", {"because": "Ours is better"})
    assert "Ours is better" in head.get(address).content.decode()
    assert Event.objects.about(form).filter(action="localform.read", actor=head_of_media_studio).exists()


def test_its_paper_holds_all_that_a_consent_form_must_and_is_no_form_to_sign_before_it_is_in_use(
    signed_in: Any, head_of_media_studio: Any, ig_manager: Any, outsider: Any
) -> None:
    form = LocalForm.propose(by=head_of_media_studio, **(VIDEO | {"opens": ["teaching", "named_purpose"]}))
    said = local_form_paper.context_of(form)
    assert said["draft"]
    assert said["mark_line"].endswith("Not in use: to read, and not for signing.")
    form.approve(by=ig_manager)
    said = local_form_paper.context_of(form)
    assert (said["draft"], said["mark"]) == (False, "Demonstration")
    assert [(row["title"], row["is_named"]) for row in said["permissions"]] == [
        ("Teaching", False),
        ("One named use", True),
    ]
    labels = dict(said["facts"])
    for label in ("Patient", "What we will record", "Why", "Where it is kept", "How long it is kept"):
        assert labels[label] == ""
    assert labels["Made for"] == "Only teaching or another named use"
    assert labels["To change your mind"]
    assert any("cannot get it back" in says for says in said["explained"])
    assert signed_in(outsider).post(f"{form.get_absolute_url()}print/").status_code == 403
    client = signed_in(head_of_media_studio)
    paper = client.post(f"{form.get_absolute_url()}print/")
    document = Document.objects.about(form).get()
    assert paper["Location"] == document.get_absolute_url()
    assert client.get(paper["Location"]).status_code == 200
    text, words = text_of(document), words_for("en-GB")
    for says in (VIDEO["title"], VIDEO["used_for"], words["withdrawal_title"], "the one named use"):
        assert says in text


def test_a_consent_form_made_with_it_prints_under_its_name_with_what_it_is_for(
    consultant: Any, department: Any, patient: Any, head_of_media_studio: Any, ig_manager: Any
) -> None:
    form = LocalForm.propose(by=head_of_media_studio, **VIDEO)
    form.approve(by=ig_manager)
    made = started(consultant, department, patient, TEACHING, made_for="secondary", local_form=form)
    assert title_of(made) == VIDEO["title"]
    assert VIDEO["used_for"] in form_context(made, signed=False)["own_form"]
    made.paper_language = "pl"
    assert title_of(made) == every()["pl"]["title"]
    assert VIDEO["title"] in form_context(made, signed=False)["own_form"]
