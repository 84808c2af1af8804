"""A change makes a new form and the old one void; a further use is a further form."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from consent.models import ConsentForm, Recording
from consent.models.recording import may_be_recorded
from recordings_gov import clock
from recordings_gov.workflow import WrongState
from tests.consent.conftest import born
from tests.consent.situations import (
    ARTICLE,
    CARE,
    RECORD,
    TEACHING,
    WORDS,
    explained,
    patients_part,
    signed,
    started,
)

pytestmark = pytest.mark.django_db


def captured(form: ConsentForm, by: Any) -> Recording:
    """What Media Studio made under it."""
    return Recording.capture(by=by, form=form, captured_at=clock.now(), kind="film", shows="The left hand")


@pytest.mark.fault
@pytest.mark.rule("R-118", "E")
@pytest.mark.rule("R-127", "E")
def test_an_edit_after_the_first_signature_voids_the_form_and_says_so(
    signed_in: Any, consultant: Any, media_studio: Any, draft: ConsentForm
) -> None:
    draft.say_care(by=consultant, **CARE, dress="A gown")
    form = explained(draft, consultant)
    form.answer(by=consultant, **patients_part(form))
    assert form.signatures.exists()
    client, address = signed_in(consultant), form.get_absolute_url()
    page = client.get(f"{address}change/").content.decode()
    assert "Somebody has signed" in page
    assert "The left hand, from above" in page
    asked = {
        "can_decide": "yes",
        **WORDS,
        "kinds": ["film"],
        "subject": "The right hand",
        "uses": ["teaching"],
        "because": "It is the other hand.",
    }
    assert client.post(f"{address}change/", asked | {"because": ""}).status_code == 422
    form.refresh_from_db()
    assert form.status == "awaiting_signatures"
    made = client.post(f"{address}change/", asked)
    form.refresh_from_db()
    new = form.replaced_by
    assert made["Location"] == new.get_absolute_url()
    assert (form.status, new.status, new.subject) == ("void", "draft", "The right hand")
    assert form.signatures.exists()
    assert not new.signatures.exists()
    assert not form.permissions.filter(status="given").exists()
    assert new.said_care.dress == "A gown"
    page = client.get(address).content.decode()
    for says in ("This form is void", "It is the other hand.", new.reference):
        assert says in page
    assert "Made in place of" in client.get(new.get_absolute_url()).content.decode()
    assert may_be_recorded(form, media_studio).verdict == "no"
    for verb, words in (
        ("answer", patients_part(form)),
        ("countersign", {}),
        ("change", {"because": "x", "permissions": [RECORD]} | WORDS),
    ):
        with pytest.raises(WrongState):
            getattr(form, verb)(by=consultant, **words)
    refused = client.post(f"{address}print/", follow=True)
    assert "This form is void" in refused.content.decode()


@pytest.mark.rule("R-127", "E")
def test_a_signed_form_can_be_changed_only_while_nothing_was_recorded_under_it(
    consultant: Any, department: Any, patient: Any, media_studio: Any
) -> None:
    unused, used = (
        signed(explained(started(consultant, department, patient), consultant), consultant) for _ in "12"
    )
    unused.change(by=consultant, because="Other words", permissions=[RECORD], **WORDS)
    assert unused.status == "void"
    captured(used, media_studio)
    with pytest.raises(ValidationError, match="further form"):
        used.change(by=consultant, because="Other words", permissions=[RECORD], **WORDS)
    used.refresh_from_db()
    assert used.status == "signed"


def test_judgements_go_along_only_while_the_recording_and_its_uses_stay(
    consultant: Any, department: Any
) -> None:
    form = started(consultant, department, born(clock.today().year - 14), RECORD)
    able = {
        "outcome": "able",
        "covers": ["record"],
        "yes": ["what", "why", "who", "good_and_bad", "no", "later", "free"],
    }
    form.say_who_signs(by=consultant, question="competence", given=able, words={})
    form.change(
        by=consultant, because="Who asked", permissions=[RECORD], **(WORDS | {"requested_by": "Dr Else"})
    )
    same = form.replaced_by
    assert (same.signer, same.signing_answers.get().by) == ("competent_young_person", consultant)
    same.change(by=consultant, because="Teaching too", permissions=[RECORD, TEACHING], **WORDS)
    other = same.replaced_by
    assert other.signer == ""
    assert not other.signing_answers.exists()


@pytest.mark.rule("R-129", "E")
def test_a_further_use_is_a_further_form_on_the_same_recording(
    signed_in: Any, consultant: Any, department: Any, patient: Any, media_studio: Any
) -> None:
    first = signed(explained(started(consultant, department, patient, RECORD), consultant), consultant)
    recording = captured(first, media_studio)
    client, address = signed_in(consultant), recording.get_absolute_url()
    assert "Ask for another use" in client.get(address).content.decode()
    page = client.get(f"{address}further/").content.decode()
    assert "What will you make?" not in page
    asked = {
        "can_decide": "yes",
        "purpose": "To teach nurses",
        "requested_by": "Dr Example",
        "uses": ["teaching"],
    }
    assert client.post(f"{address}further/", asked | {"uses": []}).status_code == 422
    assert client.post(f"{address}further/", asked).status_code == 302
    further = recording.further_forms.get()
    assert [row.kind for row in further.permissions.all()] == ["teaching"]
    assert (further.made_for, further.kinds, further.subject) == ("secondary", ["film"], "The left hand")
    signed(explained(further, consultant), consultant)
    assert "R-129" in may_be_recorded(further, media_studio).rules
    assert further.reference in client.get(address).content.decode()
    assert recording.reference in client.get(further.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="another patient"):
        started(consultant, department, born(1980), ARTICLE, made_for="secondary", further_to=recording)
    with pytest.raises(ValidationError, match="not for the chart"):
        started(consultant, department, patient, RECORD, further_to=recording)


@pytest.mark.rule("R-084", "E")
def test_what_is_published_names_its_outlet_whether_or_not_anybody_could_be_recognised(
    consultant: Any, department: Any, patient: Any
) -> None:
    from dataclasses import replace

    for missing in ("", "any journal", "various"):
        with pytest.raises(ValidationError):
            started(consultant, department, patient, replace(ARTICLE, outlet=missing), made_for="secondary")
    form = started(consultant, department, patient, ARTICLE, made_for="secondary")
    assert form.permissions.get().outlet == "British Journal of Imaging"
    assert form.level.startswith("Level 3")
