"""The words of this decision: ways to sign, what is special about a case, and what can still be asked."""

from dataclasses import dataclass
from enum import StrEnum

from recordings_gov.decisions import Decision

RECORD, TEACHING, NAMED_PURPOSE = "record", "teaching", "named_purpose"
USES = frozenset({RECORD, TEACHING, NAMED_PURPOSE})
RECORD_ONLY = frozenset({RECORD})
ASK, NO = "ask", "no"


class Route(StrEnum):
    """A way in which a recording can be covered; most are a signer of the printed form."""

    ADULT = "adult"
    YOUNG_PERSON = "competent_young_person"
    PARENT = "parental_responsibility"
    ATTORNEY = "attorney_or_deputy"
    CLINICIANS = "no_authority_integral_to_care"
    CONSULTANT = "consultant_authority"
    OFFICER = "child_protection"
    HELD = "retrospective"
    REPRESENTATIVE = "personal_representative"
    POST_MORTEM = "post_mortem"
    PARENTS_OF_BABY = "parents_of_baby"


class Circumstance(StrEnum):
    """What is so while the patient cannot simply be asked."""

    USUAL = "usual"
    UNCONSCIOUS = "unconscious"
    CHILD_PROTECTION = "child_protection"
    INJURY = "non_accidental_injury"
    ABUSE = "adult_abuse"
    VITAL_INTERESTS = "vital_interests"
    LITIGATION = "litigation"
    BABY = "baby"
    POST_MORTEM = "post_mortem"


class Ask(StrEnum):
    """A group of questions of the page; only those that matter to a case are asked."""

    CIRCUMSTANCE = "circumstance"
    COMPETENCE = "competence"
    CHILD = "child"
    PARENT = "parent"
    CAPACITY = "capacity"
    AUTHORITY = "authority"
    CARE = "care"
    BEST_INTERESTS = "best_interests"
    UNCONSCIOUS = "unconscious"
    TOLD = "told"
    OFFICER = "officer"
    CONSULTANT = "consultant"
    REPRESENTATIVE = "representative"
    POST_MORTEM = "post_mortem"
    BABY = "baby"
    RESEARCH = "research"


@dataclass(frozen=True)
class Signing(Decision):
    """``verdict`` is a Route, ``ask`` while something is missing, or ``no``.

    ``signers`` are the roles whose signatures the form asks for, ``permissions`` what they can open, and
    ``to_ask`` the groups of questions that are still open.
    """

    signers: tuple[str, ...] = ()
    permissions: frozenset[str] = frozenset()
    to_ask: tuple[Ask, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether a way to sign is found; a recording may then follow in that way and no other."""
        return self.verdict in set(Route)
