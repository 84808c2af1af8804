"""Several people are asked: every answer is kept, and a difference shows as one."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent.models import ConsentForm, Recording
from recordings_gov import clock
from tests.consent.conftest import born
from tests.consent.situations import CARE, RECORD, explained, patients_part, signed, started, this_minute

pytestmark = pytest.mark.django_db
ANSWERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("competence", {"outcome": "not_able", "covers": [], "yes": []}),
    ("child", {"said": "agrees", "harm_likely": False}),
    ("parent", {"name": "Sam Example", "relation": "mother", "basis": "mother"}),
)


@pytest.fixture
def form(consultant: Any, department: Any) -> ConsentForm:
    """About a child of four: the mother is to sign."""
    made = started(consultant, department, born(clock.today().year - 4), RECORD)
    for question, given in ANSWERS:
        made.say_who_signs(by=consultant, question=question, given=given, words={})
    return made


def heard(
    form: ConsentForm, by: Any, answer: str, name: str = "Alex Example", standing: str = "responsible"
) -> None:
    """Somebody else is asked."""
    form.hear(
        by=by, name=name, standing=standing, answer=answer, words="" if answer == "yes" else "Not online."
    )


@pytest.mark.fault
@pytest.mark.rule("R-147", "W")
def test_two_people_who_answer_differently_at_once_are_both_kept_and_nobody_signs(
    form: ConsentForm, consultant: Any, radiographer: Any
) -> None:
    explained(form, consultant)
    one, other = ConsentForm.objects.get(), ConsentForm.objects.get()
    heard(one, consultant, "yes", name="Kim Example")
    heard(other, radiographer, "no")
    assert list(form.others_answers.values_list("answer", flat=True)) == ["yes", "no"]
    for stale in (one, other):
        with pytest.raises(ValidationError, match="answer differently"):
            stale.answer(by=consultant, **patients_part(form))
    assert not form.signatures.exists()


@pytest.mark.rule("R-147", "W")
def test_a_difference_is_settled_with_words_by_a_clinician_until_somebody_answers_anew(
    form: ConsentForm, consultant: Any, media_studio: Any
) -> None:
    explained(form, consultant)
    heard(form, consultant, "no")
    with pytest.raises(PermissionDenied):
        form.settle(by=media_studio, how="They talked.")
    with pytest.raises(ValidationError, match="how it was settled"):
        form.settle(by=consultant, how=" ")
    form.settle(by=consultant, how="Both talked with Dr Example and agree.")
    signed(form, consultant)
    assert form.status == "signed"
    heard(form, consultant, "no")
    assert form.settled_how == ""
    with pytest.raises(ValidationError, match="answer differently"):
        Recording.capture(
            by=media_studio, form=form, captured_at=clock.now(), kind="photograph", shows="The hand"
        )
    assert form.status == "signed"


def test_there_is_nothing_to_settle_where_nobody_differs(form: ConsentForm, consultant: Any) -> None:
    heard(form, consultant, "no", standing="carer")
    with pytest.raises(ValidationError, match="nothing to settle"):
        form.settle(by=consultant, how="They talked.")
    explained(form, consultant)
    form.answer(by=consultant, **patients_part(form))
    form.countersign(by=consultant, signed_at=this_minute())
    assert form.status == "signed"


@pytest.mark.rule("R-147", "W")
def test_the_page_shows_a_difference_as_one_and_asks_for_a_parent_of_a_young_person(
    signed_in: Any, consultant: Any, form: ConsentForm
) -> None:
    client, address = signed_in(consultant), form.get_absolute_url()
    form.say_care(by=consultant, **CARE)
    early = client.get(f"{address}settle/", follow=True)
    assert early.redirect_chain == [(address, 302)]
    assert "there is nothing to settle" in early.content.decode()
    late = client.post(f"{address}settle/", {"how": "They talked."}, follow=True)
    assert "there is nothing to settle" in late.content.decode()
    said = {"name": "Alex Example", "standing": "responsible", "answer": "no"}
    assert client.post(f"{address}others/", said).status_code == 422
    assert client.post(f"{address}others/", said | {"words": "Not online."}).status_code == 302
    page = client.get(address).content.decode()
    for says in ("answer differently", "Alex Example", "Not online.", "Say how it was settled"):
        assert says in page
    assert "How was it settled?" in client.get(f"{address}settle/").content.decode()
    client.post(f"{address}settle/", {"how": "They talked, and both agree."})
    page = client.get(address).content.decode()
    assert "both agree" in page
    assert "Nobody signs until that is settled" not in page
    able = {
        "outcome": "able",
        "covers": ["record"],
        "yes": ["what", "why", "who", "good_and_bad", "no", "later", "free"],
    }
    other = started(consultant, form.department, born(clock.today().year - 14), RECORD)
    other.say_who_signs(by=consultant, question="competence", given=able, words={})
    assert "Only the young person was asked" in client.get(other.get_absolute_url()).content.decode()
