"""Comments on a draft, section by section; whoever drafts answers each."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from policies.models.parts import Section
from policies.models.version import PolicyVersion
from recordings_gov import clock
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition


class CommentStatus(models.TextChoices):
    """Whether it was answered."""

    WAITING = "waiting", "Waiting for an answer"
    ANSWERED = "answered", "Answered"


class Change(models.TextChoices):
    """What a comment did to the text."""

    CHANGED = "changed", "The text was changed"
    KEPT = "kept", "The text stays as it is"


class CommentQuerySet(GovernedQuerySet):
    """Comments, for those who prepare a version and for whoever wrote them."""

    def visible_to(self, user: Any) -> "CommentQuerySet":
        """The only door to comments; it fails shut."""
        if not user.can("policy.view"):
            return self.none()
        within = PolicyVersion.objects.open_for_comment(user)
        prepared = PolicyVersion.objects.visible_to(user)
        return self.filter(Q(by=user) | Q(version__in=within) | Q(version__in=prepared))

    def waiting(self) -> "CommentQuerySet":
        """Those without an answer."""
        return self.filter(status=CommentStatus.WAITING)


class SectionComment(GovernedModel):
    """What somebody said about one section of a draft. Rules: R-020, R-037."""

    reference_kind: ClassVar[str] = "CMT"
    detail_url_name: ClassVar[str] = "policies:comment-answer"

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="comments")
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    said_of = models.CharField(max_length=220)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=CommentStatus, default=CommentStatus.WAITING)
    reply = models.TextField(blank=True)
    change = models.CharField(max_length=8, choices=Change, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="comment_answered_by_somebody_with_a_reply",
                condition=Q(status=CommentStatus.WAITING, answered_by=None, answered_on=None)
                | Q(
                    ~Q(reply="") & ~Q(change=""),
                    status=CommentStatus.ANSWERED,
                    answered_by__isnull=False,
                    answered_on__isnull=False,
                ),
                violation_error_message="Answer in words, and say whether the text was changed",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.reference}"

    def clean(self) -> None:
        """A comment says something."""
        super().clean()
        if not self.words.strip():
            raise ValidationError({"words": "Write your comment"})

    @property
    def department_id(self) -> int | None:
        """The department whose draft it is about."""
        return self.version.department_id

    @transition(source=[CommentStatus.WAITING], target=CommentStatus.ANSWERED, allowed="policy.draft")
    def answer(self, *, by: Any, reply: str, change: str) -> None:
        """Whoever drafts says what came of it; the commenter reads it. Rules: R-020, R-037."""
        self.reply, self.change = reply.strip(), change
        self.answered_by, self.answered_on = by, clock.today()
