"""What follows from what is tapped at the scanner: pure answers over plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from policies.decisions import Situation
from recordings_gov.decisions import Reason
from requests_app import speaking
from requests_app.endings import (
    AGREED,
    ALWAYS,
    ELSEWHERE,
    ENDINGS,
    NOTHING_TO_TELL,
    WITH_CONDITIONS,
    untrue_by_now,
)
from requests_app.pregnancy_scan import SOCIAL

PATIENT = "patient"
EXPLANATION = "explanation"
SCREEN = "screen"
ROOM_OR_TEAM = "room_or_team"
PERSONAL_RECORD, KEEPSAKE, OTHER_USE = "personal_record", "keepsake", "other"
EXAMS = ("whole_exam", "short_moment")
HOME = "home"
PICTURES = ("photo", "video", "live_call")
VOICES = ("audio", "video", "live_call")


@dataclass(frozen=True)
class Tapped:
    """What somebody tapped; ``needs`` are the access needs among the ``reasons``.

    ``purpose`` is the word that staff put in place of the derived one, or empty. ``circumstances``
    are what else the policy may ask about: *child*, *active_objection*; ``zones`` where the device
    would be; ``exposure`` whether X-rays or the beam are or may be on; ``location`` whether it is at
    home; ``scan_purpose`` and ``scan_phase`` what was said of a pregnancy scan; ``exam_rule`` why exams
    are answered like a talk here, or empty; ``came_to_light`` how we know of it.
    """

    setting: str
    modality: str
    media: tuple[str, ...]
    subject: str
    recorder: str
    reasons: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    purpose: str = ""
    circumstances: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    exposure: bool = False
    location: str = "department"
    scan_purpose: str = ""
    scan_phase: str = ""
    exam_rule: str = ""
    came_to_light: str = ""


@dataclass(frozen=True)
class Facts:
    """What decides how a request may end; ``permission`` is the patient's own, to somebody else recording.

    ``made`` is what is known of the recording by now, ``said`` every outcome given so far; ``speaks`` and
    ``understands`` say who decides for them, ``route`` where it goes that is no patient's recording.
    """

    stance: str
    purpose: str
    recorder: str = PATIENT
    permission: str = ""
    authority: str = ""
    has_need: bool = False
    made: str = "not_known"
    said: tuple[str, ...] = ()
    speaks: str = ""
    understands: str = ""
    route: str = ""

    @property
    def decider(self) -> speaking.Decider:
        """Who decides, as far as it was said."""
        return speaking.Decider(self.recorder, self.permission, self.authority, self.understands, self.speaks)


@dataclass(frozen=True)
class Endings:
    """The outcomes to choose from: those shown first, those under "Something else happened", and why."""

    first: tuple[str, ...]
    more: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.first, *self.more)


@dataclass(frozen=True)
class Colleague:
    """One person who is there: what they said, and what a standing objection of theirs covers."""

    answer: str
    image_objected: bool = False
    voice_objected: bool = False

    @property
    def may_be_in_it(self) -> bool:
        """Only an explicit yes, and never against an objection. Rules: R-056, R-165."""
        return self.answer == "yes" and not self.image_objected

    def is_covered(self, media: tuple[str, ...]) -> bool:
        """Whether a standing objection of theirs is about one of these media. Rules: R-056."""
        pictured = self.image_objected and any(medium in PICTURES for medium in media)
        return pictured or (self.voice_objected and any(medium in VOICES for medium in media))


@dataclass(frozen=True)
class Present:
    """Colleagues as numbers, for a screen that the patient can see: never a name."""

    here: int
    may_be_in_it: int
    without_picture: int
    without_voice: int

    @property
    def take_no_part(self) -> int:
        """How many are to be kept out of picture or sound."""
        return max(self.without_picture, self.without_voice)


def situation_of(tapped: Tapped) -> Situation:
    """The situation the stance matrix is asked about.

    The explanation is a discussion in whatever room; the screen is a picture of the screen however
    it is made; parent, family and others are somebody with the patient. The explanation, a need, or
    no reason to show it makes a personal record; else posting online is another use and showing others
    a keepsake, as a social wish at a pregnancy scan is, unless staff corrected it. Where exams are
    answered like a talk, one to keep counts as a personal record too. Home is a circumstance; zones and
    exposure are as tapped. Raises ValueError when nothing is tapped to record with.
    Rules: R-012, R-013, R-021, R-032, R-044, R-222, R-237. Conflict: C-01.
    """
    circumstances = set(tapped.circumstances)
    if "post_online" in tapped.reasons:
        circumstances.add("other_use")
    if tapped.location == HOME:
        circumstances.add("at_home")
    return Situation(
        setting="discussion" if tapped.subject == EXPLANATION else tapped.setting,
        modality=tapped.modality,
        media=(SCREEN,) if tapped.subject == SCREEN else tapped.media,
        recorder=PATIENT if tapped.recorder == PATIENT else "person_with_them",
        purpose=_like_a_talk(tapped, tapped.purpose or _purpose_of(tapped)),
        needs=tapped.needs,
        circumstances=tuple(sorted(circumstances)),
        zones=tapped.zones,
        exposure=tapped.exposure,
    )


def _purpose_of(tapped: Tapped) -> str:
    if tapped.subject == EXPLANATION or tapped.needs:
        return PERSONAL_RECORD
    if "post_online" in tapped.reasons:
        return OTHER_USE
    is_keepsake = "show_others" in tapped.reasons or tapped.scan_purpose == SOCIAL
    return KEEPSAKE if is_keepsake else PERSONAL_RECORD


def _like_a_talk(tapped: Tapped, purpose: str) -> str:
    same = tapped.exam_rule != "" and tapped.subject in EXAMS
    return PERSONAL_RECORD if same and purpose == KEEPSAKE else purpose


def local_reasons(tapped: Tapped) -> tuple[Reason, ...]:
    """What the department decided about this, with its own reason. Rules: R-021. Conflict: C-01."""
    if not tapped.exam_rule or tapped.subject not in EXAMS:
        return ()
    says = f"By local decision an exam is answered like a talk here: {tapped.exam_rule}"
    return (Reason(says, ("R-021",)),)


def told_as(came_to_light: str, verdict: str) -> str:
    """Which things are told where it was not asked for first; begun openly, only against advice."""
    if came_to_light == "found_covert":
        return "covert_found"
    against = verdict in ("discourage", "not_supported", "not_safe")
    begun = came_to_light == "began_unasked" and against
    return "contrary_to_policy" if begun or came_to_light == "continued_against" else ""


def outcomes_for(facts: Facts) -> Endings:
    """Which outcomes may be chosen; a stop is among them at any time, turning a patient away never.

    *Agreed* needs the patient's own yes, or somebody who lawfully speaks for them, when another person
    records, and is not offered against our advice. *Asked not to* is for what is not a personal record and
    serves no need. What goes elsewhere is sent there and never agreed here, and nothing else is. What is
    untrue by now is left out. Rules: R-009, R-010, R-013, R-017, R-021, R-039, R-043, R-051, R-164.
    Conflicts: C-01, C-37.
    """
    stance = facts.stance
    if stance == "not_supported" and (facts.purpose == PERSONAL_RECORD or facts.has_need):
        stance = "discourage"
    untrue = untrue_by_now(facts.made, facts.said)
    endings = ELSEWHERE if facts.route else ENDINGS[stance]
    first = tuple(each for each in endings if each not in untrue)
    reasons: tuple[Reason, ...] = ()
    if not facts.route and not speaking.agrees(facts.decider):
        first = tuple(each for each in first if each not in (AGREED, WITH_CONDITIONS))
        reasons = (speaking.why_not(facts.decider),)
    more = tuple(each for each in ALWAYS if each not in first)
    return Endings(first, more, reasons) if first else Endings(more, (), reasons)


def must_tell(outcome: str) -> bool:
    """Whether the patient must be told, or a reason be given why not. Rules: R-040, R-236, R-238."""
    return outcome not in NOTHING_TO_TELL


def settings_here(setting: str, subject: str) -> tuple[str, ...]:
    """The settings an objection may name for this: the room's own, and the talk that is recorded there."""
    return (setting, "discussion") if subject == EXPLANATION else (setting,)


def colleagues(people: Iterable[Colleague], media: tuple[str, ...]) -> Present:
    """How many are here and how many take no part in these media. Rules: R-056, R-165. Conflict: C-01."""
    found = list(people)
    pictured = any(medium in PICTURES for medium in media)
    heard = any(medium in VOICES for medium in media)
    return Present(
        here=len(found),
        may_be_in_it=sum(one.may_be_in_it for one in found),
        without_picture=sum(not one.may_be_in_it for one in found) if pictured else 0,
        without_voice=sum(one.voice_objected for one in found) if heard else 0,
    )
