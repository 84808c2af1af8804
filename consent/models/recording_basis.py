"""On what a recording was made, and the evidence that each basis asks for: without it there is no entry."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from consent.models.recording_exception import EXCEPTION_EVIDENCE
from consent.models.recording_origin import LEGACY_EVIDENCE
from consent.models.recording_words import Basis

# A basis that has no line here cannot be registered.
EVIDENCE: dict[str, Q] = {
    Basis.CONSENT: Q(form__isnull=False, consented_at__isnull=False),
    Basis.HELD: Q(form__isnull=False, held_at__isnull=False),
    Basis.POST_MORTEM: Q(form__isnull=False),
    Basis.LEGACY: LEGACY_EVIDENCE,
    **EXCEPTION_EVIDENCE,
}


class BasisOfRecording(models.Model):
    """The basis and its evidence. Rules: R-063, R-091, R-127, R-138, R-154."""

    basis = models.CharField(max_length=20, choices=Basis, default=Basis.CONSENT)
    form = models.ForeignKey(
        "consent.ConsentForm", null=True, blank=True, on_delete=models.PROTECT, related_name="recordings"
    )
    consented_at = models.DateTimeField("when both had signed", null=True, blank=True, editable=False)

    class Meta:
        abstract = True


def _evidence() -> Q:
    found = Q()
    for basis, evidence in EVIDENCE.items():
        found |= Q(basis=basis) & evidence
    return found


BASIS_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_has_the_evidence_of_its_basis",
        condition=_evidence(),
        violation_error_message="Nothing is recorded without consent or a named exception with its evidence",
    ),
    models.CheckConstraint(
        name="recording_comes_after_both_signatures",
        condition=~Q(basis=Basis.CONSENT) | Q(captured_at__gte=F("consented_at")),
        violation_error_message="A recording made before both signatures is not covered",
    ),
]
