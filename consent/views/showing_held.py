"""What the form's page says of recordings that are held, and of those this person may not see."""

from typing import Any

from django.urls import reverse

from consent.models import ConsentForm, FormStatus, Recording
from consent.models.recording_words import Access, Basis, RecordingStatus
from consent.signing import Ask, Route
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import date_and_time, short_date


def held_panel(form: ConsentForm, user: Any, visible: int) -> dict[str, Any]:
    """Whether something may be held or is, when to look again, what stands in its way; else nothing.

    ``visible`` is how many recordings of the form this person sees. Rules: R-138, R-154.
    """
    held = [row for row in form.recordings.all() if row.status == RecordingStatus.HELD]
    closed = form.recordings.count() - visible
    may_be_held = form.status == FormStatus.DRAFT and form.signer == Route.HELD
    shown: dict[str, Any] = {"held": held, "closed": closed, "may_be_held": may_be_held}
    if may_be_held and user.can("recording.hold", form):
        shown["hold_url"] = reverse("consent:form-capture", kwargs={"reference": form.reference})
    has_died = bool(form.patient.death_date and form.patient.death_date <= clock.today())
    if may_be_held and not has_died and user.can("consent.record", form):
        shown["ask_links"] = _ask_links(form)
    if not held:
        return shown
    answer = held[0].release_answer()
    return shown | {
        "look_again_on": held[0].look_again_on,
        "hold_obstacles": answer.obstacles,
        "hold_conditions": answer.conditions,
        "may_open_held": bool(user.can("recording.hold", form)),
        "has_died": has_died,
    }


def _ask_links(form: ConsentForm) -> list[tuple[str, str]]:
    page = reverse("consent:form-signer", kwargs={"reference": form.reference})
    open_now = form.questions_open()
    links = (
        (Ask.CAPACITY, "They can be asked again: judge whether they can decide now"),
        (Ask.TOLD, "They were told: write down by whom, and when"),
        (Ask.UNCONSCIOUS, "They cannot be asked yet: give another day to look again"),
    )
    return [(words, f"{page}?question={each}") for each, words in links if each in open_now]


def release_words(recording: Recording) -> dict[str, Any]:
    """Of a held recording: where it is, and whether it may leave the hold by now."""
    stay = recording.holds.filter(ended_at=None).select_related("by").first()
    return {"stay": stay, "release": recording.release_answer()}


def keeping_facts(recording: Recording) -> list[tuple[str, Any]]:
    """On what it was made, and how it is kept where that is not the ordinary way. Rules: R-091, R-138."""
    facts: list[tuple[str, Any]] = [("Basis", recording.get_basis_display())]
    if recording.consented_at:
        facts.append(("Both had signed", date_and_time(recording.consented_at)))
    if recording.basis == Basis.POST_MORTEM and recording.form:
        facts += post_mortem_facts(recording.form)
    for stay in recording.holds.select_related("by"):
        until = f" to {date_and_time(stay.ended_at)}" if stay.ended_at else ""
        facts.append(("Held", f"{stay.place}, from {date_and_time(stay.at)}{until}, by {stay.by}"))
    if recording.status == RecordingStatus.HELD:
        facts.append(("Look again", short_date(recording.look_again_on)))
    if recording.access != Access.ORDINARY:
        facts.append(("Access", recording.get_access_display()))
    return facts


def secondary_url(recording: Recording, user: Any) -> str:
    """Where to decide on using it again, if it is of somebody who could not decide. Rules: R-076."""
    if not recording.is_of_somebody_unable or not user.can("recording.decide_secondary_use", recording):
        return ""
    return reverse("consent:recording-secondary", kwargs={"reference": recording.reference})


def post_mortem_facts(form: ConsentForm) -> list[tuple[str, Any]]:
    """That it belongs to a post-mortem, and what was asked for other uses. Rules: R-091."""
    row = form.signing_answers.filter(question=Ask.POST_MORTEM).order_by("-pk").first()
    said = row.words.get("asked_for", "") if row else ""
    return [("Other uses", said or "Nothing was written down as asked with the post-mortem consent")]
