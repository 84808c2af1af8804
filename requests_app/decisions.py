"""What follows from what is tapped at the scanner: pure answers over plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from policies.decisions import Situation
from recordings_gov.decisions import Reason

PATIENT = "patient"
EXPLANATION = "explanation"
SCREEN = "screen"
ROOM_OR_TEAM = "room_or_team"
PERSONAL_RECORD, KEEPSAKE, OTHER_USE = "personal_record", "keepsake", "other"
PICTURES = ("photo", "video", "live_call")
VOICES = ("audio", "video", "live_call")

AGREED, WITH_CONDITIONS, ADVISED = "agreed", "agreed_with_conditions", "advised_and_discouraged"
CHOSE_NOT, ASKED_NOT = "patient_chose_not_to", "asked_not_to"
SAFETY, INTERFERENCE, CONTRARY = "stopped_for_safety", "stopped_for_interference", "went_ahead_contrary"
OUT_OF_SCOPE = "out_of_scope"

# What each stance may honestly end with, in the order of the page.
ENDINGS = {
    "facilitate": (AGREED, WITH_CONDITIONS, ADVISED, CHOSE_NOT),
    "conditions": (WITH_CONDITIONS, ADVISED, CHOSE_NOT),
    "discourage": (WITH_CONDITIONS, ADVISED, CHOSE_NOT),
    "not_supported": (ASKED_NOT, CHOSE_NOT),
    "not_safe": (SAFETY, CHOSE_NOT),
    "no_answer": (AGREED, WITH_CONDITIONS, ADVISED, CHOSE_NOT),
}
ALWAYS = (SAFETY, INTERFERENCE, CONTRARY, OUT_OF_SCOPE)
NOTHING_TO_TELL = (CHOSE_NOT, ASKED_NOT, OUT_OF_SCOPE)


@dataclass(frozen=True)
class Tapped:
    """What somebody tapped; ``needs`` are the access needs among the ``reasons``.

    ``purpose`` is the word that staff put in place of the derived one, or empty. ``circumstances``
    are what else the policy may ask about: *child*, *active_objection*.
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


@dataclass(frozen=True)
class Facts:
    """What decides how a request may end; ``permission`` is the patient's own, to somebody else recording."""

    stance: str
    purpose: str
    recorder: str = PATIENT
    permission: str = ""
    authority: str = ""


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
    no reason at all makes a personal record; else posting online is another use and showing others
    a keepsake, unless staff corrected it. Raises ValueError when nothing is tapped to record with.
    Rules: R-012, R-013, R-021, R-237.
    """
    circumstances = set(tapped.circumstances)
    if "post_online" in tapped.reasons:
        circumstances.add("other_use")
    return Situation(
        setting="discussion" if tapped.subject == EXPLANATION else tapped.setting,
        modality=tapped.modality,
        media=(SCREEN,) if tapped.subject == SCREEN else tapped.media,
        recorder=PATIENT if tapped.recorder == PATIENT else "person_with_them",
        purpose=tapped.purpose or _purpose_of(tapped),
        needs=tapped.needs,
        circumstances=tuple(sorted(circumstances)),
    )


def _purpose_of(tapped: Tapped) -> str:
    if tapped.subject == EXPLANATION or tapped.needs or not tapped.reasons:
        return PERSONAL_RECORD
    return OTHER_USE if "post_online" in tapped.reasons else KEEPSAKE


def outcomes_for(facts: Facts) -> Endings:
    """Which outcomes may be chosen; a stop is among them at any time, turning a patient away never.

    *Agreed* needs the patient's own yes, or somebody who lawfully speaks for them, when another person
    records, and is not offered against our advice. *Asked not to* is for what is not a personal record.
    Rules: R-013, R-021, R-039, R-043, R-051. Conflicts: C-01, C-37.
    """
    stance = facts.stance
    if stance == "not_supported" and facts.purpose == PERSONAL_RECORD:
        stance = "discourage"
    first = ENDINGS[stance]
    reasons: tuple[Reason, ...] = ()
    if not _patient_agrees(facts):
        first = tuple(each for each in first if each not in (AGREED, WITH_CONDITIONS))
        says = "Somebody else would record, and the patient has not said yes to it."
        reasons = (Reason(says, ("R-013",)),)
    return Endings(first, tuple(each for each in ALWAYS if each not in first), reasons)


def _patient_agrees(facts: Facts) -> bool:
    spoken_for = facts.permission == "cannot_say" and facts.authority.strip() != ""
    return facts.recorder == PATIENT or facts.permission == "yes" or spoken_for


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
