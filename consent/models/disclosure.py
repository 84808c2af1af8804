"""Disclosures: what was passed on to somebody outside, to whom, on what ground, by whose leave."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.models.recording_custody import RecordingStep
from consent.using import DisclosureBasis, Use
from consent.using.words import BASIS_WORDS
from recordings_gov.accounts.models import Department
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet

PERSON = settings.AUTH_USER_MODEL


class DisclosureQuerySet(GovernedQuerySet):
    """Disclosures by who answers for them."""

    def visible_to(self, user: Any) -> "DisclosureQuerySet":
        """The only door to the log; it fails shut."""
        rows: DisclosureQuerySet = user.reach("disclosure.view").rows(self)
        return rows


class Disclosure(GovernedModel):
    """One line of the log, written by the act itself and never without it. Rules: R-072, R-073."""

    reference_kind: ClassVar[str] = "DIS"
    detail_url_name: ClassVar[str] = "consent:disclosure-detail"

    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="disclosures")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    check_asked = models.OneToOneField(
        "consent.UseCheck", on_delete=models.PROTECT, related_name="disclosure"
    )
    to = models.CharField("to whom", max_length=300)
    basis = models.CharField(
        "ground", max_length=16, choices=[(each.value, says) for each, says in BASIS_WORDS.items()]
    )
    basis_reference = models.CharField("reference of the law, order or decision", max_length=200, blank=True)
    permission = models.ForeignKey(
        "consent.Permission", null=True, blank=True, on_delete=models.PROTECT, related_name="disclosures"
    )
    approver = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    disclosed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    disclosed_at = models.DateTimeField()

    objects: ClassVar[Any] = DisclosureQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="disclosure_says_to_whom", condition=~Q(to="")),
            models.CheckConstraint(
                name="disclosure_has_its_ground",
                condition=Q(basis=DisclosureBasis.CONSENT, permission__isnull=False)
                | Q(basis__in=[DisclosureBasis.LAW, DisclosureBasis.COURT]) & ~Q(basis_reference="")
                | Q(basis=DisclosureBasis.PUBLIC_INTEREST, approver__isnull=False) & ~Q(basis_reference=""),
                violation_error_message="Say on what ground it is passed on, with its reference",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-disclosed_at"], name="disclosure_newest")]

    @classmethod
    def write(cls, check: Any, by: Any) -> "Disclosure | None":
        """Write down what ``check`` let pass, within its own verb; nothing for another use."""
        if check.use != Use.DISCLOSE:
            return None
        written = cls(
            recording_id=check.recording_id,
            department_id=check.department_id,
            check_asked_id=check.pk,
            to=check.done_with,
            basis=check.basis,
            basis_reference=check.basis_reference,
            permission_id=check.permission_id,
            approver_id=check.approver_id,
            disclosed_by=by,
            disclosed_at=check.done_at,
        )
        written.save()
        ground = f"{written.get_basis_display()} {written.basis_reference}".strip()
        check.recording.write_custody(RecordingStep.DISCLOSED, by=by, to=written.to[:200], says=ground)
        return written
