"""That nobody could tell who it is never takes the place of asking."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from consent.anonymising import as_ground, refuse_as_ground
from consent.models import Recording
from consent.wording import wording
from consent.wording.form_words import every
from recordings_gov import clock
from recordings_gov.incidents.models import Incident
from tests.consent.situations import explained
from tests.consent.test_filling_in_a_consent_form import to_explain

INSTEAD_OF_ASKING = (
    "It will be anonymised",
    "Eyes covered, so no consent",
    "Patient cannot be recognised, so no consent",
    "The patient can’t be recognised",
    "we blur her face",
    "BLACK BAR over the eyes",
    "Not identifiable",
    "unidentifiable",
    "non-identifiable",
    "de-identified",
    "face will not be shown",
    "the face is never visible",
    "No one will know who it is",
    "You would not know who it is",
    "nobody could tell who it is",
    "We crop out the face",
    "picture without the face",
    "face is hidden",
    "pixellated",
    "A N O N Y M I S E D",
    "anónymised",
)
OTHER_REASONS = (
    "",
    "It is not known yet which journal asks",
    "No time: bleeding",
    "Oxygen mask was on",
    "Unconscious after a head injury",
    "Her face was covered in burns",
    "Blurred vision",
    "The eyes must be shown for the squint",
    "Cut to the head from a fall",
    "Who comes with the patient is not known",
)


@pytest.mark.rule("R-131")
def test_altering_a_picture_is_no_reason_not_to_ask_in_any_wording():
    for text in INSTEAD_OF_ASKING:
        answer = as_ground(text)
        assert answer.verdict == "refused", text
        assert answer.obstacles[0].rules == ("R-131",)
    for text in OTHER_REASONS:
        assert as_ground(text).verdict == "accepted", text
    with pytest.raises(ValidationError) as refused:
        refuse_as_ground(reason="Eyes covered", place="The library")
    assert set(refused.value.error_dict) == {"reason"}


@pytest.mark.rule("R-131")
def test_no_word_of_the_form_offers_it_as_a_way_round_asking():
    assert wording().texts["form"]["no_box_for"]
    labels = [*every()["en-GB"].values(), *(row.patient for row in wording().permissions.values())]
    assert not [words for words in labels if isinstance(words, str) and as_ground(words).obstacles]


@pytest.mark.django_db
@pytest.mark.rule("R-131")
def test_the_form_refuses_it_as_a_reason_beside_its_field(signed_in, consultant, draft):
    with pytest.raises(ValidationError, match="no reason not to ask"):
        explained(
            draft, consultant, other_purposes="not_possible", other_purposes_reason="The eyes are covered"
        )
    page = signed_in(consultant).post(
        f"{draft.get_absolute_url()}explain/",
        to_explain(draft, other_purposes="not_possible", other_purposes_reason="It will be anonymised"),
    )
    assert page.status_code == 422
    assert "no reason not to ask" in page.content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.django_db
@pytest.mark.rule("R-131")
def test_nobody_is_left_unasked_because_nobody_could_tell_who_it_is(consultant, department, patient):
    from tests.consent.test_saying_who_signs import say, started

    form = started(consultant, department, patient, can_decide=False)
    say(form, consultant, "circumstance", {"circumstance": "unconscious"})
    given = {
        "why": "Under anaesthetic",
        "integral": True,
        "because": "Her face is not shown",
        "under_anaesthetic": True,
        "by_media_studio": True,
        "returns": True,
    }
    with pytest.raises(ValidationError, match="no reason not to ask"):
        say(form, consultant, "unconscious", given | {"look_again_on": clock.today() + timedelta(days=2)})
    assert not form.signing_answers.filter(question="unconscious").exists()


@pytest.mark.django_db
@pytest.mark.rule("R-131")
def test_a_picture_altered_instead_of_asking_becomes_an_incident(signed_in, media_studio, signed_form):
    made = Recording.capture(
        by=media_studio, form=signed_form, captured_at=clock.now(), kind="film", shows="Hand"
    )
    client, today = signed_in(media_studio), clock.today()
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Report that it was altered instead of asking" in page
    address = f"/consent/registrations/unregistered/?kind=altered_image&about={made.reference}"
    assert address.replace("&", "&amp;") in page
    given = {
        "kind": "altered_image",
        "happened_on_day": today.day,
        "happened_on_month": today.month,
        "happened_on_year": today.year,
        "what_happened": "The eyes were covered so that nobody had to be asked.",
        "department": signed_form.department_id,
        "about": made.reference,
    }
    client.post(address, given)
    incident = Incident.objects.get()
    assert (incident.kind, incident.about_reference) == ("altered_image", made.reference)
    assert incident.raised_by == media_studio
