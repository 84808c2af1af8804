"""What the scanner page shows for what is tapped so far: patient, people, answer, outcomes."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError

from policies.telling import ThingsToTell
from recordings_gov import clock
from recordings_gov.patients import finding
from recordings_gov.patients.models import Patient
from recordings_gov.patients.numbers import normalised
from requests_app import vocabulary
from requests_app.asking import Asked, ask_policy, circumstances, things_before, with_objections
from requests_app.decisions import Colleague, Facts, Present, colleagues, outcomes_for, settings_here
from requests_app.forms.log import LogForm
from requests_app.panels import panels_here
from requests_app.routing import Routed

SEEN = "requests.patient"
PANELS = {
    "facilitate": "go",
    "conditions": "care",
    "discourage": "advise",
    "not_supported": "advise",
    "not_safe": "stop",
    "no_answer": "none",
}
CONDITION_TITLES = {"facilitate": "Keep it safe", "discourage": "If they still wish to record"}
# The page itself looks voices up and says how many take no part, so nobody reads of it over a shoulder.
LOOKED_UP = "staff_voice_checked"
NUMBER_WORDS = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True)
class Found:
    """The patient of the typed number, and a token that their name was on the screen."""

    number: str
    patient: Patient | None
    token: str
    hint: str = ""
    was_seen: bool = False

    @property
    def check(self) -> str:
        """What to do before saving, when the name, or that there is none, was not on the screen yet."""
        if self.patient:
            return "Check that this is the right patient, then save again"
        return "No patient with that number. Check it, or save with the number as typed"

    @property
    def age(self) -> int:
        """In completed years, today."""
        return self.patient.age_on(clock.today()) if self.patient else 0


def find_patient(user: Any, number: str, token: str) -> Found:
    """Look the number up; the search is logged once for each number, when it is first shown."""
    number = " ".join(number.replace("\0", "").split())[:40]
    if not number:
        return Found("", None, "")
    seen = _was_shown(user, number, token)
    patient = (
        Patient.objects.visible_to(user).numbered(number).first() if seen else finding.by_number(user, number)
    )
    fresh = signing.dumps([user.pk, number], salt=SEEN)
    return Found(number, patient, fresh, "" if patient else _hint(number), seen)


def _was_shown(user: Any, number: str, token: str) -> bool:
    try:
        return bool(signing.loads(token, salt=SEEN, max_age=12 * 60 * 60) == [user.pk, number])
    except signing.BadSignature:
        return False


def _hint(number: str) -> str:
    if sum(character.isdigit() for character in number) != 10:
        return ""
    try:
        normalised(number)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def panel(answer: dict[str, Any] | None, routed: Routed | None = None) -> dict[str, Any]:
    """An answer as its panel: colour, heading, reasons, conditions; what goes elsewhere says so first."""
    if not answer:
        return {"colour": "none", "headline": "Tap what they ask for", "waiting": True}
    conditions = [each for each in answer["conditions"] if each["id"] != LOOKED_UP]
    goes = {"colour": "none", "headline": routed.headline} if routed and routed.route else {}
    return answer | {
        "colour": PANELS[answer["verdict"]],
        "policy_headline": answer["headline"],
        "conditions_title": CONDITION_TITLES.get(answer["verdict"], "As long as"),
        "special": [each for each in conditions if not each["always"]],
        "usual": [each for each in conditions if each["always"]],
        **goes,
    }


def take_no_part(present: Present) -> str:
    """How many colleagues take no part, in words; never who. Rules: R-056, R-165."""
    if not present.take_no_part:
        return ""
    number = present.take_no_part
    count = NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)
    parts = [f"{count} colleague{'s' if number != 1 else ''}."]
    them = "them" if number != 1 else "this colleague"
    if present.without_picture:
        parts.append(f"Point the camera away from {them}.")
    if present.without_voice:
        parts.append(
            "Somebody else may talk with the patient, or give written notes; their own note goes on."
        )
    return " ".join([*parts, "Nobody is told who or why."])


@dataclass(frozen=True)
class Shown:
    """Everything on the page that depends on what is tapped."""

    found: Found
    asked: Asked | None
    things: ThingsToTell
    people: list[tuple[Any, Colleague]]
    present: Present
    facts: Facts

    @property
    def offers(self) -> list[dict[str, str]]:
        """What can be offered beside or instead."""
        return self.asked.pinned["alternatives"] if self.asked else []

    def context(self, form: LogForm) -> dict[str, Any]:
        """For the template."""
        endings = outcomes_for(self.facts)
        answer = self.asked.pinned if self.asked else None
        panels, routed = panels_here(form, self), form.routed()
        return {
            "found": self.found,
            "panels": panels,
            "panels_shown": " ".join(each.mark for each in panels),
            "panel": panel(answer, routed),
            "purpose": vocabulary.phrase("purpose", self.facts.purpose) if self.asked else "",
            "offers": self.offers,
            "things": self.things,
            "ticked": form.value("offered") or [],
            "people": self.people,
            "present": self.present,
            "no_part": take_no_part(self.present),
            "some_said_no": any(one.answer == "no" for _, one in self.people),
            "first": [_tile(code) for code in endings.first],
            "more": [_tile(code) for code in endings.more],
            "endings": endings,
            "chosen": form.value("outcome") or "",
            "has_need": bool(form.needs()),
            "routed": routed,
            "needs_known": [vocabulary.label("reason", code) for code in form.known_needs],
            "note": note_preview(form) if self.asked else "",
            "policy_url": self.asked.version.get_absolute_url() if self.asked and self.asked.version else "",
            "place": _place(form),
            "listed": ",".join(str(person.pk) for person, _ in self.people),
            "members": [(person, person in dict(self.people)) for person in form.members],
            "told_for": ",".join([self.things.situation, *(point.id for point in self.things.extra)]),
            "more_is_open": form.value("outcome") in endings.more
            or (bool(form.value("outcome_reason")) and not form.needs()),
        }


def place_key(room: Any, modality: Any, setting: Any, location: Any) -> str:
    """Room, kind of exam, setting and place as one value, to tell whether they are as remembered."""
    return "|".join(str(part or "") for part in (room, modality, setting, location or "department"))


def _place(form: LogForm) -> dict[str, Any]:
    modality, setting = form.known("modality"), form.known("setting")
    location = form.known("location")
    return {
        "room": form.value("room") or "",
        "modality": vocabulary.label("modality", modality) if modality else "",
        "setting": vocabulary.label("setting", setting) if setting else "",
        "away": vocabulary.phrase("location", location) if location not in ("", "department") else "",
        "same": form.value("same") or "",
        "is_remembered": form.value("same") == place_key(form.value("room"), modality, setting, location),
    }


def _tile(code: str) -> dict[str, str]:
    word = vocabulary.words("outcome")[code]
    return {"code": code, "label": word["label"], "hint": word.get("hint", "")}


def note_preview(form: LogForm) -> str:
    """The first words of the note that saving drafts."""
    media = form.known("medium") if form.known("subject") != "screen" else ("screen",)
    made = vocabulary.listed(vocabulary.phrase("medium", code) for code in media)
    about = (
        ""
        if form.known("subject") == "screen"
        else f" of {vocabulary.phrase('subject', form.known('subject'))}"
    )
    return f"Patient asked to make {made}{about}."


def shown(user: Any, form: LogForm) -> Shown:
    """Look patient, people and policy up for what is tapped so far."""
    found = find_patient(user, str(form.value("patient") or ""), str(form.value("seen") or ""))
    settings = settings_here(form.known("setting"), form.known("subject"))
    here = with_objections(form.people(), settings)
    form.known_needs = tuple(found.patient.access_needs) if found.patient else ()
    tapped = form.tapped(circumstances(found.patient, here.values(), form.known("medium")))
    asked = ask_policy(form.department_here, form.version, tapped) if tapped else None
    media = asked.situation.media if asked else form.known("medium")
    stance = asked.answer.verdict if asked else "no_answer"
    facts = form.facts(stance, asked.situation.purpose if asked else "personal_record")
    things = asked.things if asked else things_before(form.version, form.known("recorder"))
    return Shown(found, asked, things, list(here.items()), colleagues(here.values(), media), facts)
