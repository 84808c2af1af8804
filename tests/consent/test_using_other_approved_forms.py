"""Other approved forms: two people put one on the list, and it asks for no more than it is mapped to."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent.models import ConsentForm, LocalForm
from recordings_gov.audit.models import Event
from tests.consent.situations import RECORD, TEACHING, started
from tests.consent.test_filling_in_a_consent_form import NEW, answers

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
