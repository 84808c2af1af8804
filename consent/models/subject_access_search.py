"""A search for a subject access request: who asked for whom, for which request, and what there was."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.models.recording import Recording, RecordingStatus
from consent.subject_access import entry
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.patients.models import Patient

SHORTEST_REASON = 10
NOBODY = "No patient has that number. Check it against the request."


class SubjectAccessQuerySet(GovernedQuerySet):
    """Searches by who may see them."""

    def visible_to(self, user: Any) -> "SubjectAccessQuerySet":
        """The only door; it fails shut."""
        return self if user.holds("patient.export") else self.none()


class SubjectAccessSearch(GovernedModel):
    """What was found on that day, as it was printed. Rules: R-102. Conflict: C-12."""

    reference_kind: ClassVar[str] = "SAR"
    detail_url_name: ClassVar[str] = "consent:sar-detail"

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    request_reference = models.CharField("reference of the request", max_length=60)
    reason = models.CharField("for whom, and why", max_length=300)
    searched_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    searched_at = models.DateTimeField()
    found = models.JSONField(default=list, blank=True)
    undecided = models.PositiveIntegerField("in quarantine", default=0)

    objects: ClassVar[Any] = SubjectAccessQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="subject_access_search_names_its_request_and_reason",
                condition=~Q(request_reference="") & ~Q(reason=""),
                violation_error_message="Give the reference of the request, and for whom it is",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-searched_at"], name="subject_access_newest")]

    @classmethod
    def search(cls, *, by: Any, number: str, request_reference: str, reason: str) -> "SubjectAccessSearch":
        """Everything that we hold of the patient of this number, kept as it is found.

        Raises PermissionDenied; ValidationError for nobody, or without a reason. Rules: R-102.
        """
        if len(reason.strip()) < SHORTEST_REASON:
            raise ValidationError({"reason": f"Write at least {SHORTEST_REASON} characters"})
        if not by.can("patient.export", reason=reason):
            raise PermissionDenied("Searching for a subject access request is not part of your role.")
        with transaction.atomic(), acting_as(by):
            patient = Patient.objects.numbered(number).first()
            log.read_list(Patient, [patient.pk] if patient else [], "searched")
        if patient is None:
            raise ValidationError({"number": NOBODY})
        with transaction.atomic(), acting_as(by):
            rows = list(Recording.objects.filter(patient=patient).order_by("captured_at", "pk"))
            told = [row for row in rows if row.status != RecordingStatus.QUARANTINED]
            made = cls(
                patient=patient,
                request_reference=request_reference.strip(),
                reason=reason.strip(),
                searched_by=by,
                searched_at=clock.now(),
                found=[entry(row) for row in told],
                undecided=len(rows) - len(told),
            )
            made.save()
            if told:
                log.read_list(Recording, [row.pk for row in told], "extracted")
        return made

    def shut_since(self) -> frozenset[str]:
        """Which of those that were open then are in quarantine now. Rules: R-155. Conflict: C-12."""
        told = [row["reference"] for row in self.found]
        return frozenset(
            Recording.objects.in_quarantine().filter(reference__in=told).values_list("reference", flat=True)
        )

    @property
    def total(self) -> int:
        """How many recordings exist, those in quarantine among them. Conflict: C-12."""
        return len(self.found) + self.undecided
