"""What is kept beside an edition: who of the lay readers saw it, and why it was printed past its date."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from policies.models.leaflet_edition import LeafletEdition
from recordings_gov.audit.models import GovernedRow


class LayReview(GovernedRow):
    """Patients or other lay people who read an edition, when, and what came of it. Rules: R-004."""

    edition = models.ForeignKey(LeafletEdition, on_delete=models.PROTECT, related_name="lay_reviews")
    group = models.CharField(max_length=200)
    read_on = models.DateField()
    effect = models.TextField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="lay_review_says_who_and_what_came_of_it",
                condition=~Q(group="") & ~Q(effect=""),
                violation_error_message="Say who read it and what came of it",
            ),
        ]

    def __str__(self) -> str:
        return self.group


class PrintOverride(GovernedRow):
    """Leave to print an edition past its review date, until a day and for a reason. Rules: R-002."""

    edition = models.ForeignKey(LeafletEdition, on_delete=models.PROTECT, related_name="print_overrides")
    reason = models.TextField()
    until = models.DateField()
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="print_override_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why it is printed past its review date",
            ),
        ]

    def __str__(self) -> str:
        return f"Until {self.until}"
