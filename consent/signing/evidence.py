"""What can be shown for each way to sign. Frozen rows of plain facts; None and "" are not answered yet."""

from dataclasses import dataclass
from datetime import date

NEEDED = ("what", "why", "who", "good_and_bad", "no", "later", "free")
ENCOURAGED = "parent"


@dataclass(frozen=True)
class Competence:
    """A judgement, by somebody entitled, whether somebody under the age can decide about these uses.

    ``outcome`` is able, not_able or not_sure, empty while nobody judged; ``yes`` the questions answered so.
    """

    outcome: str = ""
    yes: frozenset[str] = frozenset()
    covers: frozenset[str] = frozenset()
    by_entitled: bool = True

    @property
    def is_able(self) -> bool:
        """Able needs a yes to the first seven questions; the eighth is encouragement."""
        return self.by_entitled and self.outcome == "able" and self.yes.issuperset(NEEDED)


@dataclass(frozen=True)
class Child:
    """What the child said: ``agrees``, ``no``, ``upset`` or ``cannot_say``; and whether harm is likely."""

    said: str = ""
    harm_likely: bool | None = None

    @property
    def refuses(self) -> bool:
        """A no, or distress, which is one."""
        return self.said in ("no", "upset")


@dataclass(frozen=True)
class Parent:
    """Who declares parental responsibility, and how they hold it; a carer holds none."""

    name: str = ""
    relation: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Capacity:
    """A dated judgement about one decision of somebody of the age to decide. Rules: R-139."""

    can_decide: bool
    judged_on: date
    look_again_on: date | None = None
    is_about_this: bool = True
    by_entitled: bool = True
    can_wait: bool = False

    def stands_on(self, day: date) -> bool:
        """Whether it counts on that day: entitled, about this, made by then, and not past its date."""
        limited = self.can_decide or self.look_again_on is not None
        late = self.look_again_on is not None and day > self.look_again_on
        return self.by_entitled and self.is_about_this and self.judged_on <= day and limited and not late


@dataclass(frozen=True)
class Authority:
    """Who offers to decide for an adult and the paper seen; or why nobody was asked.

    ``without`` is ``nobody`` or ``urgent``, empty while somebody with authority can be asked.
    """

    kind: str = ""
    name: str = ""
    paper: str = ""
    seen_by: str = ""
    seen_on: date | None = None
    without: str = ""

    @property
    def is_seen(self) -> bool:
        """Whether somebody of ours saw the paper itself."""
        return all((self.name, self.paper, self.seen_by, self.seen_on))


@dataclass(frozen=True)
class BestInterests:
    """The best-interests record: each answer, and who was consulted or why nobody was."""

    necessary: bool | None = None
    benefit: bool | None = None
    best: bool | None = None
    distress: bool | None = None
    others_instead: bool | None = None
    because: str = ""
    consulted: str = ""


@dataclass(frozen=True)
class Care:
    """Whether the recording is a needed part of the care itself, and which clinician says so."""

    integral: bool | None = None
    clinician: str = ""


@dataclass(frozen=True)
class Unconscious:
    """Why nobody could be asked, and when they will be. ``returns`` False: capacity is not coming back."""

    why: str = ""
    integral: bool | None = None
    because: str = ""
    look_again_on: date | None = None
    under_anaesthetic: bool | None = None
    by_media_studio: bool | None = None
    returns: bool | None = None


@dataclass(frozen=True)
class Told:
    """Who told the patient of the recording, and when."""

    on: date
    by: str


@dataclass(frozen=True)
class Officer:
    """A social worker or police officer, checked; the ground is ``order`` or ``best_interests``."""

    kind: str = ""
    name: str = ""
    number: str = ""
    service: str = ""
    is_checked: bool = False
    no_parent_there: bool | None = None
    ground: str = ""
    says: str = ""
    despite_no: str = ""


@dataclass(frozen=True)
class Consultant:
    """The consultant in charge, their reason, and what the ground itself asks for."""

    name: str = ""
    because: str = ""
    why_unlikely: str = ""
    benefit: str = ""
    abuse: str = ""
    why_unable: str = ""
    referral: str = ""
    second_signature: str = ""


@dataclass(frozen=True)
class Representative:
    """The personal representative, the proof seen, known wishes, relatives, and the coroner.

    ``wishes`` is none_known, for or against.
    """

    name: str = ""
    proof: str = ""
    wishes: str = ""
    is_relative: bool | None = None
    relatives_asked: str = ""
    coroners_case: bool | None = None
    coroners_leave: str = ""
    others_instead: bool | None = None


@dataclass(frozen=True)
class PostMortem:
    """Whether the recording is integral to the examination."""

    integral: bool | None = None


@dataclass(frozen=True)
class Baby:
    """Whether the parents of a baby who is dying or was stillborn want a picture; who asked them."""

    asked_by: str = ""
    wanted: bool | None = None
    parent: str = ""


@dataclass(frozen=True)
class Research:
    """What research alone asks for: approval, registration, and both of our own registers."""

    ethics: str = ""
    registration: str = ""
    media_studio: bool = False
    information_governance: bool = False

    @property
    def is_complete(self) -> bool:
        """All four."""
        return not self.missing

    @property
    def missing(self) -> tuple[str, ...]:
        """Those that are not there yet, by name. Rules: R-163."""
        each = {
            "ethics approval": self.ethics,
            "research registration": self.registration,
            "registration with Media Studio": self.media_studio,
            "registration with information governance": self.information_governance,
        }
        return tuple(name for name, is_there in each.items() if not is_there)
