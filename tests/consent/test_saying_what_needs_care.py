"""What needs care is said of a draft, on its page and by its verb, and goes with the recording."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from consent.models import ConsentForm, Recording
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.documents.templating import html_for
from tests.consent.conftest import born
from tests.consent.situations import CARE, RECORD, explained, signed, started

pytestmark = pytest.mark.django_db
ABLE = ["what", "why", "who", "good_and_bad", "no", "later", "free"]


def childs(by: Any, department: Any) -> ConsentForm:
    """A draft about somebody of 14 who can decide."""
    form = started(by, department, born(clock.today().year - 14), RECORD)
    given = {"outcome": "able", "covers": ["record"], "yes": ABLE}
    form.say_who_signs(by=by, question="competence", given=given, words={})
    return form


def page_of(**changes: Any) -> dict[str, Any]:
    """The page of an ordinary adult's recording."""
    return {"operator": "photographer", "chaperone": "declined", "interpreter": "not_needed"} | changes


@pytest.mark.rule("R-148", "E")
def test_nothing_is_explained_about_a_child_before_it_is_said_what_the_recording_shows(
    consultant: Any, department: Any
) -> None:
    form = childs(consultant, department)
    words = {
        "explained": [],
        "other_purposes": "none",
        "place_kept": "x",
        "retention": "x",
        "discussion": "x",
    }
    with pytest.raises(ValidationError, match="what is recorded, and why"):
        form.explain(by=consultant, **words)
    with pytest.raises(ValidationError, match="clinical feature or for teaching"):
        form.say_care(by=consultant, **(CARE | {"value": " "}))
    assert form.said_care is None
    assert explained(form, consultant).status == "awaiting_signatures"


@pytest.mark.rule("R-099", "W")
@pytest.mark.rule("R-150", "W")
def test_an_intimate_picture_of_a_child_is_restricted_from_the_start(
    consultant: Any, department: Any, media_studio: Any
) -> None:
    form = childs(consultant, department)
    form.say_care(by=consultant, **CARE, is_intimate=True, noted_at="Page 12")
    signed(explained(form, consultant), consultant)
    made = Recording.capture(
        by=media_studio, form=form, captured_at=clock.now(), kind="photograph", shows="The finding"
    )
    assert (made.access, made.restricted_because) == ("restricted", "Intimate picture of a child")
    assert not Recording.objects.visible_to(consultant).filter(pk=made.pk).exists()


@pytest.mark.rule("R-132", "R")
@pytest.mark.rule("R-098", "R")
@pytest.mark.rule("R-098", "W")
@pytest.mark.rule("R-141", "W")
def test_the_page_keeps_what_they_asked_for_and_warns(signed_in: Any, consultant: Any, draft: Any) -> None:
    client, address = signed_in(consultant), f"{draft.get_absolute_url()}care/"
    assert "Say what needs care" in client.get(draft.get_absolute_url()).content.decode()
    shown = client.get(address).content.decode()
    assert "Guidelines on recording mental health patients" in shown
    assert "Which clinical feature" not in shown
    refused = client.post(address, page_of(operator="staff", chaperone="nobody"))
    assert refused.status_code == 422
    assert "Say why it is not made by a clinical photographer" in refused.content.decode()
    assert "Say why no chaperone is there" in refused.content.decode()
    saved = client.post(
        address,
        page_of(
            operator="staff",
            why_no_photographer="At night, in the scanner room",
            sensitive=["is_mental_health"],
            dress="A gown that closes",
            faith="No jewellery taken off",
            who_records="A woman",
            chaperone_name="left over from a closed question",
        ),
    )
    assert saved["Location"] == f"{draft.get_absolute_url()}explain/"
    row = ConsentForm.objects.get().said_care
    assert (row.dress, row.faith, row.who_records) == (
        "A gown that closes",
        "No jewellery taken off",
        "A woman",
    )
    assert (row.by, row.why_no_photographer, row.chaperone_name) == (
        consultant,
        "At night, in the scanner room",
        "",
    )
    page = client.get(draft.get_absolute_url()).content.decode()
    for says in ("A gown that closes", "A woman", "send patients to Media Studio", "take particular care"):
        assert says in page
    assert "Say what you explained" in page


@pytest.mark.rule("R-150", "P")
def test_both_pieces_of_guidance_stand_beside_the_questions_about_a_child(
    signed_in: Any, consultant: Any, department: Any
) -> None:
    form = childs(consultant, department)
    page = signed_in(consultant).get(f"{form.get_absolute_url()}care/").content.decode()
    assert "Physical Signs of Child Sexual Abuse" in page
    assert "intimate images that may become evidence in court" in page
    assert "Which clinical feature" in page


@pytest.mark.rule("R-252", "P")
def test_the_code_of_the_profession_stands_where_consent_is_taken(
    signed_in: Any, consultant: Any, draft: Any
) -> None:
    page = signed_in(consultant).get(f"{draft.get_absolute_url()}explain/").content.decode()
    assert "Making and using visual and audio recordings of patients" in page
    assert "National Guidelines: Consent in Clinical Recording" in page


@pytest.mark.rule("R-103", "C")
@pytest.mark.rule("R-103", "P")
def test_every_form_says_where_the_studio_is_as_the_site_has_set_it(form: Any, ig_manager: Any) -> None:
    from consent.documents import context_of

    def printed() -> str:
        facts = dict(context_of(form, signed=False)["facts"])
        return str(facts["Media Studio"])

    assert "Monday to Friday, 9am to 5pm" in printed()
    for name, value, department in (
        ("studio_contact", "Extension 4100", None),
        ("studio_hours", "Monday to Thursday, 8am to 4pm", form.department),
        ("studio_out_of_hours", "The site manager, 555", None),
    ):
        Setting.choose(by=ig_manager, name=name, department=department, value=value, reason="As it is here")
    for says in (
        "Extension 4100",
        "Monday to Thursday, 8am to 4pm",
        "When it is closed: The site manager, 555",
    ):
        assert says in printed()
    assert "Extension 4100" in html_for("documents/consent/form.html", _context(form), title="Form")


def _context(form: Any) -> dict[str, Any]:
    from consent.documents import context_of

    return context_of(form, signed=False)
