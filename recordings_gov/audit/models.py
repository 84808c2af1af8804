"""What the rest of the house imports: governed records and the events about them."""

from recordings_gov.audit.event import Event, Payload
from recordings_gov.audit.governed import ConstraintBroken, GovernedModel, GovernedQuerySet, GovernedRow

__all__ = ["ConstraintBroken", "Event", "GovernedModel", "GovernedQuerySet", "GovernedRow", "Payload"]
