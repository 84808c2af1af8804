"""One case: whom the recording is of, for what, and everything that is known so far."""

from dataclasses import dataclass, field
from datetime import date

from consent.signing import evidence as known
from consent.signing.nations import Law, law_of
from consent.signing.words import RECORD_ONLY, Circumstance


@dataclass(frozen=True)
class SigningCase:
    """Ages are completed years on ``today``. None means not asked; nobody's capacity is doubted unasked.

    Conflict: C-25.
    """

    age: int
    today: date
    nation: str = "ENG"
    uses: frozenset[str] = RECORD_ONLY
    has_died: bool = False
    can_decide: bool | None = None
    circumstance: Circumstance | None = None
    competence: known.Competence = field(default_factory=known.Competence)
    child: known.Child = field(default_factory=known.Child)
    parent: known.Parent = field(default_factory=known.Parent)
    capacity: known.Capacity | None = None
    authority: known.Authority = field(default_factory=known.Authority)
    care: known.Care = field(default_factory=known.Care)
    best_interests: known.BestInterests = field(default_factory=known.BestInterests)
    unconscious: known.Unconscious = field(default_factory=known.Unconscious)
    told: known.Told | None = None
    officer: known.Officer = field(default_factory=known.Officer)
    consultant: known.Consultant = field(default_factory=known.Consultant)
    representative: known.Representative = field(default_factory=known.Representative)
    post_mortem: known.PostMortem = field(default_factory=known.PostMortem)
    baby: known.Baby = field(default_factory=known.Baby)
    research_only: bool = False
    research: known.Research = field(default_factory=known.Research)

    @property
    def law(self) -> Law:
        """The law where the recording is made."""
        return law_of(self.nation)

    @property
    def is_child(self) -> bool:
        """Under the age from which somebody is presumed able to decide. Conflict: C-25."""
        return self.age < self.law.decides_from

    @property
    def is_for_care(self) -> bool:
        """Whether the health record is among the uses."""
        return bool(self.uses & RECORD_ONLY)

    @property
    def further_uses(self) -> frozenset[str]:
        """Teaching and named uses."""
        return self.uses - RECORD_ONLY
