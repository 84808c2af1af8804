"""Other consent forms that the Trust has approved, each with what it can be used for."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.models.permission import PermissionKind
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition


class LocalFormStatus(models.TextChoices):
    """Whether it may be used."""

    PROPOSED = "proposed", "Waiting for approval"
    APPROVED = "approved", "In use"
    RETIRED = "retired", "No longer used"


class LocalFormQuerySet(GovernedQuerySet):
    """Other forms by who may see them."""

    def visible_to(self, user: Any) -> "LocalFormQuerySet":
        """The only door; it fails shut."""
        return self if user.holds("localform.view") else self.none()

    def in_use(self) -> "LocalFormQuerySet":
        """Those that may be chosen."""
        return self.filter(status=LocalFormStatus.APPROVED)


class LocalForm(GovernedModel):
    """Such as a home video of a child for teaching; mapped to permissions. Rules: R-220."""

    reference_kind: ClassVar[str] = "LF"
    detail_url_name: ClassVar[str] = "consent:local-form-detail"

    status = models.CharField(max_length=10, choices=LocalFormStatus, default=LocalFormStatus.PROPOSED)
    title = models.CharField("what the form is called", max_length=200, unique=True)
    used_for = models.CharField("what it is used for", max_length=300)
    kept_at = models.CharField("where the form is found", max_length=200)
    opens = models.JSONField("what it can be used to ask for", default=list, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = LocalFormQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="local_form_is_approved_by_a_second_person",
                condition=Q(status=LocalFormStatus.PROPOSED, approved_by=None)
                | Q(Q(approved_by__isnull=False, approved_at__isnull=False), ~Q(approved_by=F("proposed_by")))
                | Q(status=LocalFormStatus.RETIRED),
                violation_error_message="Somebody else approves it",
            ),
            models.CheckConstraint(
                name="local_form_retired_says_why",
                condition=~Q(status=LocalFormStatus.RETIRED) | ~Q(retired_because=""),
                violation_error_message="Say why it is no longer used",
            ),
            models.CheckConstraint(
                name="local_form_says_what_it_is",
                condition=~Q(title="") & ~Q(used_for="") & ~Q(kept_at=""),
            ),
        ]

    @classmethod
    def propose(
        cls, *, by: Any, title: str, used_for: str, kept_at: str, opens: Sequence[str]
    ) -> "LocalForm":
        """Put a form on the list; it may be used once somebody else approves it. Rules: R-220."""
        if not by.holds("localform.propose"):
            raise PermissionDenied("Proposing a form is not part of your role.")
        words = {"title": title.strip(), "used_for": used_for.strip(), "kept_at": kept_at.strip()}
        form = cls(proposed_by=by, opens=sorted(set(opens)), **words)
        with transaction.atomic(), acting_as(by):
            form.save()
        return form

    @transition(
        source=[LocalFormStatus.PROPOSED], target=LocalFormStatus.APPROVED, allowed="localform.approve"
    )
    def approve(self, *, by: Any) -> None:
        """Somebody else says that it may be used, for what it is mapped to. Rules: R-220."""
        if by.pk == self.proposed_by_id:
            raise ValidationError("You put it on the list. Somebody else approves it.")
        self.approved_by, self.approved_at = by, clock.now()

    @transition(
        source=[LocalFormStatus.PROPOSED, LocalFormStatus.APPROVED],
        target=LocalFormStatus.RETIRED,
        allowed="localform.approve",
    )
    def retire(self, *, by: Any, because: str) -> None:
        """It may be chosen no longer; forms made with it stay as they are."""
        self.retired_because = because.strip()

    def clean(self) -> None:
        """It opens at least one permission, and only those there are. Raises ValidationError."""
        if not self.opens or set(self.opens) - set(PermissionKind.values):
            raise ValidationError({"opens": "Choose what it can be used to ask for"})

    def refuse_uses(self, uses: Sequence[str]) -> None:
        """Raise ValidationError unless it is in use and mapped to each of these. Rules: R-220."""
        if self.status != LocalFormStatus.APPROVED:
            raise ValidationError({"local_form": "That form may not be used"})
        beyond = [str(PermissionKind(use).label).lower() for use in uses if use not in self.opens]
        if beyond:
            raise ValidationError({"local_form": f"That form cannot be used to ask for: {', '.join(beyond)}"})
