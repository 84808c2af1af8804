"""Situations of endings: a child's form, something recorded, consent taken back."""

from datetime import datetime, timedelta
from typing import Any

from consent.models import ConsentForm, Recording
from consent.signing.evidence import NEEDED
from recordings_gov import clock
from tests.consent.situations import RECORD, TEACHING, explained, signed, started

A_PARENTS = (
    ("competence", {"outcome": "not_able", "yes": [], "covers": []}),
    ("child", {"said": "agrees", "harm_likely": False}),
    ("parent", {"name": "Sam Example", "relation": "mother", "basis": "mother"}),
)
THEIR_OWN = (("competence", {"outcome": "able", "yes": list(NEEDED), "covers": ["record", "teaching"]}),)


def childs(
    by: Any, department: Any, patient: Any, made_for: str, answers: Any = A_PARENTS, **words: Any
) -> ConsentForm:
    """Signed for a child: by a parent, or with ``THEIR_OWN`` by themselves; one permission."""
    asked = RECORD if made_for == "care" else TEACHING
    form = started(by, department, patient, asked, made_for=made_for, **words)
    for question, given in answers:
        form.say_who_signs(by=by, question=question, given=given, words={})
    form.say_care(
        by=by, value="clinical", operator="photographer", chaperone="declined", interpreter="not_needed"
    )
    return signed(explained(form, by), by)


def recorded(form: ConsentForm, by: Any, captured_at: datetime | None = None) -> Recording:
    """A photo made by Media Studio just after the signatures."""
    return Recording.capture(
        by=by, form=form, captured_at=captured_at or form.signed_at or clock.now(),
        kind="photograph", shows="The left hand",
    )  # fmt: skip


def taken_back(form: ConsentForm, by: Any, **words: Any) -> ConsentForm:
    """All of it, said by the patient just now; they would like a letter."""
    said = {"who": "patient", "route": "word", "said_at": clock.now(), "answer_by": "letter"}
    form.withdraw(by=by, **(said | words))
    return form


def invalid(form: ConsentForm, by: Any, **words: Any) -> ConsentForm:
    """The wrong person had signed."""
    form.invalidate(by=by, **({"why": "wrong_signer", "words": "Her neighbour had signed."} | words))
    return form


def stopped(form: ConsentForm, by: Any, **words: Any) -> ConsentForm:
    """The patient asked; what had been made is kept."""
    said = {"stopped_at": clock.now(), "why": "patient_asked", "part": "kept"}
    form.stop(by=by, **(said | words))
    return form


def held_then_refused(taker: Any, studio: Any, department: Any, patient: Any) -> Recording:
    """Made under anaesthetic and held; told and asked afterwards, the patient said no."""
    form = started(taker, department, patient, RECORD, TEACHING, can_decide=False)
    asleep = {
        "why": "Found during the operation", "integral": True, "because": "To plan the repair",
        "look_again_on": clock.today() + timedelta(days=14), "under_anaesthetic": True,
        "by_media_studio": True, "returns": None,
    }  # fmt: skip
    can = {"can_decide": True, "look_again_on": None, "can_wait": False}
    told = {"on": clock.today(), "by": "Dr Example"}
    form.say_who_signs(by=taker, question="circumstance", given={"circumstance": "unconscious"}, words={})
    form.say_who_signs(by=taker, question="unconscious", given=asleep, words={})
    recording = Recording.capture_held(
        by=studio, form=form, captured_at=clock.now(), kind="photograph", shows="Liver", place="Studio safe"
    )
    form.say_who_signs(by=taker, question="capacity", given=can, words={})
    form.say_who_signs(by=taker, question="told", given=told, words={})
    signed(explained(form, taker), taker, record=False, teaching=False)
    recording.refresh_from_db()
    return recording
