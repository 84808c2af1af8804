"""What every decision answers with: a verdict and the reasons for it, each with its rules."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One sentence for a person, the rules it rests on and the section of the policy that says so."""

    says: str
    rules: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True)
class Decision:
    """The answer to one question on one day; ``verdict`` is a word of the decision's own list."""

    verdict: str
    reasons: tuple[Reason, ...] = ()
    conditions: tuple[Reason, ...] = ()
    obstacles: tuple[Reason, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule that is named, once, in order of appearance."""
        named = [
            rule for reason in (*self.reasons, *self.conditions, *self.obstacles) for rule in reason.rules
        ]
        return tuple(dict.fromkeys(named))
