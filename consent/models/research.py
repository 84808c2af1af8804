"""A research project with recordings of patients: nothing goes on before every gate is open."""

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.models.registration_approval import Office
from consent.models.research_course import OPEN, CourseOfResearch
from consent.models.research_rows import ResearchApproval, ResearchProjectQuerySet, ResearchStatus
from consent.research import Gate, ResearchCase, gates, missing_gates
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel
from recordings_gov.workflow import WrongState, transition

CONTENT = (
    "title",
    "lead",
    "about",
    "makes_recordings",
    "ethics_body",
    "ethics_reference",
    "rd_reference",
    "ends_on",
)


class ResearchProject(CourseOfResearch, GovernedModel):
    """Ethics, R&D and both offices' registrations, bound to what was seen. Rules: R-163."""

    reference_kind: ClassVar[str] = "RES"
    detail_url_name: ClassVar[str] = "consent:research-detail"

    status = models.CharField(max_length=9, choices=ResearchStatus, default=ResearchStatus.DRAFT)
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("what the project is called", max_length=200, unique=True)
    lead = models.CharField("who leads it", max_length=120)
    about = models.CharField("what it studies, and with which recordings", max_length=500)
    makes_recordings = models.BooleanField("recordings are made for it alone")
    ethics_body = models.CharField("research ethics committee", max_length=120, blank=True)
    ethics_reference = models.CharField("reference of its approval", max_length=60, blank=True)
    rd_reference = models.CharField("research and development reference", max_length=60, blank=True)
    ends_on = models.DateField("last day")
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    activated_at = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.CharField(max_length=500, blank=True, editable=False)

    objects: ClassVar[Any] = ResearchProjectQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="research_says_what_it_is",
                condition=~Q(title="") & ~Q(lead="") & ~Q(about=""),
            ),
            models.CheckConstraint(
                name="research_registered_has_its_approvals",
                condition=Q(activated_at=None)
                | Q(makes_recordings=False)
                | (~Q(ethics_body="") & ~Q(ethics_reference="") & ~Q(rd_reference="")),
                violation_error_message="Give the ethics approval and the research registration",
            ),
            models.CheckConstraint(
                name="research_runs_since_both_registrations",
                condition=~Q(status=ResearchStatus.ACTIVE) | Q(activated_at__isnull=False),
            ),
            models.CheckConstraint(
                name="research_refused_or_ended_says_why",
                condition=~Q(status__in=[ResearchStatus.REJECTED, ResearchStatus.ENDED]) | ~Q(reason=""),
                violation_error_message="Say why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def apply(cls, *, by: Any, **content: Any) -> "ResearchProject":
        """A draft by the person who answers for it. Rules: R-163."""
        if not by.holds("research.register"):
            raise PermissionDenied("Registering a research project is not part of your role.")
        project = cls(applicant=by)
        project._fill(content)
        with transaction.atomic(), acting_as(by):
            project.save()
        return project

    @transition(
        source=OPEN, target={ResearchStatus.DRAFT, ResearchStatus.SUBMITTED, ResearchStatus.ACTIVE},
        allowed="research.register",
    )  # fmt: skip
    def amend(self, *, by: Any, **content: Any) -> str:
        """The applicant changes what it says: what was registered before does not cover it any more.

        Nothing is recorded or used for it until both offices have registered it anew. Rules: R-163.
        """
        self._applicant_alone(by)
        before = self.digest
        self._fill(content)
        if self.digest == before:
            return self.status
        self.void_registrations()
        return ResearchStatus.DRAFT if self.status == ResearchStatus.DRAFT else ResearchStatus.SUBMITTED

    @transition(source=[ResearchStatus.DRAFT], target=ResearchStatus.SUBMITTED, allowed="research.register")
    def submit(self, *, by: Any) -> None:
        """Hand it to both offices. Rules: R-163."""
        self._applicant_alone(by)
        self.submitted_at = clock.now()

    def approve(self, *, by: Any, office: str, seen: str) -> None:
        """Register for one office what was ``seen``; the second makes it active. Rules: R-163."""
        verbs = {
            Office.MEDIA_STUDIO: self.approve_as_media_studio,
            Office.INFORMATION_GOVERNANCE: self.approve_as_ig,
        }
        verbs[Office(office)](by=by, seen=seen)

    @transition(
        source=[ResearchStatus.SUBMITTED],
        target={ResearchStatus.SUBMITTED, ResearchStatus.ACTIVE},
        allowed="research.approve_media_studio",
    )
    def approve_as_media_studio(self, *, by: Any, seen: str) -> str:
        """The head of Media Studio registers it. Rules: R-163."""
        return self._registered(by, Office.MEDIA_STUDIO, seen)

    @transition(
        source=[ResearchStatus.SUBMITTED],
        target={ResearchStatus.SUBMITTED, ResearchStatus.ACTIVE},
        allowed="research.approve_ig",
    )
    def approve_as_ig(self, *, by: Any, seen: str) -> str:
        """The information governance manager registers it. Rules: R-163."""
        return self._registered(by, Office.INFORMATION_GOVERNANCE, seen)

    @transition(source=[ResearchStatus.SUBMITTED], target=ResearchStatus.REJECTED, allowed="research.decide")
    def reject(self, *, by: Any, reason: str) -> None:
        """One office does not register it; the applicant reads why. Rules: R-163."""
        if by.pk == self.applicant_id:
            raise ValidationError("You applied for it. Other people decide.")
        self.reason = reason.strip()

    def case_on(self, day: date, since: datetime | None = None) -> ResearchCase:
        """The facts of the decision for that day; with ``since``, also for that moment."""
        is_since = self.activated_at is not None and (since is None or self.activated_at <= since)
        standing = {row.office for row in self.approvals.all() if row.voided_at is None}
        done = standing if since is None or is_since else set()
        return ResearchCase(
            on=day,
            ends_on=self.ends_on,
            makes_recordings=self.makes_recordings,
            ethics_reference=self.ethics_reference,
            rd_reference=self.rd_reference,
            media_studio=Office.MEDIA_STUDIO in done,
            information_governance=Office.INFORMATION_GOVERNANCE in done,
            is_over=self.status in (ResearchStatus.REJECTED, ResearchStatus.ENDED),
        )

    def missing_at(self, moment: datetime) -> tuple[str, ...]:
        """The gates that were shut at that moment, by name. Rules: R-163."""
        return missing_gates(self.case_on(clock.local(moment).date(), moment))

    def missing_today(self) -> tuple[str, ...]:
        """The gates that are shut now, by name. Rules: R-163."""
        return self.missing_at(clock.now())

    def missing_beside_offices(self) -> tuple[str, ...]:
        """The gates that are shut today and that neither office opens: they come first. Rules: R-163."""
        case = replace(self.case_on(clock.today()), media_studio=True, information_governance=True)
        return missing_gates(case)

    def gates(self) -> tuple[Gate, ...]:
        """Every gate as it stands today."""
        return gates(self.case_on(clock.today()))

    @property
    def digest(self) -> str:
        """What a registration is bound to: any change of what the project says changes it."""
        said = {name: getattr(self, name) for name in CONTENT}
        return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()

    def _fill(self, content: dict[str, Any]) -> None:
        if set(content) - set(CONTENT):
            raise TypeError(f"A project does not say: {', '.join(sorted(set(content) - set(CONTENT)))}.")
        for name, value in content.items():
            setattr(self, name, value.strip() if isinstance(value, str) else value)

    def _applicant_alone(self, by: Any) -> None:
        if by.pk != self.applicant_id:
            raise ValidationError("Only the person who applied for it changes it")

    def _registered(self, by: Any, office: Office, seen: str) -> str:
        """Keep the registration; active when both stand. The row is locked by now."""
        rows = list(self.approvals.standing())
        if any(row.office == office for row in rows):
            raise WrongState("Your office has registered it already.")
        if by.pk == self.applicant_id:
            raise ValidationError("You applied for it. Other people register it.")
        if seen != self.digest:
            raise ValidationError("It has changed since you opened it. Read it again, then register it.")
        if self.missing_beside_offices():
            missing = "; ".join(self.missing_beside_offices())
            raise ValidationError(f"It cannot be registered yet. Still missing: {missing}.")
        now = clock.now()
        ResearchApproval(
            project=self, office=office, approver=by, applicant_id=self.applicant_id, digest_seen=seen, at=now
        ).save()
        if not rows:
            return ResearchStatus.SUBMITTED
        self.activated_at = now
        return ResearchStatus.ACTIVE
